using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchReady;

internal static class ReadyRuns
{
    // A retry does not ask for the training day again: the work was due when it was first sent.
    public static Task<List<ReadyRun>> TakeAsync(Work work, int most, DateTimeOffset now, CancellationToken ct) => work.QueryAsync<ReadyRun>(
        $"""
        SELECT r.local_date, r.task, r.user_id, r.due_at, r.attempt, r.forced, r.reason,
            r.user_id <> @Everyone AND (
                c.zone IS NULL OR c.paused OR c.start_date IS NULL OR c.start_date > r.local_date OR coalesce(o.muted, false)
                OR (r.attempt = 0 AND t.training_days_only AND (c.schedule_days & (1 << extract(dow FROM r.local_date)::int)) = 0)) AS inactive
        FROM runs r LEFT JOIN clients c ON c.user_id = r.user_id
            LEFT JOIN tasks t ON t.name = r.task LEFT JOIN client_tasks o ON o.user_id = r.user_id AND o.task = r.task
        WHERE r.ready_at <= {Dispatching.DueBy} ORDER BY r.ready_at LIMIT @most FOR UPDATE OF r SKIP LOCKED
        """,
        new { now, most, Everyone = Everyone.Id }, ct);

    public static Task UpdateAsync(Work work, IReadOnlyList<RunUpdate> updates, DateTimeOffset now, CancellationToken ct) => updates.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            UPDATE runs r SET status = u.status::run_status, run_id = coalesce(u.run_id, r.run_id), attempt = u.attempt, reason = u.reason,
                ready_at = NULL, late = r.late OR (r.status = 'pending' AND @now - r.due_at > @OnTime)
            FROM unnest(@Dates, @Tasks, @UserIds, @Statuses, @RunIds, @Attempts, @Reasons)
                AS u (local_date, task, user_id, status, run_id, attempt, reason)
            WHERE r.local_date = u.local_date AND r.task = u.task AND r.user_id = u.user_id AND r.ready_at IS NOT NULL
            """,
            new
            {
                now,
                Lateness.OnTime,
                Dates = updates.Select(u => u.Run.LocalDate).ToArray(),
                Tasks = updates.Select(u => u.Run.Task).ToArray(),
                UserIds = updates.Select(u => u.Run.UserId).ToArray(),
                Statuses = updates.Select(u => u.Status).ToArray(),
                RunIds = updates.Select(u => u.RunId).ToArray(),
                Attempts = updates.Select(u => u.Attempt).ToArray(),
                Reasons = updates.Select(u => u.Reason).ToArray(),
            },
            ct);

    /// <summary>Silence leaves no trace of what was never sent.</summary>
    public static Task ForgetAsync(Work work, IReadOnlyList<ReadyRun> runs, CancellationToken ct) => runs.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            DELETE FROM runs r USING unnest(@Dates, @Tasks, @UserIds) AS g (local_date, task, user_id)
            WHERE r.local_date = g.local_date AND r.task = g.task AND r.user_id = g.user_id AND r.status = 'pending'
            """,
            new
            {
                Dates = runs.Select(r => r.LocalDate).ToArray(),
                Tasks = runs.Select(r => r.Task).ToArray(),
                UserIds = runs.Select(r => r.UserId).ToArray(),
            },
            ct);
}
