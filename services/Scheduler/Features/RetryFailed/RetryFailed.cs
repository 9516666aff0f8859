using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.RetryFailed;

/// <summary>
/// Sends failed runs whose pause is over to their engines again, each batch with a run id of its own. A client who has
/// been paused since is left in peace, and what has left its grace window is given up with an alert.
/// </summary>
internal sealed partial class RetryFailed(
    Database database, SchedulerOptions options, EnabledTasks tasks, AlertBuffer alerts, SchedulerMetrics metrics, ILogger<RetryFailed> log)
{
    public async Task<List<Dispatched>> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<Dispatched> all = [];
        while (await PageAsync(now, all, ct))
        {
        }

        await ScansAsync(now, all, ct);
        return all;
    }

    private async Task<bool> PageAsync(DateTimeOffset now, List<Dispatched> all, CancellationToken ct)
    {
        using var activity = SchedulerMetrics.Activities.StartActivity("retry");
        await using var work = await database.BeginAsync(ct);
        var failed = await FailedRuns.TakeAsync(work, tasks, options.PageSize, now, ct);
        if (failed.Count == 0)
        {
            return false;
        }

        List<RunUpdate> updates = [];
        List<EngineDue> batches = [];
        List<Alert> raised = [];
        foreach (var group in failed.GroupBy(r => (r.LocalDate, r.Task, r.Engine, r.DueAt, r.Attempt)))
        {
            var (localDate, task, engine, dueAt, attempt) = group.Key;
            var due = new EngineDue(
                task, engine, Guid.CreateVersion7(), localDate, dueAt, attempt + 1,
                [.. group.Where(r => r.Decide(now) == Verdict.Retry).Select(r => r.UserId)]);
            if (due.UserIds.Count > 0)
            {
                batches.Add(due);
            }

            updates.AddRange(group.Select(run => run.After(due, now)));
            raised.AddRange(group.Where(r => r.Decide(now) == Verdict.GiveUp)
                .Select(r => new Alert(r.UserId, task, engine, localDate, r.GivenUp(now), attempt)));
            all.Add(new(task, null, localDate, dueAt, due.Attempt, due.UserIds.Count, group.Count() - due.UserIds.Count));
        }

        await FailedRuns.UpdateAsync(work, updates, now, ct);
        await Batches.SendAsync(work, batches, now, ct);
        await alerts.RaiseAsync(work, raised, now, ct);
        await work.CommitAsync(ct);

        foreach (var batch in batches)
        {
            metrics.Retried(batch.Task, batch.UserIds.Count);
            Retried(log, batch.Task, batch.LocalDate, batch.Attempt, batch.UserIds.Count);
        }

        return true;
    }

    private async Task ScansAsync(DateTimeOffset now, List<Dispatched> all, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var failed = await FailedRuns.TakeScansAsync(work, tasks, now, ct);
        foreach (var scan in failed)
        {
            var due = new EngineDue(scan.Task, scan.Engine, Guid.CreateVersion7(), scan.LocalDate, scan.DueAt, scan.Attempt + 1, []);
            await FailedRuns.RetryScanAsync(work, due, now, ct);
            await Batches.SendAsync(work, [due], now, ct);
            metrics.Retried(due.Task, 1);
            Retried(log, due.Task, due.LocalDate, due.Attempt, 1);
            all.Add(new(due.Task, ZoneKey.Everyone, due.LocalDate, due.DueAt, due.Attempt, 1, 0));
        }

        await work.CommitAsync(ct);
    }

    [LoggerMessage(2301, LogLevel.Information, "Sent {Task} of {LocalDate:yyyy-MM-dd} again, attempt {Attempt}, for {Count}")]
    private static partial void Retried(ILogger logger, string task, DateOnly localDate, int attempt, int count);
}
