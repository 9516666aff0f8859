using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <param name="UserId">Null for a global scan.</param>
internal sealed record Alert(Guid? UserId, string Task, string Engine, DateOnly LocalDate, string Reason, int Attempts)
{
    /// <param name="userId">Of the run; the nobody's is a scan's.</param>
    public static Alert Of(Guid userId, string task, string engine, DateOnly localDate, string reason, int attempts) =>
        new(userId == Everyone.Id ? null : userId, task, engine, localDate, reason, attempts);
}

/// <summary>
/// The alert buffer: one alert per client, task and local date. A run that is given up again, because an operator had it
/// sent again, opens its alert again, so that nobody believes it settled.
/// </summary>
internal sealed class AlertBuffer(SchedulerMetrics metrics)
{
    public async Task RaiseAsync(Work work, IReadOnlyList<Alert> alerts, DateTimeOffset now, CancellationToken ct)
    {
        if (alerts.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            INSERT INTO alerts (id, user_id, task, engine, local_date, reason, attempts, raised_at)
            SELECT *, @Now FROM unnest(@Ids, @UserIds, @Tasks, @Engines, @Dates, @Reasons, @Attempts) AS a (id, user_id, task, engine, local_date, reason, attempts)
            ORDER BY user_id, task, local_date
            ON CONFLICT (user_id, task, local_date) DO UPDATE SET
                engine = excluded.engine, reason = excluded.reason, attempts = excluded.attempts, raised_at = excluded.raised_at,
                status = 'open', acknowledged_at = NULL, acknowledged_by = NULL
            """,
            new
            {
                Now = now,
                Ids = alerts.Select(_ => Guid.CreateVersion7()).ToArray(),
                UserIds = alerts.Select(a => a.UserId).ToArray(),
                Tasks = alerts.Select(a => a.Task).ToArray(),
                Engines = alerts.Select(a => a.Engine).ToArray(),
                Dates = alerts.Select(a => a.LocalDate).ToArray(),
                Reasons = alerts.Select(a => a.Reason).ToArray(),
                Attempts = alerts.Select(a => a.Attempts).ToArray(),
            },
            ct);
        foreach (var task in alerts.CountBy(a => a.Task))
        {
            metrics.Alert(task.Key, task.Value);
        }
    }
}
