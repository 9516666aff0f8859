using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>A run that was sent and is not answered; its row is locked by this transaction.</summary>
internal sealed record OpenRun
{
    public DateOnly LocalDate { get; init; }
    public string Task { get; init; } = "";
    public Guid UserId { get; init; }
    public string Engine { get; init; } = "";
    public Guid RunId { get; init; }
    public short Attempt { get; init; }
}

internal sealed record RunFailure(OpenRun Run, string Reason, bool Retryable);

/// <summary>Books failures, whoever tells of them: to be tried again, or given up with an alert.</summary>
internal sealed partial class RunFailures(AlertBuffer alerts, ILogger<RunFailures> log)
{
    public async Task BookAsync(Work work, IReadOnlyList<RunFailure> failures, DateTimeOffset now, CancellationToken ct)
    {
        if (failures.Count == 0)
        {
            return;
        }

        var verdicts = failures.Select(f => (f.Run, After: RetryPolicy.Decide(f.Run.Attempt, f.Retryable, now), Reason: Text.Cut(f.Reason, 500))).ToList();
        await work.ExecuteAsync(
            """
            WITH booked AS (
                UPDATE runs r SET status = v.status::run_status, reported_at = @now, ready_at = v.ready_at, reason = v.reason
                FROM unnest(@Dates, @Tasks, @UserIds, @Statuses, @Ready, @Reasons) AS v (local_date, task, user_id, status, ready_at, reason)
                WHERE r.local_date = v.local_date AND r.task = v.task AND r.user_id = v.user_id AND r.status IN ('dispatched', 'retrying')
                RETURNING r.run_id
            )
            UPDATE batches b SET open = greatest(b.open - n, 0) FROM (SELECT run_id, count(*) AS n FROM booked GROUP BY run_id) AS a
            WHERE b.run_id = a.run_id
            """,
            new
            {
                now,
                Dates = verdicts.Select(v => v.Run.LocalDate).ToArray(),
                Tasks = verdicts.Select(v => v.Run.Task).ToArray(),
                UserIds = verdicts.Select(v => v.Run.UserId).ToArray(),
                Statuses = verdicts.Select(v => v.After.Status).ToArray(),
                Ready = verdicts.Select(v => v.After.ReadyAt).ToArray(),
                Reasons = verdicts.Select(v => v.Reason).ToArray(),
            },
            ct);

        var raised = verdicts.Where(v => v.After.NeedsAttention).ToList();
        await alerts.RaiseAsync(
            work, raised.ConvertAll(v => Alert.Of(v.Run.UserId, v.Run.Task, v.Run.Engine, v.Run.LocalDate, v.Reason, v.Run.Attempt)), now, ct);
        foreach (var group in raised.GroupBy(v => (v.Run.Task, v.Run.LocalDate)))
        {
            GivenUp(log, group.Key.Task, group.Key.LocalDate, group.Count());
        }
    }

    // One line for all: an engine that is down for hours gives up everyone. Who they are is in the alerts.
    [LoggerMessage(2402, LogLevel.Error, "{Task} of {LocalDate:yyyy-MM-dd} is given up for {Count} clients; each has an alert")]
    private static partial void GivenUp(ILogger logger, string task, DateOnly localDate, int count);
}
