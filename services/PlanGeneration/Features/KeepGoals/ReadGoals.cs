using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.KeepGoals;

internal static class ReadGoals
{
    public static void Map(RouteGroupBuilder goals)
    {
        goals.MapGet("/", List).WithSummary("My goals, oldest first, those that are closed too.");
        goals.MapGet("/{id:guid}", ById).WithSummary("A goal of mine. The ETag is its version.");
    }

    private static async Task<Results<Ok<Page<GoalView>>, ProblemHttpResult>> List(
        ClaimsPrincipal person, Database database, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var size = query.Limit(limit);
        var after = query.IdCursor(cursor) ?? Guid.Empty;
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var rows = await work.QueryAsync<GoalRow>(
            $"SELECT {GoalRow.Columns} FROM goals WHERE user_id = @userId AND id > @after ORDER BY id LIMIT @take",
            new { userId, after, take = size + 1 }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Id], GoalView.Of));
    }

    private static async Task<Results<Ok<GoalView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Goals.FindAsync(work, person.UserId(), id, ct) is not { } row)
        {
            return Problems.NotFound("goal");
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(GoalView.Of(row));
    }
}
