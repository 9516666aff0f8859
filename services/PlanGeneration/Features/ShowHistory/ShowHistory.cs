using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ShowHistory;

internal static class ShowHistory
{
    private const string Format = "yyyy-MM-dd";

    public static void Map(RouteGroupBuilder training) =>
        training.MapGet("/workouts", Get).WithSummary("My workouts, newest first; from and to are dates and both count.");

    private static async Task<Results<Ok<Page<WorkoutView>>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, string? from, string? to, string? cursor, int? limit, CancellationToken ct)
    {
        var faults = new Faults();
        var first = Date("from", from, faults) ?? DateOnly.MinValue;
        var last = Date("to", to, faults) ?? DateOnly.MaxValue;
        var before = Date("cursor", cursor, faults) ?? DateOnly.MaxValue;
        var size = Paging.Limit(limit, faults);
        if (first > last)
        {
            faults.Add("to", "to is before from.");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var rows = await work.QueryAsync<WorkoutRow>(
            $"""
            SELECT {WorkoutRow.Columns} FROM daily_workouts
            WHERE user_id = @userId AND local_date BETWEEN @first AND @last AND local_date < @before
            ORDER BY local_date DESC LIMIT @take
            """,
            new { userId = person.UserId(), first, last, before, take = size + 1 }, ct);
        return TypedResults.Ok(Page<WorkoutView>.Of(
            rows, size, row => row.ToView(), row => row.LocalDate.ToString(Format, CultureInfo.InvariantCulture)));
    }

    private static DateOnly? Date(string field, string? given, Faults faults)
    {
        if (given is null)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(given, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            faults.Add(field, field == "cursor" ? "cursor is not one that a page gave." : $"{field} is a date such as 2026-11-22.");
            return null;
        }

        return date;
    }
}
