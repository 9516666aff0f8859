using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>
/// Running, cycling, swimming, triathlon, rowing and cardio: mostly easy, a little hard, longer before faster. Paces are
/// Daniels' by VDOT, power Coggan's by threshold, heart rate by zone; what is not known is left to effort.
/// </summary>
internal sealed class EnduranceCoach : ICoach
{
    // What a triathlete's easy and hard days are, in turn.
    private static readonly string[] EasyTurns = [Disciplines.Swimming, Disciplines.Running, Disciplines.Cycling, Disciplines.Swimming];
    private static readonly string[] HardTurns = [Disciplines.Running, Disciplines.Cycling];
    private static readonly string[] CardioModes = [Modes.Run, Modes.Bike, Modes.Row, Modes.SkiErg, Modes.Swim];

    public Specialisation Specialisation => Specialisation.Endurance;

    public bool KeepsHardDaysApart => true;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var goal = Pacing.Of(week.Trainee, week.Target).Race;
        var slots = EnduranceWeek.Of(week, goal);
        List<SessionOrder> orders = [];
        var (hard, easy, strides) = (0, 0, false);
        var hardDays = slots.Count(s => s.Role == SlotRole.Hard);
        foreach (var slot in slots)
        {
            var (kind, focus, sport) = slot.Role switch
            {
                SlotRole.Long => Long(week, goal),
                SlotRole.Hard => HardDay(week, goal, hard++, hardDays),
                SlotRole.ShakeOut => (SessionKind.Recovery, Focus.ShakeOut, week.Target.Sport),
                _ => EasyDay(week, slots, slot, easy++, hardDays == 0, ref strides),
            };
            orders.Add(new(
                week.Trainee, slot.Day.Date, kind, sport == Disciplines.Triathlon && focus != Focus.Brick ? Disciplines.Running : sport, focus, slot.Day.Minutes,
                slot.Main, 1, week.Week, week.Target, Seeds.Of(week.Seed, slot.Day.Date.DayNumber)));
        }

        foreach (var day in week.Days)
        {
            if (day.Date == week.Target.RaceDate)
            {
                orders.Add(new(
                    week.Trainee, day.Date, SessionKind.Race, week.Target.Sport, Focus.None, day.Minutes, 0, 1, week.Week, week.Target,
                    Seeds.Of(week.Seed, day.Date.DayNumber)));
            }
        }

        return orders;
    }

    public Session Build(SessionOrder order) =>
        order.Kind == SessionKind.Race ? RaceDay.Build(order) : EnduranceSessions.Build(order, ModeOf(order));

    public SessionOrder Today(DayOrder day) => EnduranceToday.Of(day);

    private static (SessionKind, string, string) Long(WeekOrder week, RaceGoal goal) => week.Target.Sport == Disciplines.Triathlon
        ? week.Week.Index % 2 == 1
            ? (SessionKind.Long, Focus.None, Disciplines.Running)
            : week.Week.Phase == Phase.Base ? (SessionKind.Long, Focus.None, Disciplines.Cycling) : (SessionKind.Long, Focus.Brick, Disciplines.Triathlon)
        : (SessionKind.Long, Menu.LongFocus(week.Week, goal), week.Target.Sport);

    private static (SessionKind, string, string) HardDay(WeekOrder week, RaceGoal goal, int index, int of)
    {
        var (kind, focus) = Menu.Hard(week, goal, index, of);
        return (kind, focus, week.Target.Sport == Disciplines.Triathlon ? HardTurns[(index + (of == 1 ? week.Week.Index : 0)) % 2] : week.Target.Sport);
    }

    private static (SessionKind, string, string) EasyDay(WeekOrder week, List<Slot> slots, Slot slot, int index, bool noHardDay, ref bool strides)
    {
        var triathlon = week.Target.Sport == Disciplines.Triathlon;
        var sport = triathlon ? EasyTurns[(index + week.Week.Index) % EasyTurns.Length] : week.Target.Sport;
        var afterLong = slots.Exists(s => s.Role == SlotRole.Long && (s.Day.Date.DayNumber + 1) % 7 == slot.Day.Date.DayNumber % 7);
        // A taper stays sharp, whatever days it has.
        if (noHardDay && week.Week.Phase >= Phase.Taper)
        {
            return (SessionKind.Easy, Focus.Strides, sport);
        }

        if (afterLong)
        {
            return (SessionKind.Recovery, Focus.None, sport);
        }

        // Strides once a week, not where the week is to recover from.
        var quick = !strides && !week.Week.Recovery && Modes.Of(sport) == Modes.Run && slot.Main >= 20;
        strides |= quick;
        return (SessionKind.Easy, quick ? Focus.Strides : Focus.None, sport);
    }

    private static string ModeOf(SessionOrder order)
    {
        if (order.Sport == Disciplines.Cardio)
        {
            var first = order.Date.DayNumber % CardioModes.Length;
            for (var i = 0; i < CardioModes.Length; i++)
            {
                var mode = CardioModes[(first + i) % CardioModes.Length];
                if (Modes.IsPossible(mode, order.Trainee.Equipment) && Modes.Spares(mode, order.Trainee.Spare))
                {
                    return mode;
                }
            }
        }

        return order.Focus == Focus.Brick ? Modes.Bike : Modes.Of(order.Sport);
    }
}
