using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ShowCalendar;

/// <summary>What the followed plan, the races and what was trained have on each date, days with nothing left out.</summary>
/// <param name="Today">On the athlete's calendar.</param>
internal sealed record CalendarView(DateOnly From, DateOnly To, DateOnly Today, Guid? PlanId, IReadOnlyList<CalendarDay> Days);

/// <param name="Planned">A rest day of the plan has no session in it; null: no plan has the date.</param>
internal sealed record CalendarDay(
    DateOnly Date, CalendarPlanned? Planned, IReadOnlyList<CalendarExecuted> Executed, IReadOnlyList<RaceView> Races);

internal sealed record CalendarPlanned(Guid PlanId, int WeekIndex, int DayIndex, Phase Phase, CalendarSession? Session, Guid? ExecutedId);

/// <param name="Load">Foster's, as prescribed.</param>
internal sealed record CalendarSession(string Sport, string Kind, string Title, int Minutes, decimal DistanceKm, int Load);

/// <param name="Session">What was planned for it, as it was then.</param>
internal sealed record CalendarExecuted(
    Guid Id, string Sport, int? DurationSeconds, int? DistanceM, decimal? Rpe, Guid? PlanId, CalendarSession? Session, int? CompliancePercent);

internal static class ShowCalendar
{
    private const int MostDays = 400;

    public static void Map(RouteGroupBuilder plans) => plans.MapGet("/calendar", Get).WithSummary(
        "Planned, trained and raced by date; from and to are dates and both count: this week and the three after it where they are left out.");

    private static async Task<Results<Ok<CalendarView>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, TimeProvider time, string? from, string? to, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (!OwnDate.TryRead((await Athletes.FindAsync(work, userId, ct))?.TimeZone, time, out var today, out var problem))
        {
            return problem;
        }

        var query = new ListQuery();
        var first = query.Date(nameof(from), from) ?? Planner.WeekStart(today);
        var last = query.Date(nameof(to), to) ?? Later(first, 27);
        if (last < first || last.DayNumber - first.DayNumber >= MostDays)
        {
            query.Faults.Add(nameof(to), $"to lies on from or up to {MostDays - 1} days after it.");
        }

        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var planId = await Plans.FollowedAsync(work, userId, ct);
        var planned = await PlannedAsync(work, userId, planId, first, last, ct);
        var executed = await ExecutedAsync(work, userId, first, last, ct);
        var races = await work.QueryAsync<RaceRow>(
            $"SELECT {RaceRow.Columns} FROM races WHERE user_id = @userId AND date BETWEEN @first AND @last ORDER BY date, id", new { userId, first, last }, ct);
        return TypedResults.Ok(new CalendarView(first, last, today, planId, Days(planned, executed, races)));
    }

    private static IReadOnlyList<CalendarDay> Days(List<PlannedRow> planned, List<ExecutedDayRow> executed, List<RaceRow> races)
    {
        var plannedOn = planned.ToDictionary(p => p.Date);
        var executedOn = executed.ToLookup(e => e.Date);
        var racesOn = races.ToLookup(r => r.Date);
        var dates = plannedOn.Keys.Concat(executed.Select(e => e.Date)).Concat(races.Select(r => r.Date)).Distinct().Order();
        return [.. dates.Select(date => new CalendarDay(
            date, plannedOn.GetValueOrDefault(date)?.ToView(), [.. executedOn[date].Select(e => e.ToView())], [.. racesOn[date].Select(RaceView.Of)]))];
    }

    // What a calendar shows of a session, without reading all of it.
    private const string Session =
        """
        d.planned_data ->> 'sport' AS session_sport, d.planned_data ->> 'kind' AS kind, d.planned_data ->> 'title' AS title,
        (d.planned_data -> 'totals' ->> 'minutes')::int AS minutes, (d.planned_data -> 'totals' ->> 'distanceKm')::numeric AS distance_km,
        (d.planned_data -> 'totals' ->> 'load')::int AS load
        """;

    private static Task<List<PlannedRow>> PlannedAsync(Work work, Guid userId, Guid? planId, DateOnly first, DateOnly last, CancellationToken ct) =>
        work.QueryAsync<PlannedRow>(
            $"""
            SELECT d.plan_id, d.date, d.week_index, d.day_index, d.phase, {Session}, e.id AS executed_id
            FROM training_days_planned d
            LEFT JOIN training_days_executed e
                ON e.user_id = d.user_id AND e.plan_id = d.plan_id AND e.week_index = d.week_index AND e.day_index = d.day_index
            WHERE d.user_id = @userId AND d.plan_id = @planId AND d.date BETWEEN @first AND @last ORDER BY d.date
            """,
            new { userId, planId, first, last }, ct);

    private static Task<List<ExecutedDayRow>> ExecutedAsync(Work work, Guid userId, DateOnly first, DateOnly last, CancellationToken ct) =>
        work.QueryAsync<ExecutedDayRow>(
            $"""
            SELECT d.id, d.date, d.sport, d.duration_seconds, d.distance_m, d.rpe, d.plan_id,
                (d.analysis ->> 'compliancePercent')::int AS compliance_percent, {Session}
            FROM training_days_executed d
            WHERE d.user_id = @userId AND d.date BETWEEN @first AND @last ORDER BY d.date, d.started_at NULLS LAST, d.id
            """, new { userId, first, last }, ct);

    private static DateOnly Later(DateOnly date, int days) => date.DayNumber > DateOnly.MaxValue.DayNumber - days ? DateOnly.MaxValue : date.AddDays(days);

    private abstract class SessionRow
    {
        public DateOnly Date { get; init; }
        public Guid? PlanId { get; init; }
        public string? SessionSport { get; init; }
        public string? Kind { get; init; }
        public string? Title { get; init; }
        public int? Minutes { get; init; }
        public decimal? DistanceKm { get; init; }
        public int? Load { get; init; }

        protected CalendarSession? SessionView() => Title is null ? null : new(SessionSport!, Kind!, Title, Minutes!.Value, DistanceKm!.Value, Load!.Value);
    }

    private sealed class PlannedRow : SessionRow
    {
        public int WeekIndex { get; init; }
        public int DayIndex { get; init; }
        public string Phase { get; init; } = "";
        public Guid? ExecutedId { get; init; }

        public CalendarPlanned ToView() => new(PlanId!.Value, WeekIndex, DayIndex, WireNames.Find<Phase>(Phase)!.Value, SessionView(), ExecutedId);
    }

    private sealed class ExecutedDayRow : SessionRow
    {
        public Guid Id { get; init; }
        public string Sport { get; init; } = "";
        public int? DurationSeconds { get; init; }
        public int? DistanceM { get; init; }
        public decimal? Rpe { get; init; }
        public int? CompliancePercent { get; init; }

        public CalendarExecuted ToView() => new(Id, Sport, DurationSeconds, DistanceM, Rpe, PlanId, SessionView(), CompliancePercent);
    }
}
