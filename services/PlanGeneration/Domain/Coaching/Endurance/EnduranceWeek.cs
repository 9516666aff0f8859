using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>
/// How the minutes of a week are shared out: a long session, at most two hard ones, and the rest easy, so that about four
/// fifths of the time over a plan are easy (Seiler's polarised share).
/// </summary>
internal static class EnduranceWeek
{
    private const double MarathonLongMain = 168;

    /// <summary>The longest is three weeks before the race; two weeks before it is a little shorter.</summary>
    private const double LastLong = 0.85;

    /// <summary>A hard session's share of a week that is to recover from.</summary>
    private const double MostHardOfRecovery = 0.22;

    /// <summary>Where no long run ends fast, the hard days hold that much more.</summary>
    private const double WithoutRaceFinish = 1.14;

    public static List<Slot> Of(WeekOrder order, RaceGoal goal) =>
        Fill(order, goal, WeekShape.Of(order.Trainee, WeekShape.HardDays(order.Trainee)), order.MainMinutes);

    private static List<Slot> Fill(WeekOrder order, RaceGoal goal, WeekShape shape, int target)
    {
        if (target <= 0)
        {
            return [];
        }

        var slots = EnduranceSlots.Of(order, shape, target);
        double left = target;
        var longSlot = slots.Find(s => s.Role == SlotRole.Long);
        if (longSlot is not null)
        {
            var share = Math.Max(LongShare(order, goal), 1.3 / slots.Count);
            var most = Math.Min(longSlot.Most, MostLong(order, goal)) * (IsLastOfPeak(order.Week) ? LastLong : 1);
            longSlot.Main = (int)Math.Round(Math.Min(target * Math.Min(1, share), most));
            left -= longSlot.Main;
        }

        Hard(order, goal, slots, target, longSlot, ref left);
        var easy = slots.Where(s => s.Role is SlotRole.Easy or SlotRole.ShakeOut).ToList();
        left = Spread(easy, shape, left);
        if (left > 0 && longSlot is not null)
        {
            var most = slots.Count >= 4 ? Math.Max(longSlot.Main, target * 0.5) : target;
            left -= Raise(longSlot, (int)Math.Min(left, most - longSlot.Main), (int)MostLong(order, goal));
        }

        foreach (var slot in slots.Where(s => s.Role == SlotRole.Hard && left > 0))
        {
            // What is over is run easily, after the hard work; a fifth more of it at most.
            left -= Raise(slot, (int)Math.Min(left, longSlot is null ? left : Math.Max(5, slot.Main / 5)), int.MaxValue);
        }

        slots.RemoveAll(s => s.Main < 5);
        return slots;
    }

    private static void Hard(WeekOrder order, RaceGoal goal, List<Slot> slots, int target, Slot? longSlot, ref double left)
    {
        var hard = slots.Where(s => s.Role == SlotRole.Hard).ToList();
        if (hard.Count == 0)
        {
            return;
        }

        var minutes = target + slots.Sum(s => Framing.Minutes(s.Role == SlotRole.Hard, s.Day.Minutes));
        var budget = HardShare(order) * (goal.IsLong || goal.IsHalf ? 1 : WithoutRaceFinish) * minutes;
        if (longSlot is not null && Menu.LongFocus(order.Week, goal) == Focus.RaceFinish)
        {
            budget -= WorkShare.OfFinish(order.Week, goal) * longSlot.Main;
        }

        for (var i = 0; i < hard.Count; i++)
        {
            var slot = hard[i];
            var (kind, focus) = Menu.Hard(order, goal, i, hard.Count);
            var work = Math.Min(Math.Max(8, budget / (hard.Count - i)), WorkShare.Most(kind, focus, goal));
            slot.Main = (int)Math.Clamp(work / WorkShare.Of(kind, focus, goal), Math.Min(12, slot.Most), slot.Most);
            slot.Main = order.Week.Recovery ? (int)Math.Min(slot.Main, target * MostHardOfRecovery) : slot.Main;
            slot.Main = (int)Math.Min(slot.Main, Math.Max(8, left - (8 * (slots.Count - i - 1))));
            budget -= slot.Main * WorkShare.Of(kind, focus, goal);
            left -= slot.Main;
        }
    }

    // By weight, none above what its day takes; the shortest go where a day would get next to nothing.
    private static double Spread(List<Slot> easy, WeekShape shape, double left)
    {
        while (easy.Count > 0 && left / easy.Count < 9)
        {
            easy.Remove(easy.MinBy(s => Weight(s, shape, easy.Count))!);
        }

        var days = easy.Count;
        return Sharing.Of(easy, s => Weight(s, shape, days), MostEasy, Math.Max(0, left));
    }

    private static int MostEasy(Slot slot) => slot.Role == SlotRole.ShakeOut ? Math.Min(slot.Most, 20) : slot.Most;

    private static double Weight(Slot slot, WeekShape shape, int easyDays)
    {
        var day = slot.Day.Date.DayOfWeek;
        return slot.Role == SlotRole.ShakeOut ? 0.6
            : shape.Long is not { } longDay ? 1
            : ((int)longDay + 1) % 7 == (int)day ? 0.75
            : WeekShape.Apart(day, longDay) == 3 && easyDays >= 2 ? 1.25
            : 1;
    }

    private static int Raise(Slot slot, int by, int most)
    {
        var raised = Math.Max(slot.Main, Math.Min(Math.Min(slot.Main + Math.Max(0, by), slot.Most), most));
        var change = raised - slot.Main;
        slot.Main = raised;
        return change;
    }

    // Of all minutes at marathon pace and faster. A recovery week has one hard session and little of it.
    private static double HardShare(WeekOrder order) =>
        (order.Trainee.Profile.Experience == ExperienceLevel.Beginner ? 0.85 : 1) * (order.Week switch
        {
            { Recovery: true } => 0.11,
            { Phase: Phase.Base } => 0.19,
            { Phase: Phase.Build } => 0.235,
            { Phase: Phase.Taper } => 0.18,
            { Phase: Phase.RaceWeek } => 0.11,
            _ => 0.235,
        });

    // The marathon asks for two and a half hours whatever the week is; it grows to that, never above half of the week.
    private static double LongShare(WeekOrder order, RaceGoal goal)
    {
        if (!goal.IsLong)
        {
            return goal.IsHalf ? 0.33 : 0.3;
        }

        var atPeak = Math.Clamp(MarathonLongMain / Math.Max(1, order.PeakMainMinutes), 0.38, 0.5);
        var done = Math.Clamp(order.Week.Index / Math.Max(1.0, order.Week.Of - 4.0), 0, 1);
        return order.Week.Phase is Phase.Taper or Phase.RaceWeek ? 0.33 : 0.32 + (atPeak - 0.32) * done;
    }

    private static bool IsLastOfPeak(PlanWeek week) => week.Phase == Phase.Peak && week.PhaseWeeks > 1 && week.InPhase == week.PhaseWeeks - 1;

    /// <summary>Main minutes: beyond them a long session costs more than it gives.</summary>
    private static double MostLong(WeekOrder order, RaceGoal goal) =>
        (order.Trainee.Profile.Experience == ExperienceLevel.Beginner ? 0.87 : 1) * (order.Target.Sport switch
        {
            Disciplines.Cycling => 290,
            Disciplines.Triathlon => 230,
            Disciplines.Swimming => 75,
            Disciplines.Rowing or Disciplines.Cardio => 90,
            _ => goal.DistanceM > 45_000 ? 230 : goal.IsLong ? 170 : goal.IsHalf ? 135 : 110,
        });
}
