using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Insights.Data;
using Platform.Insights.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Insights.Features.ReadCompliance;

/// <summary>An athlete's compliance of one week, counted in exercises.</summary>
/// <param name="WeekStart">The Monday.</param>
/// <param name="Percent">Logged of what is decided (logged or missed), 0 to 100; null where nothing is.</param>
/// <param name="Days">Monday to Sunday, days without training too.</param>
internal sealed record WeekCompliance(
    DateOnly WeekStart, int Expected, int Logged, int Missed, int Open, decimal? Percent, IReadOnlyList<DayCompliance> Days);

internal sealed record DayCompliance(DateOnly LocalDate, int Expected, int Logged, int Missed, int Open);

internal static class ReadCompliance
{
    /// <param name="weekStart">A Monday, YYYY-MM-DD; absent: the current week where the athlete is.</param>
    public static async Task<Results<Ok<WeekCompliance>, ProblemHttpResult>> MineAsync(
        string? weekStart, ClaimsPrincipal me, Database database, TimeProvider time, CancellationToken ct)
    {
        Week? asked = null;
        if (weekStart is not null && (asked = Week.StartingOn(weekStart)) is null)
        {
            return Problems.Invalid("weekStart", "weekStart must be a Monday, as YYYY-MM-DD.");
        }

        var userId = me.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var week = asked ?? Week.Holding(await AthleteZones.TodayAsync(work, userId, time.GetUtcNow(), ct));
        return TypedResults.Ok(await ReadAsync(work, userId, week, ct));
    }

    /// <summary>The same for the athlete named by id, who must be the signed-in person.</summary>
    public static async Task<Results<Ok<WeekCompliance>, ProblemHttpResult>> OfAsync(
        Guid id, string? weekStart, ClaimsPrincipal me, Database database, TimeProvider time, CancellationToken ct) =>
        id == me.UserId() ? await MineAsync(weekStart, me, database, time, ct) : Problems.NotFound("athlete");

    private static async Task<WeekCompliance> ReadAsync(Work work, Guid userId, Week week, CancellationToken ct)
    {
        var counted = await work.QueryAsync<Day>(
            """
            SELECT local_date AS date, count(*) FILTER (WHERE status = 'logged')::int AS logged,
                count(*) FILTER (WHERE status = 'missed')::int AS missed, count(*) FILTER (WHERE status = 'open')::int AS open
            FROM exercise_outcomes WHERE user_id = @userId AND local_date BETWEEN @Start AND @End
            GROUP BY local_date
            """,
            new { userId, week.Start, week.End }, ct);
        var days = week.Days.Select(date => counted.FirstOrDefault(d => d.Date == date) ?? new Day { Date = date }).ToList();
        var whole = new Compliance(days.Sum(d => d.Logged), days.Sum(d => d.Missed), days.Sum(d => d.Open));
        return new(
            week.Start, whole.Expected, whole.Logged, whole.Missed, whole.Open, whole.Percent,
            [.. days.Select(d => new DayCompliance(d.Date, d.Logged + d.Missed + d.Open, d.Logged, d.Missed, d.Open))]);
    }

    private sealed record Day
    {
        public DateOnly Date { get; init; }
        public int Logged { get; init; }
        public int Missed { get; init; }
        public int Open { get; init; }
    }
}
