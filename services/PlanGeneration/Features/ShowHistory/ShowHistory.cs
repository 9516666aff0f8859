using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ShowHistory;

internal static class ShowHistory
{
    public static void Map(RouteGroupBuilder training) =>
        training.MapGet("/workouts", Get).WithSummary("My workouts, newest first; from and to are dates and both count.");

    private static async Task<Results<Ok<Page<WorkoutView>>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, string? from, string? to, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var before = query.Cursor<DateOnly>(cursor, key => key is [var text] && Dates.TryParse(text, out var date) ? date : null) ?? DateOnly.MaxValue;
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var rows = await work.QueryAsync<WorkoutRow>(
            $"""
            SELECT {WorkoutRow.Columns} FROM daily_workouts
            WHERE user_id = @userId AND local_date BETWEEN @first AND @last AND local_date < @before
            ORDER BY local_date DESC LIMIT @take
            """,
            new { userId = person.UserId(), first, last, before, take = size + 1 }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.LocalDate], row => row.ToView()));
    }
}
