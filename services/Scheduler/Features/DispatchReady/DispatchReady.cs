using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchReady;

/// <summary>
/// Sends runs that wait by themselves: what single clients are owed, and what failed and is tried again, each batch with
/// a run id of its own. A client who has been paused since is left in peace; what has left its grace window is skipped,
/// or given up with an alert.
/// </summary>
internal sealed partial class DispatchReady(
    Database database, SchedulerOptions options, AlertBuffer alerts, SchedulerMetrics metrics, ILogger<DispatchReady> log)
{
    private const int AtOnce = 500;

    // Then the waves have their turn: an engine that was silent for hours gives back everyone at once.
    private const int PagesInARound = 20;

    /// <returns>What was sent and skipped, up to a round.</returns>
    public async Task<List<Dispatched>> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<Dispatched> all = [];
        for (var page = 0; page < PagesInARound && await PageAsync(now, all, ct); page++)
        {
        }

        return all;
    }

    private async Task<bool> PageAsync(DateTimeOffset now, List<Dispatched> all, CancellationToken ct)
    {
        using var activity = SchedulerMetrics.Activities.StartActivity("dispatch ready runs");
        await using var work = await database.BeginAsync(ct);
        var ready = await ReadyRuns.TakeAsync(work, AtOnce, now, ct);
        if (ready.Count == 0)
        {
            return false;
        }

        var table = await TaskTable.ReadAsync(work, options, ct);
        var tasks = table.All.Where(table.IsDispatched).ToDictionary(t => t.Name);
        List<RunUpdate> updates = [];
        List<EngineDue> batches = [];
        List<Alert> raised = [];
        List<Dispatched> done = [];
        List<ReadyRun> silent = [.. ready.Where(r => r.IsForgotten(tasks.GetValueOrDefault(r.Task), now))];
        foreach (var group in ready.Except(silent).GroupBy(r => (r.DueAt, r.Task, r.LocalDate, r.Attempt)).OrderBy(g => g.Key))
        {
            var (dueAt, name, localDate, attempt) = group.Key;
            var task = tasks.GetValueOrDefault(name);
            var sent = 0;
            foreach (var batch in group.Where(r => r.Decide(task, now) == Verdict.Send).Chunk(task?.BatchSize ?? AtOnce))
            {
                var runId = Guid.CreateVersion7();
                Guid[] people = [.. batch.Select(r => r.UserId).Where(id => id != Everyone.Id).Order()];
                batches.Add(new(name, task!.Engine, runId, localDate, dueAt, attempt + 1, people));
                updates.AddRange(batch.Select(run => run.After(task, runId, now)));
                sent += batch.Length;
            }

            var rest = group.Where(r => r.Decide(task, now) != Verdict.Send).Select(run => run.After(task, Guid.Empty, now)).ToList();
            updates.AddRange(rest);
            raised.AddRange(rest.Where(u => u.Status == RunStatus.Alerted).Select(u => Alert.Of(
                u.Run.UserId, name, task?.Engine ?? "", localDate, u.Reason!, attempt)));
            done.Add(new(name, null, localDate, dueAt, attempt + 1, sent, rest.Count(u => u.Status == RunStatus.Skipped)));
        }

        await ReadyRuns.ForgetAsync(work, silent, ct);
        await ReadyRuns.UpdateAsync(work, updates, now, ct);
        await Batches.SendAsync(work, batches, name => tasks[name].AnswerWithin, now, ct);
        await alerts.RaiseAsync(work, raised, now, ct);
        await work.CommitAsync(ct);

        done.ForEach(d => Note(d, now));
        all.AddRange(done);
        return true;
    }

    private void Note(Dispatched done, DateTimeOffset now)
    {
        if (done.Sent > 0)
        {
            if (done.Attempt == 1)
            {
                metrics.Dispatched(done.Task, done.Sent, now - done.DueAt);
            }
            else
            {
                metrics.Retried(done.Task, done.Sent);
            }

            Sent(log, done.Task, done.LocalDate, done.Attempt, done.Sent);
        }

        if (done.Skipped > 0)
        {
            metrics.Skipped(done.Task, done.Skipped);
        }
    }

    [LoggerMessage(2301, LogLevel.Information, "Sent {Task} of {LocalDate:yyyy-MM-dd}, attempt {Attempt}, for {Count} clients by their own rows")]
    private static partial void Sent(ILogger logger, string task, DateOnly localDate, int attempt, int count);
}
