using Platform.ServiceDefaults.Messaging;
using Quartz;

namespace Platform.Scheduler.Timekeeping;

/// <summary>
/// Takes part in the cluster that fires the heartbeats, from when the database is there until the program ends. Where the
/// database goes away later, Quartz waits for it by itself.
/// </summary>
internal sealed partial class HeartbeatLoop(HeartbeatCluster cluster, SchedulerOptions options, TimeProvider time, ILogger<HeartbeatLoop> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; options.Heartbeats && !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await TakePartAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                failures++;
                if (!Transient.Is(failure))
                {
                    NotStarted(log, failure);
                }
                else if (failures == 1)
                {
                    NotStarted(log, null);
                }

                await Task.Delay(failures < 10 ? TimeSpan.FromSeconds(failures) : LongestPause, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TakePartAsync(CancellationToken ct)
    {
        await using var factory = cluster.Build();
        var scheduler = await factory.GetScheduler(ct);
        await cluster.ScheduleAsync(scheduler, ct);
        await scheduler.Start(ct);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Waits for beats under way, which have been asked to stop; the host says how long.
        await scheduler.Shutdown(true, CancellationToken.None);
    }

    [LoggerMessage(2512, LogLevel.Warning, "The heartbeats do not start; this is tried again until they do")]
    private static partial void NotStarted(ILogger logger, Exception? failure);
}
