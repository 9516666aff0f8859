using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.Alerts;

/// <summary>Alerts of one cause: the same task, engine and reason.</summary>
internal sealed record AlertGroup
{
    public string Task { get; init; } = "";
    public string Engine { get; init; } = "";
    public string Reason { get; init; } = "";
    public int Count { get; init; }

    /// <summary>Of these, whose run was completed after all.</summary>
    public int Settled { get; init; }

    public DateTimeOffset FirstRaisedAt { get; init; }
    public DateTimeOffset LastRaisedAt { get; init; }
    public DateOnly FromLocalDate { get; init; }
    public DateOnly ToLocalDate { get; init; }

    /// <summary>Whose alerts were raised last, at most five; nobody where it is a scan's.</summary>
    public Guid[] UserIds { get; init; } = [];
}

/// <param name="Groups">The largest first, at most 100.</param>
/// <param name="Total">Groups there are.</param>
internal sealed record AlertGroups(IReadOnlyList<AlertGroup> Groups, int Total);

/// <summary>An engine that is down for an hour raises an alert for each client: told as one thing.</summary>
internal static class ShowAlertGroups
{
    private const int Most = 100;

    public static async Task<Results<Ok<AlertGroups>, ProblemHttpResult>> HandleAsync(Database database, CancellationToken ct, string? status = null)
    {
        var query = new ListQuery();
        var state = query.OneOf(nameof(status), status, AlertStatus.All);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var groups = await work.QueryAsync<AlertGroup>(
            $"""
            SELECT task, engine, reason, count(*)::int AS count, (count(*) FILTER (WHERE completed))::int AS settled,
                min(raised_at) AS first_raised_at, max(raised_at) AS last_raised_at, min(local_date) AS from_local_date, max(local_date) AS to_local_date,
                coalesce(array_agg(DISTINCT user_id) FILTER (WHERE nth <= 5 AND user_id IS NOT NULL), ARRAY[]::uuid[]) AS user_ids
            FROM (
                SELECT a.*, r.status = 'completed' AS completed, row_number() OVER (PARTITION BY a.task, a.engine, a.reason ORDER BY a.raised_at DESC, a.id) AS nth
                FROM alerts a LEFT JOIN runs r ON r.local_date = a.local_date AND r.task = a.task
                    AND r.user_id = coalesce(a.user_id, '00000000-0000-0000-0000-000000000000')
                WHERE @state::text IS NULL OR a.status = @state) AS one
            GROUP BY task, engine, reason ORDER BY count(*) DESC, task, engine, reason LIMIT {Most}
            """,
            new { state }, ct);
        var total = groups.Count < Most ? groups.Count : await work.ScalarAsync<int>(
            "SELECT count(*)::int FROM (SELECT DISTINCT task, engine, reason FROM alerts WHERE @state::text IS NULL OR status = @state) AS g", new { state }, ct);
        return TypedResults.Ok(new AlertGroups(groups, total));
    }
}
