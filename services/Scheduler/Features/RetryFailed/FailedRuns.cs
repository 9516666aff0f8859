using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.RetryFailed;

internal static class FailedRuns
{
    public static Task<List<FailedRun>> TakeAsync(Work work, EnabledTasks tasks, int pageSize, DateTimeOffset now, CancellationToken ct) =>
        work.QueryAsync<FailedRun>(
            """
            SELECT r.local_date, r.task, r.user_id, r.engine, r.due_at, r.attempt, r.reason,
                   c.paused IS NOT FALSE OR c.start_date IS NULL OR c.start_date > r.local_date AS inactive
            FROM runs r LEFT JOIN clients c ON c.user_id = r.user_id
            WHERE r.next_retry_at <= @now AND r.task = ANY(@Names)
            ORDER BY r.next_retry_at LIMIT @pageSize FOR UPDATE OF r SKIP LOCKED
            """,
            new { now, pageSize, tasks.Names }, ct);

    public static Task UpdateAsync(Work work, List<RunUpdate> updates, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE runs r SET
            status = u.status, run_id = coalesce(u.run_id, r.run_id), attempt = u.attempt, reason = u.reason, next_retry_at = NULL,
            dispatched_at = CASE WHEN u.status = 'dispatched' THEN @now ELSE r.dispatched_at END
        FROM unnest(@Dates, @Tasks, @UserIds, @Statuses, @RunIds, @Attempts, @Reasons)
            AS u (local_date, task, user_id, status, run_id, attempt, reason)
        WHERE r.local_date = u.local_date AND r.task = u.task AND r.user_id = u.user_id AND r.status = 'failed'
        """,
        new
        {
            now,
            Dates = updates.Select(u => u.Run.LocalDate).ToArray(),
            Tasks = updates.Select(u => u.Run.Task).ToArray(),
            UserIds = updates.Select(u => u.Run.UserId).ToArray(),
            Statuses = updates.Select(u => u.Status).ToArray(),
            RunIds = updates.Select(u => u.RunId).ToArray(),
            Attempts = updates.Select(u => u.Attempt).ToArray(),
            Reasons = updates.Select(u => u.Reason).ToArray(),
        },
        ct);

    public static Task<List<FailedRun>> TakeScansAsync(Work work, EnabledTasks tasks, DateTimeOffset now, CancellationToken ct) =>
        work.QueryAsync<FailedRun>(
            """
            SELECT utc_date AS local_date, task, engine, due_at, attempt, reason FROM global_runs
            WHERE next_retry_at <= @now AND task = ANY(@Names) FOR UPDATE SKIP LOCKED
            """,
            new { now, tasks.Names }, ct);

    public static Task RetryScanAsync(Work work, EngineDue due, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE global_runs SET status = 'dispatched', run_id = @RunId, attempt = @Attempt, dispatched_at = @now, next_retry_at = NULL, reason = NULL
        WHERE task = @Task AND utc_date = @LocalDate AND status = 'failed'
        """,
        new { due.Task, due.LocalDate, due.RunId, due.Attempt, now }, ct);
}
