using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>A week for a race of runs and stations: hard running and running between stations apart, strength and technique between.</summary>
internal static class CompetitionWeek
{
    public const string FullRace = "full";
    public const string HalfRace = "half";
    private const int MostLong = 100;
    private const int MostHard = 55;
    private const int MostOther = 65;
    private const int MostShakeOut = 20;
    private const int MostHalf = 50;
    private const int MostFull = 95;

    public static IReadOnlyList<SessionOrder> Of(WeekOrder order, Course course)
    {
        var shape = WeekShape.Of(order.Trainee, WeekShape.HardDays(order.Trainee));
        var slots = order.MainMinutes > 0 ? EnduranceSlots.Of(order, shape, order.MainMinutes) : [];
        var kinds = Kinds(order, course, shape, slots);
        var left = Sharing.Of(slots, s => Weight(kinds[s].Kind), s => Math.Min(s.Most, Most(kinds[s])), order.MainMinutes);
        // Where days are few, the bounds of what is usual give way before the week's aim does.
        if (left > 0)
        {
            foreach (var slot in slots.Where(s => s.Role != SlotRole.ShakeOut))
            {
                var more = (int)Math.Min(left, Math.Min(slot.Most, slot.Main * 1.4) - slot.Main);
                slot.Main += Math.Max(0, more);
                left -= Math.Max(0, more);
            }
        }

        List<SessionOrder> orders = [];
        foreach (var slot in slots.Where(s => s.Main >= 5))
        {
            orders.Add(New(order, course, slot.Day, kinds[slot].Kind, kinds[slot].Focus, slot.Main));
        }

        foreach (var day in order.Days)
        {
            if (day.Date == order.Target.RaceDate)
            {
                orders.Add(New(order, course, day, SessionKind.Race, Focus.None, 0));
            }
        }

        return orders;
    }

    private static SessionOrder New(WeekOrder order, Course course, OpenDay day, SessionKind kind, string focus, int main) => new(
        order.Trainee, day.Date, kind, course.Sport, focus, day.Minutes, main, 1, order.Week, order.Target, Seeds.Of(order.Seed, day.Date.DayNumber));

    private static Dictionary<Slot, (SessionKind Kind, string Focus)> Kinds(WeekOrder order, Course course, WeekShape shape, List<Slot> slots)
    {
        Dictionary<Slot, (SessionKind, string)> kinds = [];
        var simulation = SimulationDay(order, shape, slots);
        var (hard, easy) = (0, 0);
        var hardDays = slots.Count(s => s.Role == SlotRole.Hard);
        foreach (var slot in slots)
        {
            if (slot == simulation)
            {
                slot.Role = SlotRole.Hard;
                kinds[slot] = (SessionKind.Simulation, order.Week.InPhase == order.Week.PhaseWeeks - 1 && order.Week.PhaseWeeks > 1 ? HalfRace : FullRace);
                continue;
            }

            kinds[slot] = slot.Role switch
            {
                SlotRole.Hard => Hard(order, course, hardDays == 1 ? order.Week.Index : hard++),
                SlotRole.Long => slots.Count == 1 ? (Mixed(course), Focus.None) : (SessionKind.Long, Focus.None),
                SlotRole.ShakeOut => (SessionKind.Recovery, Focus.ShakeOut),
                _ => Easy(order, course, easy++, hardDays == 0),
            };
        }

        return kinds;
    }

    // On the long day where nothing hard is beside it, else on a hard day.
    private static Slot? SimulationDay(WeekOrder order, WeekShape shape, List<Slot> slots)
    {
        if (order.Week.Phase != Phase.Peak || order.Week.Recovery || slots.Count < 2)
        {
            return null;
        }

        var longSlot = slots.Find(s => s.Role == SlotRole.Long);
        return longSlot is not null && shape.Hard.All(d => WeekShape.Apart(d, longSlot.Day.Date.DayOfWeek) >= 2)
            ? longSlot
            : slots.Where(s => s.Role == SlotRole.Hard).MaxBy(s => s.Day.Minutes);
    }

    private static (SessionKind, string) Hard(WeekOrder order, Course course, int which)
    {
        var compromised = (Mixed(course), Focus.None);
        return order.Week switch
        {
            { Phase: Phase.RaceWeek } => (Mixed(course), Focus.Sharpener),
            { Recovery: true } => (SessionKind.Tempo, Focus.Cruise),
            { Phase: Phase.Base } => which % 2 == 0 ? (SessionKind.Tempo, Focus.Cruise) : order.Week.InPhase == 0 ? (SessionKind.Fartlek, Focus.None) : compromised,
            { Phase: Phase.Build } => which % 2 == 0 ? compromised : order.Week.Index % 2 == 0 ? (SessionKind.Intervals, Focus.Vo2Max) : (SessionKind.Tempo, Focus.Cruise),
            _ => which % 2 == 0 ? compromised : (SessionKind.Tempo, Focus.Cruise),
        };
    }

    private static (SessionKind, string) Easy(WeekOrder order, Course course, int index, bool noHardDay)
    {
        var running = course.RunM > 0 ? (SessionKind.Easy, Focus.Strides) : (SessionKind.Technique, Focus.None);
        return order.Week.Phase switch
        {
            // A taper stays sharp, whatever days it has.
            >= Phase.Taper when noHardDay && index == 0 => (SessionKind.Easy, Focus.Strides),
            Phase.RaceWeek => index == 0 ? (SessionKind.Technique, Focus.None) : (SessionKind.Easy, index == 1 ? Focus.Strides : Focus.None),
            _ => (index % 4) switch
            {
                0 => (SessionKind.Strength, Focus.None),
                1 => order.Week.Index % 2 == 0 ? running : (SessionKind.Technique, Focus.None),
                2 => order.Week.Index % 2 == 0 ? (SessionKind.Technique, Focus.None) : running,
                _ => order.Week.Phase == Phase.Taper ? (SessionKind.Easy, Focus.None) : (SessionKind.Strength, Focus.None),
            },
        };
    }

    /// <summary>Stations one after the other: running between them where the race has it.</summary>
    private static SessionKind Mixed(Course course) => course.RunM > 0 ? SessionKind.CompromisedRun : SessionKind.Conditioning;

    private static double Weight(SessionKind kind) => kind switch
    {
        SessionKind.Simulation => 1.7,
        SessionKind.Long => 1.5,
        SessionKind.Strength or SessionKind.CompromisedRun or SessionKind.Conditioning => 1.1,
        SessionKind.Technique => 0.8,
        SessionKind.Recovery => 0.5,
        _ => 1,
    };

    private static int Most((SessionKind Kind, string Focus) session) => session.Kind switch
    {
        SessionKind.Recovery => MostShakeOut,
        SessionKind.Long => MostLong,
        SessionKind.Simulation => session.Focus == HalfRace ? MostHalf : MostFull,
        _ when session.Focus == Focus.Sharpener => 30,
        var kind => kind.IsHard() ? MostHard : MostOther,
    };
}
