using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.RescueSilent;

/// <summary>Batches of one task and date whose deadline has passed with clients still unanswered.</summary>
internal sealed record SilentGroup
{
    public string Task { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public Guid[] RunIds { get; init; } = [];

    /// <summary>What the task allows now; null where the task is gone.</summary>
    public TimeSpan? AnswerWithin { get; init; }
}

/// <summary>A run as it was found, without a lock.</summary>
internal sealed record SilentRun
{
    public Guid UserId { get; init; }
    public Guid RunId { get; init; }
}

/// <summary>
/// Nothing here waits for a row that somebody else holds: whoever holds it is booking an answer. So no report and no
/// rescue can wait for each other, and what was passed over is seen again at the next look.
/// </summary>
internal static class SilentBatches
{
    private const string Unanswered = "local_date = @LocalDate AND task = @Task AND run_id = ANY(@RunIds) AND status IN ('dispatched', 'retrying')";

    /// <summary>
    /// While our own messages do not leave, no engine can answer: each open batch gets its whole time again.
    /// </summary>
    /// <returns>Whether that is so.</returns>
    public static async Task<bool> PostponeAsync(Work work, DateTimeOffset now, CancellationToken ct)
    {
        var stuck = await work.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM outbox WHERE parked_reason IS NULL AND created_at < now() - interval '1 minute')", ct: ct);
        if (stuck)
        {
            await work.ExecuteAsync(
                """
                UPDATE batches b SET answer_by = open.answer_by FROM (
                    SELECT o.run_id, @now + t.answer_within AS answer_by FROM batches o JOIN tasks t ON t.name = o.task
                    WHERE o.open > 0 AND o.answer_by < @now + t.answer_within
                    FOR UPDATE OF o SKIP LOCKED) AS open
                WHERE b.run_id = open.run_id
                """,
                new { now }, ct);
        }

        return stuck;
    }

    public static Task<List<SilentGroup>> FindAsync(Work work, DateTimeOffset now, CancellationToken ct) => work.QueryAsync<SilentGroup>(
        """
        SELECT b.task, b.local_date, array_agg(b.run_id) AS run_ids, t.answer_within
        FROM batches b LEFT JOIN tasks t ON t.name = b.task
        WHERE b.open > 0 AND b.answer_by < @now
        GROUP BY b.task, b.local_date, t.answer_within ORDER BY b.local_date, b.task
        """,
        new { now }, ct);

    /// <summary>The next of the group's runs that wait, in the order of their key.</summary>
    public static Task<List<SilentRun>> PageAsync(Work work, SilentGroup group, Guid? after, int pageSize, CancellationToken ct) =>
        work.QueryAsync<SilentRun>(
            $"SELECT user_id, run_id FROM runs WHERE {Unanswered} {(after is null ? "" : "AND user_id > @after")} ORDER BY user_id LIMIT @pageSize",
            new { group.LocalDate, group.Task, group.RunIds, after, pageSize }, ct);

    /// <summary>Locks the batches first and then their runs, as many of both as are free.</summary>
    public static async Task<List<OpenRun>> LockAsync(Work work, SilentGroup group, List<SilentRun> page, CancellationToken ct)
    {
        var batches = await work.QueryAsync<Guid>(
            "SELECT run_id FROM batches WHERE run_id = ANY(@RunIds) AND open > 0 ORDER BY run_id FOR UPDATE SKIP LOCKED",
            new { RunIds = page.Select(run => run.RunId).Distinct().ToArray() }, ct);
        return batches.Count == 0 ? [] : await work.QueryAsync<OpenRun>(
            $"""
            SELECT r.local_date, r.task, r.user_id, r.run_id, r.attempt, b.engine
            FROM runs r JOIN batches b USING (run_id)
            WHERE r.local_date = @LocalDate AND r.task = @Task AND r.user_id = ANY(@UserIds)
              AND r.run_id = ANY(@RunIds) AND r.status IN ('dispatched', 'retrying')
            ORDER BY r.user_id FOR UPDATE OF r SKIP LOCKED
            """,
            new { group.LocalDate, group.Task, RunIds = batches.ToArray(), UserIds = page.Select(run => run.UserId).ToArray() }, ct);
    }

    /// <summary>Counts the group's batches anew, so that one whose clients have all been seen to is not looked at again.</summary>
    public static async Task SettleAsync(Work work, SilentGroup group, CancellationToken ct)
    {
        var left = await work.QueryAsync<Guid>(
            "SELECT run_id FROM batches WHERE run_id = ANY(@RunIds) AND open > 0 ORDER BY run_id FOR UPDATE SKIP LOCKED", new { group.RunIds }, ct);
        if (left.Count > 0)
        {
            await work.ExecuteAsync(
                $"""
                UPDATE batches b SET open = coalesce(waiting.n, 0)
                FROM unnest(@RunIds) AS settled (run_id)
                LEFT JOIN (SELECT run_id, count(*) AS n FROM runs WHERE {Unanswered} GROUP BY run_id) AS waiting USING (run_id)
                WHERE b.run_id = settled.run_id
                """,
                new { group.LocalDate, group.Task, RunIds = left.ToArray() }, ct);
        }
    }
}
