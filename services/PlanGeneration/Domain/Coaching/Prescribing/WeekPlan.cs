using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Lays a coach's sessions out over the open days of a week, the race included.</summary>
internal static class WeekPlan
{
    /// <param name="sessions">Of a whole week, see <see cref="WeekShape.Sessions"/>.</param>
    /// <param name="cap">Main minutes beyond which a session is of no more use.</param>
    /// <param name="choose">Kind, focus and weight of each of so many sessions.</param>
    public static IReadOnlyList<SessionOrder> Of(
        WeekOrder week, string sport, int sessions, int cap, Func<int, IReadOnlyList<(SessionKind Kind, string Focus, double Weight)>> choose)
    {
        List<SessionOrder> orders = [];
        List<OpenDay> open = new(week.Days.Count);
        foreach (var day in week.Days)
        {
            if (day.Date == week.Target.RaceDate)
            {
                orders.Add(Order(week, day, SessionKind.Race, sport, week.Target.Format ?? "", Math.Max(5, day.Minutes - Budget.Overhead(day.Minutes))));
            }
            else if (day.Minutes >= 10)
            {
                open.Add(day);
            }
        }

        if (open.Count == 0)
        {
            return orders;
        }

        var main = WeekShape.MainMinutes(week, sessions, cap);
        WeekShape.RestBeforeRace(open, week.Target.RaceDate, main, cap);
        var days = WeekShape.Spread(open, Math.Min(open.Count, WeekShape.Enough(main, sessions)));
        var chosen = choose(days.Count);
        Span<double> weights = stackalloc double[days.Count];
        for (var i = 0; i < days.Count; i++)
        {
            weights[i] = chosen[i].Weight;
        }

        var shares = WeekShape.Share(days, main, weights, cap);
        for (var i = 0; i < days.Count; i++)
        {
            orders.Add(Order(week, days[i], chosen[i].Kind, sport, chosen[i].Focus, shares[i]));
        }

        return orders;
    }

    /// <summary>
    /// A week's focuses; where fewer sessions are left before a race, those first that keep its intensity.
    /// </summary>
    /// <param name="bluntness">The lower, the more heavy work with a known maximum a focus has.</param>
    public static IReadOnlyList<string> Focuses(WeekOrder week, int count, IReadOnlyList<string> rotation, Func<string, int> bluntness)
    {
        var focuses = week.Week.Phase >= Planning.Phase.Taper ? [.. rotation.OrderBy(bluntness)] : rotation;
        return [.. Enumerable.Range(0, count).Select(i => focuses[i % focuses.Count])];
    }

    private static SessionOrder Order(WeekOrder week, OpenDay day, SessionKind kind, string sport, string focus, int main) => new(
        week.Trainee, day.Date, kind, sport, focus, day.Minutes, main, 1, week.Week, week.Target, Chance.Mix(week.Seed, day.Date.DayNumber));
}
