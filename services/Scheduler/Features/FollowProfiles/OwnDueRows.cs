using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.FollowProfiles;

/// <summary>A row of <c>client_due</c>.</summary>
internal sealed record OwnDueRow
{
    public Guid UserId { get; init; }
    public string Task { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public DateTimeOffset DueAt { get; init; }
}

internal static class OwnDueRows
{
    /// <summary>The first local date that the waves of these zones have not wholly walked, by zone and task.</summary>
    public static async Task<Dictionary<(string Zone, string Task), DateOnly>> UndoneDatesAsync(Work work, string[] zones, CancellationToken ct) =>
        (await work.QueryAsync<Data.Wave>("SELECT zone, task, local_date FROM waves WHERE zone = ANY(@zones)", new { zones }, ct))
        .ToDictionary(w => (w.Zone, w.Task), w => w.LocalDate);

    /// <summary>Removes what these people were still owed by rows of their own, and tells the first date of each task.</summary>
    public static async Task<Dictionary<(Guid UserId, string Task), DateOnly>> TakeAsync(Work work, Guid[] userIds, CancellationToken ct) =>
        (await work.QueryAsync<OwnDueRow>("DELETE FROM client_due WHERE user_id = ANY(@userIds) RETURNING user_id, task, local_date", new { userIds }, ct))
        .GroupBy(r => (r.UserId, r.Task)).ToDictionary(g => g.Key, g => g.Min(r => r.LocalDate));

    /// <summary>Adds rows, except for what has been run.</summary>
    public static Task InsertAsync(Work work, IReadOnlyList<OwnDueRow> rows, CancellationToken ct) => rows.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            INSERT INTO client_due (user_id, task, local_date, due_at)
            SELECT * FROM unnest(@UserIds, @Tasks, @Dates, @Dues) AS d (user_id, task, local_date, due_at)
            WHERE NOT EXISTS (SELECT FROM runs r WHERE r.local_date = d.local_date AND r.task = d.task AND r.user_id = d.user_id)
            ORDER BY user_id, task, local_date
            ON CONFLICT DO NOTHING
            """,
            new
            {
                UserIds = rows.Select(r => r.UserId).ToArray(),
                Tasks = rows.Select(r => r.Task).ToArray(),
                Dates = rows.Select(r => r.LocalDate).ToArray(),
                Dues = rows.Select(r => r.DueAt).ToArray(),
            },
            ct);
}
