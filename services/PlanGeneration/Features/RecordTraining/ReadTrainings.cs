using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.RecordTraining;

internal static class ReadTrainings
{
    public static void Map(RouteGroupBuilder executed)
    {
        executed.MapGet("/", List).WithSummary("What I have trained, newest first; from and to are dates and both count.");
        executed.MapGet("/{id:guid}", ById).WithSummary("A training of mine. The ETag is its version.");
    }

    private static async Task<Results<Ok<Page<ExecutedView>>, ProblemHttpResult>> List(
        ClaimsPrincipal person, Database database, string? from, string? to, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var before = query.Cursor<(DateOnly, Guid)>(
            cursor, key => key is [var day, var id] && Dates.TryParse(day, out var date) && Guid.TryParse(id, out var guid) ? (date, guid) : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var (beforeDate, beforeId) = before ?? (DateOnly.MaxValue, Guid.AllBitsSet);
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var rows = await work.QueryAsync<ExecutedRow>(
            $"""
            SELECT {ExecutedRow.Columns} FROM training_days_executed
            WHERE user_id = @userId AND date BETWEEN @first AND @last AND (date, id) < (@beforeDate, @beforeId)
            ORDER BY date DESC, id DESC LIMIT @take
            """, new { userId = person.UserId(), first, last, beforeDate, beforeId, take = size + 1 }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Date, row.Id], ExecutedView.Of));
    }

    private static async Task<Results<Ok<ExecutedView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Executions.FindAsync(work, person.UserId(), id, ct) is not { } row)
        {
            return Problems.NotFound("training");
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(ExecutedView.Of(row));
    }
}
