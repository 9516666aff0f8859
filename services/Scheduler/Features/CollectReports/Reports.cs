using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.CollectReports;

internal sealed record Batch
{
    public Guid RunId { get; init; }
    public string Task { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public bool Global { get; init; }
}

internal readonly record struct Answer(Batch Batch, Guid UserId);

internal readonly record struct Failure(Batch Batch, EngineRunFailure Reported);

internal sealed record Verdict(OpenRun Run, AfterFailure After, string Reason);

internal sealed record OpenRun
{
    public DateOnly LocalDate { get; init; }
    public string Task { get; init; } = "";
    public Guid UserId { get; init; }
    public string Engine { get; init; } = "";
    public Guid RunId { get; init; }
    public int Attempt { get; init; }
}

internal static class Reports
{
    /// <summary>Done, also where a later attempt is under way or the run had been given up: the work exists.</summary>
    public static Task CompleteAsync(Work work, IReadOnlyList<Answer> answers, DateTimeOffset now, CancellationToken ct) => answers.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            UPDATE runs r SET status = 'completed', reported_at = @Now, next_retry_at = NULL, reason = NULL
            FROM unnest(@Dates, @Tasks, @UserIds) AS a (local_date, task, user_id)
            WHERE r.local_date = a.local_date AND r.task = a.task AND r.user_id = a.user_id
              AND r.status IN ('dispatched', 'failed', 'exhausted')
            """,
            new
            {
                Now = now,
                Dates = answers.Select(a => a.Batch.LocalDate).ToArray(),
                Tasks = answers.Select(a => a.Batch.Task).ToArray(),
                UserIds = answers.Select(a => a.UserId).ToArray(),
            },
            ct);

    /// <summary>The runs among the failures that wait for exactly this answer, locked in the order of their key.</summary>
    public static Task<List<OpenRun>> LockOpenAsync(Work work, IReadOnlyList<Failure> failures, CancellationToken ct) => work.QueryAsync<OpenRun>(
        """
        SELECT r.local_date, r.task, r.user_id, r.engine, r.run_id, r.attempt
        FROM (SELECT DISTINCT * FROM unnest(@Dates, @Tasks, @UserIds, @RunIds)) AS f (local_date, task, user_id, run_id)
        JOIN runs r ON r.local_date = f.local_date AND r.task = f.task AND r.user_id = f.user_id AND r.run_id = f.run_id
        WHERE r.status = 'dispatched'
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

    public static Task FailAsync(Work work, List<Verdict> verdicts, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE runs r SET status = v.status, reported_at = @Now, next_retry_at = v.next_retry_at, reason = v.reason
        FROM unnest(@Dates, @Tasks, @UserIds, @Statuses, @NextRetries, @Reasons) AS v (local_date, task, user_id, status, next_retry_at, reason)
        WHERE r.local_date = v.local_date AND r.task = v.task AND r.user_id = v.user_id AND r.status = 'dispatched'
        """,
        new
        {
            Now = now,
            Dates = verdicts.Select(v => v.Run.LocalDate).ToArray(),
            Tasks = verdicts.Select(v => v.Run.Task).ToArray(),
            UserIds = verdicts.Select(v => v.Run.UserId).ToArray(),
            Statuses = verdicts.Select(v => v.After.Status).ToArray(),
            NextRetries = verdicts.Select(v => v.After.NextRetryAt).ToArray(),
            Reasons = verdicts.Select(v => v.Reason).ToArray(),
        },
        ct);
}
