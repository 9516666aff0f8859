using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ReadPlans;

internal static class ReadPlans
{
    public static void Map(RouteGroupBuilder plans)
    {
        plans.MapGet("/", List).WithSummary("My plans: the one I follow, then the others that are active, then the rest; newest first.");
        plans.MapGet("/active", Active).WithSummary("The plan I follow, with its weeks: of the active ones the one assigned last, else the one made last.");
        plans.MapGet("/{id:guid}", ById).WithSummary("A plan of mine with its weeks. The ETag is its version.");
    }

    private static async Task<Results<Ok<Page<PlanSummary>>, ProblemHttpResult>> List(
        ClaimsPrincipal person, Database database, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var size = query.Limit(limit);
        var after = query.Cursor<(int, Guid)>(cursor, key =>
            key is [var text, var id] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) && Guid.TryParse(id, out var guid)
                ? (rank, guid)
                : null);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = person.UserId();
        // Ranks are ascending and ids descending: what is before the first row is rank -1.
        var (afterRank, afterId) = after ?? (-1, Guid.Empty);
        await using var work = await database.BeginForAsync(userId, ct);
        var rows = await work.QueryAsync<Row>(
            $"""
            WITH followed AS MATERIALIZED ({Plans.Followed("@userId")})
            SELECT l.*, (SELECT id FROM followed) AS followed_id FROM (
                SELECT s.*, CASE WHEN s.id = (SELECT id FROM followed) THEN 0 WHEN s.status = 'active' THEN 1 ELSE 2 END AS rank
                FROM ({PlanRow.Select} WHERE p.user_id = @userId) s) l
            WHERE l.rank > @afterRank OR (l.rank = @afterRank AND l.id < @afterId)
            ORDER BY l.rank, l.id DESC LIMIT @take
            """, new { userId, afterRank, afterId, take = size + 1 }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Rank, row.Id], row => PlanSummary.Of(row, row.FollowedId)));
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> Active(
        ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Plans.FindFollowedAsync(work, person.UserId(), ct) is not { } row)
        {
            return Problems.Create(
                StatusCodes.Status404NotFound, "no-active-plan", "No active plan",
                "You follow no plan: make one with POST /api/training-plan/generate, or take one up with POST /api/training-plan/{id}/activate.");
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(PlanView.Of(row, row.Id));
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (await Plans.FindAsync(work, userId, id, ct) is not { } row)
        {
            return Problems.NotFound("training plan");
        }

        var followed = await Plans.FollowedAsync(work, userId, ct);
        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(PlanView.Of(row, followed));
    }

    private sealed record Row : PlanRow
    {
        public int Rank { get; init; }
        public Guid? FollowedId { get; init; }
    }
}
