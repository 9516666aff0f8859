using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Scheduler.Features.CollectReports;

/// <summary>
/// Books the engines' answers. Done is done, whichever attempt says so and however late; a failure counts only where it
/// is of the attempt under way, so a late or repeated answer moves nothing. A scan's run is the nobody's.
/// </summary>
internal sealed partial class CollectReports(SchedulerClock clock, RunFailures failures, ILogger<CollectReports> log) : IBatchHandler<EngineRunReported>
{
    public async Task HandleAsync(IReadOnlyList<EngineRunReported> messages, Work work, CancellationToken ct)
    {
        var batches = (await work.QueryAsync<Batch>(
            "SELECT run_id, task, engine, local_date, attempt, size = 0 AS global FROM batches WHERE run_id = ANY(@Ids)",
            new { Ids = messages.Select(m => m.RunId).Distinct().ToArray() }, ct)).ToDictionary(b => b.RunId);
        foreach (var message in messages.Where(m => !batches.ContainsKey(m.RunId)))
        {
            UnknownRun(log, message.RunId, message.Engine);
        }

        var known = messages.Where(m => batches.ContainsKey(m.RunId)).Select(m => (Message: m, Batch: batches[m.RunId])).ToList();
        var now = await clock.NowAsync(work, ct);
        await Reports.CompleteAsync(work, [.. known.SelectMany(m => Completed(m.Message, m.Batch)).Distinct()], now, ct);
        await FailAsync(work, [.. known.SelectMany(m => Failed(m.Message, m.Batch))], now, ct);
        await Reports.DeferAsync(work, [.. Deferred(known.Select(m => m.Message))], ct);
    }

    private static IEnumerable<Deferral> Deferred(IEnumerable<EngineRunReported> reports) => reports
        .Where(report => report.DeferredUntil is not null)
        .GroupBy(report => report.RunId, report => report.DeferredUntil!.Value, (run, untils) => new Deferral(run, untils.Max()));

    private static IEnumerable<Answer> Completed(EngineRunReported report, Batch batch) =>
        (batch.Global, report.CompletedGlobally) switch
        {
            (true, true) => [new(batch, Everyone.Id)],
            (true, false) => [],
            _ => report.Completed.Select(user => new Answer(batch, user)),
        };

    private static IEnumerable<Failure> Failed(EngineRunReported report, Batch batch) =>
        batch.Global ? report.Failed.Take(1).Select(f => new Failure(batch, f with { UserId = Everyone.Id })) : report.Failed.Select(f => new Failure(batch, f));

    private async Task FailAsync(Work work, List<Failure> reported, DateTimeOffset now, CancellationToken ct)
    {
        if (reported.Count == 0)
        {
            return;
        }

        // The latest word on each run counts; the rows are locked, so that nobody else decides on the same.
        var said = reported.GroupBy(f => (f.Batch.RunId, f.Reported.UserId)).ToDictionary(g => g.Key, g => g.Last());
        var open = await Reports.LockOpenAsync(work, reported, ct);
        await failures.BookAsync(work, open.ConvertAll(run =>
        {
            var failure = said[(run.RunId, run.UserId)];
            return new RunFailure(run with { Engine = failure.Batch.Engine }, failure.Reported.Reason, failure.Reported.Retryable);
        }), now, ct);
    }

    [LoggerMessage(2401, LogLevel.Warning, "A report names the run {RunId} of {Engine}, which was never sent from here; it is ignored")]
    private static partial void UnknownRun(ILogger logger, Guid runId, string engine);
}
