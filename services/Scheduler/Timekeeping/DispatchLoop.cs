using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Scheduler.Timekeeping;

/// <summary>
/// Turns the clock: one cheap question a second, and work when something is due. It wakes at the due instant itself
/// where that comes before the next look. A failure is logged and tried again; nothing is lost, for the rows wait.
/// </summary>
internal sealed partial class DispatchLoop(
    Timekeeper timekeeper, Retelling retelling, Database database, SchedulerClock clock, SchedulerOptions options, TimeProvider time,
    SchedulerMetrics metrics, ILogger<DispatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var prepared = false;
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = options.PollInterval;
            try
            {
                prepared = prepared || await PrepareAsync(stoppingToken);
                pause = await TickAsync(stoppingToken);
                failures = 0;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failures++;
                TickFailed(log, failures, Transient.Is(failure) ? null : failure);
                pause = failures < 10 ? options.PollInterval * failures : LongestPause;
            }

            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await retelling.RunOnceAsync(await clock.NowAsync(work, ct), ct);
        return true;
    }

    /// <returns>How long to wait for the next look.</returns>
    private async Task<TimeSpan> TickAsync(CancellationToken ct)
    {
        var look = await timekeeper.LookAsync(ct);
        metrics.Behind(look.NextDue < look.Now ? look.Now - look.NextDue.Value : TimeSpan.Zero);
        if (look.Paused || look.NextDue is not { } next)
        {
            return options.PollInterval;
        }

        if (next <= look.Now)
        {
            return await RunAsync(ct) ? TimeSpan.Zero : options.PollInterval;
        }

        var until = next - look.Now;
        return until < options.PollInterval ? (until > Briefly ? until : Briefly) : options.PollInterval;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var turn = await database.BeginAsync(ct);
        return await clock.TakeTurnAsync(turn, ct) && (await timekeeper.RunAsync(await clock.NowAsync(turn, ct), ct)).Count > 0;
    }

    [LoggerMessage(2501, LogLevel.Warning, "The scheduler's tick failed (failure {Count} in a row); what is due waits")]
    private static partial void TickFailed(ILogger logger, int count, Exception? failure);
}
