using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>The due rows of single clients, whom their zone's wave may have passed.</summary>
internal static class OwnDuePage
{
    /// <returns>Null where none is due; else what was done for each task, date and due instant.</returns>
    public static async Task<List<Dispatched>?> DispatchAsync(Work work, EnabledTasks tasks, int pageSize, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await TakeAsync(work, pageSize, now, ct);
        if (rows.Count == 0)
        {
            return null;
        }

        List<Dispatched> done = [];
        foreach (var group in rows.GroupBy(r => (r.DueAt, r.Task, r.LocalDate)).OrderBy(g => g.Key))
        {
            if (tasks.Task(group.Key.Task) is not { } task)
            {
                continue;
            }

            var run = new FirstRun(task, group.Key.LocalDate, group.Key.DueAt, now);
            var fresh = await InsertAsync(work, run, [.. group.Select(r => r.UserId).Order()], ct);
            if (!run.TooLate && fresh.Count > 0)
            {
                await Batches.SendAsync(work, [run.MessageFor(fresh)], now, ct);
            }

            done.Add(new(run.Task, null, run.LocalDate, run.DueAt, 1, run.TooLate ? 0 : fresh.Count, run.TooLate ? fresh.Count : 0));
        }

        return done;
    }

    private static Task<List<Row>> TakeAsync(Work work, int pageSize, DateTimeOffset now, CancellationToken ct) => work.QueryAsync<Row>(
        """
        WITH due AS MATERIALIZED (
            SELECT user_id, task, local_date FROM client_due WHERE due_at <= @now
            ORDER BY due_at LIMIT @pageSize FOR UPDATE SKIP LOCKED)
        DELETE FROM client_due d USING due
        WHERE d.user_id = due.user_id AND d.task = due.task AND d.local_date = due.local_date
        RETURNING d.user_id, d.task, d.local_date, d.due_at
        """,
        new { now, pageSize }, ct);

    private static Task<List<Guid>> InsertAsync(Work work, FirstRun run, Guid[] userIds, CancellationToken ct) => work.QueryAsync<Guid>(
        $"""
        INSERT INTO runs (local_date, task, user_id, engine, run_id, status, attempt, due_at, dispatched_at, reason)
        SELECT @LocalDate, @Task, user_id, @Engine, @RunId::uuid, @Status, @Attempt, @DueAt, @DispatchedAt::timestamptz, @Reason::text
        FROM clients c WHERE c.user_id = ANY(@userIds) AND {ActiveClients.Condition} ORDER BY user_id
        ON CONFLICT DO NOTHING RETURNING user_id
        """,
        new
        {
            userIds,
            run.LocalDate,
            run.Task,
            run.Engine,
            run.RunId,
            run.Status,
            run.Attempt,
            run.DueAt,
            run.DispatchedAt,
            run.Reason,
            run.TrainingDaysOnly,
            run.DayBit,
        },
        ct);

    private sealed record Row
    {
        public Guid UserId { get; init; }
        public string Task { get; init; } = "";
        public DateOnly LocalDate { get; init; }
        public DateTimeOffset DueAt { get; init; }
    }
}
