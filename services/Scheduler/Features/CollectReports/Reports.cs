using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.CollectReports;

internal sealed record Batch
{
    public Guid RunId { get; init; }
    public string Task { get; init; } = "";
    public string Engine { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public short Attempt { get; init; }
    public bool Global { get; init; }
}

internal readonly record struct Answer(Batch Batch, Guid UserId);

internal readonly record struct Failure(Batch Batch, EngineRunFailure Reported);

/// <param name="Until">In real time.</param>
internal readonly record struct Deferral(Guid RunId, DateTimeOffset Until);

internal static class Reports
{
    /// <summary>How far ahead an engine may put off its answer: no quiet hours are longer.</summary>
    public static readonly TimeSpan LongestDeferral = TimeSpan.FromHours(24);

    /// <summary>
    /// An engine that waits on purpose has its task's time to answer from the end of the wait. In real time, as the
    /// deadline is, whatever the simulated clock says; an end that has passed changes nothing.
    /// </summary>
    public static async Task DeferAsync(Work work, IReadOnlyList<Deferral> deferrals, CancellationToken ct)
    {
        if (deferrals.Count == 0)
        {
            return;
        }

        // In the order of their ids, so that two reports about the same batches do not wait for each other in a circle.
        await work.ExecuteAsync(
            """
            UPDATE batches b SET answer_by = greatest(b.answer_by, put_off.answer_by) FROM (
                SELECT o.run_id, least(d.until, now() + @LongestDeferral) + coalesce(t.answer_within, interval '0') AS answer_by
                FROM unnest(@RunIds, @Untils) AS d (run_id, until)
                JOIN batches o USING (run_id) LEFT JOIN tasks t ON t.name = o.task
                WHERE o.open > 0 AND d.until > now()
                ORDER BY o.run_id FOR UPDATE OF o) AS put_off
            WHERE b.run_id = put_off.run_id
            """,
            new { LongestDeferral, RunIds = deferrals.Select(d => d.RunId).ToArray(), Untils = deferrals.Select(d => d.Until).ToArray() }, ct);
    }

    /// <summary>
    /// Done, also where a later attempt is under way, or the run had been given up or was not tried again: the work exists.
    /// A run that an operator has put back in line is done too, unless it was so before: then it was asked for again. A
    /// client whom the batch did not name is not done by it: it is of their latest attempt, or of one before that.
    /// </summary>
    public static async Task CompleteAsync(Work work, IReadOnlyList<Answer> answers, DateTimeOffset now, CancellationToken ct)
    {
        if (answers.Count == 0)
        {
            return;
        }

        var keys = new
        {
            Now = now,
            Dates = answers.Select(a => a.Batch.LocalDate).ToArray(),
            Tasks = answers.Select(a => a.Batch.Task).ToArray(),
            UserIds = answers.Select(a => a.UserId).ToArray(),
            RunIds = answers.Select(a => a.Batch.RunId).ToArray(),
            Attempts = answers.Select(a => a.Batch.Attempt).ToArray(),
        };
        if (await CompleteAwaitedAsync(work, keys, ct) == answers.Count)
        {
            return;
        }

        // Of the rest, one may be on its way from failed to its retry at this moment, and would be missed in both states.
        await work.ExecuteAsync(
            """
            SELECT FROM unnest(@Dates, @Tasks, @UserIds) AS a (local_date, task, user_id)
            JOIN runs r ON r.local_date = a.local_date AND r.task = a.task AND r.user_id = a.user_id
            WHERE r.status IN ('dispatched', 'retrying', 'failed', 'alerted', 'skipped', 'pending')
            ORDER BY r.local_date, r.task, r.user_id FOR UPDATE OF r
            """,
            keys, ct);
        await CompleteAwaitedAsync(work, keys, ct);
        await work.ExecuteAsync(
            """
            UPDATE runs r SET status = 'completed', reported_at = @Now, ready_at = NULL, reason = NULL
            FROM unnest(@Dates, @Tasks, @UserIds, @RunIds, @Attempts) AS a (local_date, task, user_id, run_id, attempt)
            WHERE r.local_date = a.local_date AND r.task = a.task AND r.user_id = a.user_id AND (r.run_id = a.run_id OR r.attempt > a.attempt)
              AND (r.status IN ('failed', 'alerted') OR r.status IN ('skipped', 'pending') AND r.attempt > 0 AND r.reason IS NOT NULL)
            """,
            keys, ct);
    }

    /// <returns>How many there were that no answer had come for.</returns>
    private static Task<long> CompleteAwaitedAsync(Work work, object keys, CancellationToken ct) => work.ScalarAsync<long>(
        """
        WITH done AS (
            UPDATE runs r SET status = 'completed', reported_at = @Now
            FROM unnest(@Dates, @Tasks, @UserIds, @RunIds, @Attempts) AS a (local_date, task, user_id, run_id, attempt)
            WHERE r.local_date = a.local_date AND r.task = a.task AND r.user_id = a.user_id AND (r.run_id = a.run_id OR r.attempt > a.attempt)
              AND r.status IN ('dispatched', 'retrying')
            RETURNING r.run_id
        ), answered AS (
            SELECT run_id, count(*) AS n FROM done GROUP BY run_id
        ), booked AS (
            UPDATE batches b SET open = greatest(b.open - n, 0) FROM answered a WHERE b.run_id = a.run_id
        )
        SELECT coalesce(sum(n), 0)::bigint FROM answered
        """,
        keys, ct);

    /// <summary>The runs among the failures that wait for exactly this answer, locked in the order of their key.</summary>
    public static Task<List<OpenRun>> LockOpenAsync(Work work, IReadOnlyList<Failure> failures, CancellationToken ct) => work.QueryAsync<OpenRun>(
        """
        SELECT r.local_date, r.task, r.user_id, r.run_id, r.attempt
        FROM (SELECT DISTINCT * FROM unnest(@Dates, @Tasks, @UserIds, @RunIds)) AS f (local_date, task, user_id, run_id)
        JOIN runs r ON r.local_date = f.local_date AND r.task = f.task AND r.user_id = f.user_id AND r.run_id = f.run_id
        WHERE r.status IN ('dispatched', 'retrying')
        ORDER BY r.local_date, r.task, r.user_id FOR UPDATE OF r
        """,
        new
        {
            Dates = failures.Select(f => f.Batch.LocalDate).ToArray(),
            Tasks = failures.Select(f => f.Batch.Task).ToArray(),
            UserIds = failures.Select(f => f.Reported.UserId).ToArray(),
            RunIds = failures.Select(f => f.Batch.RunId).ToArray(),
        },
        ct);
}
