using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.KeepLocations;

internal static class ReadLocations
{
    public static void Map(RouteGroupBuilder locations)
    {
        locations.MapGet("/", List).WithSummary("The places where I train, oldest first.");
        locations.MapGet("/{id:guid}", ById).WithSummary("A place of mine. The ETag is its version.");
    }

    private static async Task<Results<Ok<Page<LocationView>>, ProblemHttpResult>> List(
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
        var rows = await work.QueryAsync<LocationRow>(
            $"SELECT {LocationRow.Columns} FROM training_locations WHERE user_id = @userId AND id > @after ORDER BY id LIMIT @take",
            new { userId, after, take = size + 1 }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Id], LocationView.Of));
    }

    private static async Task<Results<Ok<LocationView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Locations.FindAsync(work, person.UserId(), id, ct) is not { } row)
        {
            return Problems.NotFound("place");
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(LocationView.Of(row));
    }
}
