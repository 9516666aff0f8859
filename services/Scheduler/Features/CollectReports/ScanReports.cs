using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.CollectReports;

/// <summary>The same for global scans, by the rules of <see cref="Reports"/>.</summary>
internal static class ScanReports
{
    public static Task CompleteAsync(Work work, Guid runId, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE global_runs g SET status = 'completed', reported_at = @now, next_retry_at = NULL, reason = NULL
        FROM batches b WHERE b.run_id = @runId AND g.task = b.task AND g.utc_date = b.local_date
          AND g.status IN ('dispatched', 'failed', 'exhausted')
        """,
        new { runId, now }, ct);

    public static Task<OpenRun?> LockOpenAsync(Work work, Guid runId, CancellationToken ct) => work.SingleOrDefaultAsync<OpenRun>(
        """
        SELECT utc_date AS local_date, task, engine, run_id, attempt FROM global_runs
        WHERE run_id = @runId AND status = 'dispatched' FOR UPDATE
        """,
        new { runId }, ct);

    public static Task FailAsync(Work work, OpenRun run, AfterFailure after, string reason, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE global_runs SET status = @Status, next_retry_at = @NextRetryAt, reason = @reason, reported_at = @now
        WHERE task = @Task AND utc_date = @LocalDate
        """,
        new { run.Task, run.LocalDate, after.Status, after.NextRetryAt, reason, now }, ct);
}
