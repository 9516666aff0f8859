using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>What single clients are still owed of a task that is being changed.</summary>
internal static class PendingRunsOfTask
{
    /// <summary>
    /// Tells their instants anew. A date on which the task is due no more, or a task that is switched off, takes them
    /// away. What an operator asked for stays as it is.
    /// </summary>
    /// <param name="task">As it is now.</param>
    public static async Task FitAsync(Work work, TaskDefinition task, CancellationToken ct)
    {
        if (task.IsScan)
        {
            return;
        }

        var rows = await work.QueryAsync<Row>(
            """
            SELECT r.local_date, r.user_id, r.due_at, c.zone, o.local_time AS own_time
            FROM runs r JOIN clients c ON c.user_id = r.user_id LEFT JOIN client_tasks o ON o.user_id = r.user_id AND o.task = r.task
            WHERE r.ready_at IS NOT NULL AND r.task = @Name AND r.status = 'pending' AND NOT r.forced
            ORDER BY r.local_date, r.user_id FOR UPDATE OF r
            """,
            new { task.Name }, ct);
        var told = rows.ConvertAll(row => (Row: row, At: Told(task, row)));
        var moved = told.Where(t => t.At is { } at && at != t.Row.DueAt).ToList();
        var gone = told.Where(t => t.At is null).ToList();
        await work.ExecuteAsync(
            """
            UPDATE runs r SET due_at = m.due_at, ready_at = m.due_at FROM unnest(@Dates, @UserIds, @Dues) AS m (local_date, user_id, due_at)
            WHERE r.local_date = m.local_date AND r.task = @Name AND r.user_id = m.user_id
            """,
            new
            {
                task.Name,
                Dates = moved.Select(m => m.Row.LocalDate).ToArray(),
                UserIds = moved.Select(m => m.Row.UserId).ToArray(),
                Dues = moved.Select(m => m.At!.Value).ToArray(),
            },
            ct);
        await work.ExecuteAsync(
            """
            DELETE FROM runs r USING unnest(@Dates, @UserIds) AS g (local_date, user_id)
            WHERE r.local_date = g.local_date AND r.task = @Name AND r.user_id = g.user_id
            """,
            new { task.Name, Dates = gone.Select(g => g.Row.LocalDate).ToArray(), UserIds = gone.Select(g => g.Row.UserId).ToArray() }, ct);
    }

    // Who has no zone any more is asked about when the row comes up.
    private static DateTimeOffset? Told(TaskDefinition task, Row row) =>
        !task.Enabled ? null
        : row.Zone is { } key && ZoneKey.Read(key) is { } zone ? task.On(zone, row.OwnTime, row.LocalDate)?.At
        : row.DueAt;

    private sealed record Row
    {
        public DateOnly LocalDate { get; init; }
        public Guid UserId { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public string? Zone { get; init; }
        public TimeOnly? OwnTime { get; init; }
    }
}
