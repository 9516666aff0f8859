using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ReadRaces;

internal static class ReadRaces
{
    public static void Map(RouteGroupBuilder races)
    {
        races.MapGet("/", List).WithSummary("My races by date; from and to are dates and both count.");
        races.MapGet("/{id:guid}", ById).WithSummary("A race of mine. The ETag is its version.");
    }

    private static async Task<Results<Ok<Page<RaceView>>, ProblemHttpResult>> List(
        ClaimsPrincipal person, Database database, string? from, string? to, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var size = query.Limit(limit);
        var after = query.Cursor<(DateOnly, Guid)>(
            cursor, key => key is [var day, var id] && Dates.TryParse(day, out var date) && Guid.TryParse(id, out var guid) ? (date, guid) : null);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = person.UserId();
        var (afterDate, afterId) = after ?? (DateOnly.MinValue, Guid.Empty);
        await using var work = await database.BeginForAsync(userId, ct);
        var rows = await work.QueryAsync<RaceRow>(
            $"""
            SELECT {RaceRow.Columns} FROM races
            WHERE user_id = @userId AND date BETWEEN @first AND @last AND (date, id) > (@afterDate, @afterId)
            ORDER BY date, id LIMIT @take
            """, new { userId, first, last, afterDate, afterId, take = size + 1 }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Date, row.Id], RaceView.Of));
    }

    private static async Task<Results<Ok<RaceView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Races.FindAsync(work, person.UserId(), id, ct) is not { } row)
        {
            return Problems.NotFound("race");
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(RaceView.Of(row));
    }
}
