using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Planning;

/// <summary>The least a coach can be: runs, or what spares the athlete, on every open day, of which some are hard. What the planner is tried with by itself.</summary>
/// <param name="hardOn">Days on which it puts hard sessions, next to each other if so.</param>
internal sealed class PlainCoach(params DayOfWeek[] hardOn) : ICoach
{
    public Specialisation Specialisation => Specialisation.Endurance;

    public bool KeepsHardDaysApart => true;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        List<SessionOrder> orders = [];
        var training = week.Days.Where(d => d.Date != week.Target.RaceDate && d.Minutes > 0).ToList();
        var capacity = Math.Max(1, training.Sum(d => PlanVolume.MainOf(d.Minutes)));
        foreach (var day in training)
        {
            var main = (int)Math.Min(PlanVolume.MainOf(day.Minutes), Math.Round(week.MainMinutes * PlanVolume.MainOf(day.Minutes) / capacity));
            var kind = hardOn.Contains(day.Date.DayOfWeek) && week.Week.Phase < Phase.Taper ? SessionKind.Tempo : SessionKind.Easy;
            if (main > 0)
            {
                orders.Add(new(week.Trainee, day.Date, kind, week.Target.Sport, "", day.Minutes, main, 1, week.Week, week.Target, week.Seed));
            }
        }

        if (week.Days.FirstOrDefault(d => d.Date == week.Target.RaceDate) is { } race)
        {
            orders.Add(new(week.Trainee, race.Date, SessionKind.Race, week.Target.Sport, "", race.Minutes, 30, 1, week.Week, week.Target, week.Seed));
        }

        return orders;
    }

    public Session Build(SessionOrder order)
    {
        var hard = order.Kind == SessionKind.Tempo;
        var zone = hard ? 4 : order.Kind == SessionKind.Race ? 5 : 2;
        var mode = order.Kind == SessionKind.Race ? Modes.Run : Modes.For(order.Trainee, Modes.Run).Mode;
        var main = new SessionPart(PartKind.Main, "Run", 1, 0, [Step(mode, order.MainMinutes, zone)]);
        var around = Math.Min(5, (order.Minutes - order.MainMinutes) / 2);
        IReadOnlyList<SessionPart> parts = order.Kind == SessionKind.Race || around < 1
            ? [main]
            : [new(PartKind.WarmUp, "Warm-up", 1, 0, [Step(mode, around, 1)]), main, new(PartKind.CoolDown, "Cool-down", 1, 0, [Step(mode, around, 1)])];
        var rpe = hard ? 7m : order.Kind == SessionKind.Race ? 9m : 4m;
        return new(Specialisation, order.Sport, order.Kind, hard ? "Tempo run" : "Easy run", "Runs.", rpe, Sums.Of(parts, rpe), parts, []);
    }

    public SessionOrder Today(DayOrder day) => new(
        day.Trainee, day.Date, SessionKind.Easy, day.Trainee.Profile.Disciplines[0], "", day.Minutes, (int)PlanVolume.MainOf(day.Minutes), 1, null, null, day.Seed);

    private static EnduranceStep Step(string mode, int minutes, int zone) => new(mode, minutes * 60, null, zone, null, null, null, null, null, null, zone * 2, null);
}
