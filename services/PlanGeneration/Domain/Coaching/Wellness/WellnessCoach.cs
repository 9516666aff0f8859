using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Wellness;

/// <summary>Yoga, Pilates, mobility and stretching.</summary>
internal sealed class WellnessCoach : ICoach
{
    private const int Cap = 75;
    private const int MostSessions = 7;

    private static readonly string[] Rotation = ["full", "hips", "shoulders", "spine", "balance"];

    public Specialisation Specialisation => Specialisation.Wellness;

    public bool KeepsHardDaysApart => false;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var sport = Sport.Of(week.Target, week.Trainee, Specialisation);
        var sessions = WeekShape.Sessions(week, 4, MostSessions, Cap);
        return WeekPlan.Of(week, sport, sessions, Cap, count => [.. Enumerable.Range(0, count).Select(i => (SessionKind.Mobility, Rotation[i % Rotation.Length], 1.0))]);
    }

    public Session Build(SessionOrder order)
    {
        if (order.Kind == SessionKind.Race)
        {
            return RaceDay.Build(order, Specialisation);
        }

        if (order.Kind == SessionKind.Recovery)
        {
            return Restorative.Build(order, Specialisation);
        }

        var sport = Coaches.Of(order.Sport) == Specialisation.Wellness ? order.Sport : Disciplines.Mobility;
        var focus = Rotation.Contains(order.Focus) ? order.Focus : "full";
        var seconds = Budget.Of(order).Main;
        var hold = (sport == Disciplines.Pilates ? 30 : 35) + (5 * (int)Math.Round(4 * Progress.Of(order.Week)));
        var rpe = sport == Disciplines.Pilates ? 5 : sport == Disciplines.Yoga ? 4 : 3;
        List<SessionPart> main = [];
        var opening = seconds >= 900 ? seconds / 5 : 0;
        if (opening > 0 && Flow.Fill(order, PartKind.Main, "Opening", [Flows.Of(sport, "full"), Flow.Drills], opening, 30, rpe - 1, 6) is { } first)
        {
            main.Add(first);
        }

        var rest = seconds - (int)Lifts.SecondsOf(main);
        if (Flow.Fill(order with { Seed = Chance.Mix(order.Seed, 3) }, PartKind.Main, Flows.Name(sport), [Flows.Of(sport, focus), Flows.Of(sport, "full"), Flow.Stretches], rest, hold, rpe, 14) is { } body)
        {
            main.Add(body);
        }

        return SessionWriter.Write(
            order, Specialisation, SessionKind.Mobility, Flows.Title(sport, focus), Flows.Purpose(sport, focus), rpe, main,
            ["Go to where it is tight and stay there calmly; never to where it hurts. Let the breath set the pace."]);
    }

    public SessionOrder Today(DayOrder day)
    {
        var sport = Sport.Of(null, day.Trainee, Specialisation);
        var focus = History.Next(day, Rotation, f => [f]);
        return History.Order(day, SessionKind.Mobility, sport, focus, Cap);
    }
}
