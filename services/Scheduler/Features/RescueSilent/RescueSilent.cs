using System.Globalization;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.RescueSilent;

/// <summary>
/// Takes an engine that says nothing for one that has failed: its message may lie in an error queue, or it died over it.
/// The run is tried again or given up as after any failure that may pass. Should the answer come after all, done is done.
/// </summary>
internal sealed partial class RescueSilent(
    Database database, SchedulerClock clock, RunFailures failures, SchedulerMetrics metrics, ILogger<RescueSilent> log)
{
    private const int PageSize = 2000;

    /// <param name="now">In real time, as the deadlines are: an hour of the simulated clock passes in an instant.</param>
    /// <returns>How many runs were rescued.</returns>
    public async Task<int> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var rescued = 0;
        foreach (var group in await GroupsAsync(now, ct))
        {
            var count = await RescueAsync(group, ct);
            rescued += count;
            if (count > 0)
            {
                metrics.Unanswered(group.Task, count);
                Rescued(log, group.Task, group.LocalDate, group.RunIds.Length, count);
            }
        }

        return rescued;
    }

    private async Task<List<SilentGroup>> GroupsAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await SilentBatches.PostponeAsync(work, now, ct))
        {
            await work.CommitAsync(ct);
            OursToBlame(log);
            return [];
        }

        return await SilentBatches.FindAsync(work, now, ct);
    }

    private async Task<int> RescueAsync(SilentGroup group, CancellationToken ct)
    {
        var rescued = 0;
        Guid? after = null;
        for (var full = true; full;)
        {
            await using var work = await database.BeginAsync(ct);
            var page = await SilentBatches.PageAsync(work, group, after, PageSize, ct);
            full = page.Count == PageSize;
            after = page.LastOrDefault()?.UserId;
            if (page.Count > 0)
            {
                var open = await SilentBatches.LockAsync(work, group, page, ct);
                var reason = Reason(group.AnswerWithin);
                await failures.BookAsync(
                    work, open.ConvertAll(run => new RunFailure(run, reason, Retryable: true)), await clock.NowAsync(work, ct), ct);
                await work.CommitAsync(ct);
                rescued += open.Count;
            }
        }

        await using var last = await database.BeginAsync(ct);
        await SilentBatches.SettleAsync(last, group, ct);
        await last.CommitAsync(ct);
        return rescued;
    }

    private static string Reason(TimeSpan? within) => within switch
    {
        null => "No answer in time.",
        { TotalMinutes: < 120 } minutes => string.Create(CultureInfo.InvariantCulture, $"No answer within {minutes.TotalMinutes:0.#} minutes."),
        { } hours => string.Create(CultureInfo.InvariantCulture, $"No answer within {hours.TotalHours:0.#} hours."),
    };

    [LoggerMessage(2412, LogLevel.Warning, "Messages have not left for a minute: engines get their whole time again from now")]
    private static partial void OursToBlame(ILogger logger);

    [LoggerMessage(2411, LogLevel.Warning, "{Batches} batches of {Task} of {LocalDate:yyyy-MM-dd} were not answered in time; {Count} runs are taken for failed")]
    private static partial void Rescued(ILogger logger, string task, DateOnly localDate, int batches, int count);
}
