using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Mixed;

/// <summary>Several disciplines in one week: shares the days among the coaches whose they are, and each builds its own sessions.</summary>
internal sealed class MixedCoach : ICoach
{
    private const int Cap = 75;

    private static readonly string[] AllRound = [Disciplines.Strength, Disciplines.Functional, Disciplines.Mobility];

    public Specialisation Specialisation => Specialisation.Mixed;

    public bool KeepsHardDaysApart => true;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var coaches = Shares(week.Trainee);
        List<SessionOrder> orders = [];
        List<OpenDay> open = [];
        foreach (var day in week.Days)
        {
            if (day.Date == week.Target.RaceDate)
            {
                orders.Add(new(
                    week.Trainee, day.Date, SessionKind.Race, week.Target.Sport, week.Target.Format ?? "", day.Minutes,
                    Math.Max(5, day.Minutes - Budget.Overhead(day.Minutes)), 1, week.Week, week.Target, Chance.Mix(week.Seed, day.Date.DayNumber)));
            }
            else if (day.Minutes >= 10)
            {
                open.Add(day);
            }
        }

        if (week.Target.RaceDate is { } race && open.Count > 1)
        {
            open.RemoveAll(day => day.Date == race.AddDays(-1));
        }

        if (open.Count == 0)
        {
            return orders;
        }

        var sessions = WeekShape.Sessions(week, Math.Max(4, coaches.Count), 6, Cap);
        var main = WeekShape.MainMinutes(week, sessions, Cap);
        var days = WeekShape.Spread(open, Math.Min(open.Count, WeekShape.Enough(main, sessions)));

        // Day by day the next coach's turn, so that the same kind of work does not come twice in a row.
        for (var c = 0; c < coaches.Count; c++)
        {
            List<OpenDay> theirs = [.. days.Where((_, i) => i % coaches.Count == c)];
            if (theirs.Count > 0)
            {
                var share = (double)theirs.Count / days.Count;
                orders.AddRange(Part(week, coaches[c], theirs, (int)Math.Round(main * share), (int)Math.Round(Math.Max(main, week.PeakMainMinutes * share))));
            }
        }

        orders.Sort((a, b) => a.Date.CompareTo(b.Date));
        return Apart(orders);
    }

    public Session Build(SessionOrder order) =>
        order.Kind == SessionKind.Race && order.Target?.Coach is null or Specialisation.Mixed
            ? RaceDay.Build(order, Specialisation)
            : Of(order.Sport).Build(order);

    public SessionOrder Today(DayOrder day)
    {
        var coaches = Shares(day.Trainee);
        var (best, longest) = (coaches[0], -1);
        foreach (var share in coaches)
        {
            var since = 99;
            foreach (var session in day.Recent)
            {
                since = Coaches.Of(session.Sport) == share ? Math.Min(since, day.Date.DayNumber - session.Date.DayNumber) : since;
            }

            (best, longest) = since > longest ? (share, since) : (best, longest);
        }

        return Coaches.For(best).Today(day);
    }

    /// <summary>The coaches of the athlete's disciplines, the main one first.</summary>
    private static List<Specialisation> Shares(Trainee trainee)
    {
        List<Specialisation> coaches = [];
        foreach (var discipline in trainee.Profile.Disciplines)
        {
            if (Coaches.Of(discipline) is { } coach && !coaches.Contains(coach))
            {
                coaches.Add(coach);
            }
        }

        return coaches.Count > 1 ? coaches : [.. coaches.Concat(AllRound.Select(d => Coaches.Of(d)!.Value)).Distinct()];
    }

    private static ICoach Of(string sport) => Coaches.For(Coaches.Of(sport) is { } coach and not Specialisation.Mixed ? coach : Specialisation.Functional);

    private static IEnumerable<SessionOrder> Part(WeekOrder week, Specialisation coach, List<OpenDay> days, int main, int peak)
    {
        var sport = Sport.Of(null, week.Trainee, coach);
        var part = week with
        {
            Target = week.Target with { Coach = coach, Sport = sport, RaceDate = null, Format = null, DistanceM = null, GoalSeconds = null },
            Days = days,
            MainMinutes = main,
            PeakMainMinutes = peak,
            Seed = Chance.Mix(week.Seed, (int)coach),
        };
        return Coaches.For(coach).PlanWeek(part);
    }

    /// <summary>What is hard on the day after something hard becomes easy.</summary>
    private static List<SessionOrder> Apart(List<SessionOrder> orders)
    {
        for (var i = 1; i < orders.Count; i++)
        {
            if (orders[i].Kind.IsHard() && orders[i].Kind != SessionKind.Race && orders[i - 1].Kind.IsHard() && orders[i].Date == orders[i - 1].Date.AddDays(1))
            {
                orders[i] = orders[i] with { Kind = SessionKind.Easy, Focus = "" };
            }
            else if (orders[i].Kind == SessionKind.Race && orders[i - 1].Kind.IsHard() && orders[i].Date == orders[i - 1].Date.AddDays(1))
            {
                orders[i - 1] = orders[i - 1] with { Kind = SessionKind.Easy, Focus = "" };
            }
        }

        return orders;
    }
}
