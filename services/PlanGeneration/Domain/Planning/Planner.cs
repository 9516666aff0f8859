using System.Diagnostics;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>A plan that is to be made; what was asked is sound by now.</summary>
/// <param name="FirstDate">The first date that may be trained; its week is the plan's first.</param>
/// <param name="Weeks">1 to 52; where there is a race, it lies in the last.</param>
internal sealed record PlanOrder(Trainee Trainee, PlanTarget Target, DateOnly FirstDate, int Weeks, int Seed);

/// <summary>
/// Makes whole plans: phases, what each week aims at, and the sessions that the coach of the target builds for it. The
/// planner keeps what no single week can see: the change from week to week, hard days on both sides of a Sunday, and a
/// taper measured against the peak that was really planned.
/// </summary>
internal static class Planner
{
    private const int UsualTaper = 2;

    /// <summary>The same order is the same plan, to the last letter.</summary>
    /// <exception cref="UnreachableException">The order is not sound: see <see cref="PlanRequestRules"/>.</exception>
    public static Plan Build(PlanOrder order) => Build(order, Coaches.For(order.Target.Coach));

    /// <summary>The same by a coach that is given.</summary>
    public static Plan Build(PlanOrder order, ICoach coach)
    {
        var start = WeekStart(order.FirstDate);
        var race = order.Target.RaceDate;
        if (order.Weeks is < 1 or > 52 || (race is { } date && date.DayNumber - start.DayNumber is var to && to / 7 != order.Weeks - 1))
        {
            throw new UnreachableException($"A plan of {order.Weeks} weeks from {order.FirstDate:yyyy-MM-dd} to a race on {race:yyyy-MM-dd}.");
        }

        var weeks = PlanPhases.Of(order.Weeks, race?.DayOfWeek, RaceFormat.Find(order.Target.Format)?.TaperWeeks ?? UsualTaper, order.Trainee.Profile.Experience);
        var filler = new WeekFiller(order, coach, start, PlanVolume.Of(weeks, order.Trainee));
        var days = new PlannedDay[7 * weeks.Length];
        var taper = TaperVolume.FirstOf(weeks);
        var tapered = Array.Empty<Session?[]>();
        foreach (var week in weeks)
        {
            tapered = week.Index == taper ? filler.FillTaper(weeks, taper) : tapered;
            var sessions = week.Index < taper ? filler.Fill(week) : tapered[week.Index - taper];
            for (var day = 0; day < 7; day++)
            {
                days[(7 * week.Index) + day] = new(start.AddDays((7 * week.Index) + day), week.Index, day, week.Phase, sessions[day]);
            }
        }

        return new(NameOf(order.Target, order.Weeks), order.Target, start, order.Seed, weeks, days);
    }

    /// <summary>The Monday of the week.</summary>
    public static DateOnly WeekStart(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static string NameOf(PlanTarget target, int weeks)
    {
        var format = RaceFormat.Find(target.Format);
        var what = format is null ? (target.Goal ?? target.Sport).Replace('_', ' ')
            : format.Measured is { } measured && target.DistanceM is { } metres ? FormattableString.Invariant($"{metres / 1000.0:0.##} km {measured}")
            : format.Name;
        return $"{char.ToUpperInvariant(what[0])}{what[1..]} in {(weeks == 1 ? "1 week" : $"{weeks} weeks")}";
    }
}
