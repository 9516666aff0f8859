using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Scheduler.Features.CollectReports;

/// <summary>
/// Books the engines' answers. Done is done, whichever attempt says so and however late; a failure counts only where it
/// is of the attempt under way, so a late or repeated answer moves nothing.
/// </summary>
internal sealed partial class CollectReports(SchedulerClock clock, AlertBuffer alerts, ILogger<CollectReports> log) : IBatchHandler<EngineRunReported>
{
    public async Task HandleAsync(IReadOnlyList<EngineRunReported> messages, Work work, CancellationToken ct)
    {
        var batches = (await work.QueryAsync<Batch>(
            "SELECT run_id, task, local_date, size = 0 AS global FROM batches WHERE run_id = ANY(@Ids)",
            new { Ids = messages.Select(m => m.RunId).Distinct().ToArray() }, ct)).ToDictionary(b => b.RunId);
        foreach (var message in messages.Where(m => !batches.ContainsKey(m.RunId)))
        {
            UnknownRun(log, message.RunId, message.Engine);
        }

        var known = messages.Where(m => batches.ContainsKey(m.RunId)).ToList();
        var now = await clock.NowAsync(work, ct);
        var answers = known.Where(m => !batches[m.RunId].Global).ToList();

        await Reports.CompleteAsync(
            work, [.. answers.SelectMany(m => m.Completed.Select(user => new Answer(batches[m.RunId], user)))], now, ct);
        await FailAsync(work, [.. answers.SelectMany(m => m.Failed.Select(f => new Failure(batches[m.RunId], f)))], now, ct);
        foreach (var report in known.Where(m => batches[m.RunId].Global))
        {
            await SettleScanAsync(work, report, now, ct);
        }
    }

    private async Task FailAsync(Work work, List<Failure> failures, DateTimeOffset now, CancellationToken ct)
    {
        if (failures.Count == 0)
        {
            return;
        }

        // The latest word on each run counts; the rows are locked, so that nobody else decides on the same.
        var said = failures.GroupBy(f => (f.Batch.RunId, f.Reported.UserId)).ToDictionary(g => g.Key, g => g.Last().Reported);
        var open = await Reports.LockOpenAsync(work, failures, ct);
        var verdicts = open.ConvertAll(run =>
        {
            var reported = said[(run.RunId, run.UserId)];
            return new Verdict(run, RetryPolicy.Decide(run.Attempt, reported.Retryable, now), Text.Cut(reported.Reason, 500));
        });
        await Reports.FailAsync(work, verdicts, now, ct);

        var raised = verdicts.Where(v => v.After.NeedsAttention).ToList();
        await alerts.RaiseAsync(
            work, raised.ConvertAll(v => new Alert(v.Run.UserId, v.Run.Task, v.Run.Engine, v.Run.LocalDate, v.Reason, v.Run.Attempt)), now, ct);
        foreach (var verdict in raised)
        {
            GivenUp(log, verdict.Run.Task, verdict.Run.LocalDate, verdict.Run.UserId, verdict.After.Status, verdict.Run.Attempt);
        }
    }

    private async Task SettleScanAsync(Work work, EngineRunReported report, DateTimeOffset now, CancellationToken ct)
    {
        if (report.CompletedGlobally)
        {
            await ScanReports.CompleteAsync(work, report.RunId, now, ct);
        }
        else if (report.Failed is [var failure, ..] && await ScanReports.LockOpenAsync(work, report.RunId, ct) is { } run)
        {
            var after = RetryPolicy.Decide(run.Attempt, failure.Retryable, now);
            var reason = Text.Cut(failure.Reason, 500);
            await ScanReports.FailAsync(work, run, after, reason, now, ct);
            if (after.NeedsAttention)
            {
                await alerts.RaiseAsync(work, [new Alert(null, run.Task, run.Engine, run.LocalDate, reason, run.Attempt)], now, ct);
                ScanGivenUp(log, run.Task, run.LocalDate, after.Status, run.Attempt);
            }
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "A report names the run {RunId} of {Engine}, which was never sent from here; it is ignored")]
    private static partial void UnknownRun(ILogger logger, Guid runId, string engine);

    [LoggerMessage(2402, LogLevel.Error, "{Task} of {LocalDate:yyyy-MM-dd} for {UserId} is {Status} after attempt {Attempt}; an alert is raised")]
    private static partial void GivenUp(ILogger logger, string task, DateOnly localDate, Guid userId, string status, int attempt);

    [LoggerMessage(2403, LogLevel.Error, "The scan {Task} of {LocalDate:yyyy-MM-dd} is {Status} after attempt {Attempt}; an alert is raised")]
    private static partial void ScanGivenUp(ILogger logger, string task, DateOnly localDate, string status, int attempt);
}
