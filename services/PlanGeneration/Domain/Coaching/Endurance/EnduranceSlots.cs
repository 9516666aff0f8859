using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

internal enum SlotRole
{
    Easy,
    Long,
    Hard,
    ShakeOut,
}

/// <summary>A day of the week that is trained, and how many main minutes it gets.</summary>
internal sealed class Slot(OpenDay day, SlotRole role)
{
    public OpenDay Day { get; } = day;

    public SlotRole Role { get; set; } = role;

    /// <summary>The most main minutes that the day has room for beside warm-up and cool-down.</summary>
    public int Most => Framing.MostMain(Role == SlotRole.Hard, Day.Minutes);

    public int Main { get; set; }
}

/// <summary>Which days of a week are trained, and in which role.</summary>
internal static class EnduranceSlots
{
    /// <summary>Below this a day is left empty.</summary>
    private const int LeastMain = 18;
    private const int LeastTaperMain = 11;

    public static List<Slot> Of(WeekOrder order, WeekShape shape, int mainMinutes)
    {
        List<Slot> slots = [];
        foreach (var day in order.Days)
        {
            if (RaceIn(order, day) is <= 0 || day.Minutes < Framing.LeastMinutes)
            {
                continue;
            }

            slots.Add(new(day, RoleOf(order, shape, day)));
        }

        if (order.Week.Phase == Phase.RaceWeek || RaceIn(order, order.Days.Count > 0 ? order.Days[0] : null) is < 7)
        {
            Sharpen(order, shape, slots);
        }

        // One hard day is enough where the week is to recover from.
        if (order.Week.Recovery && slots.Count(s => s.Role == SlotRole.Hard) > 1)
        {
            slots.Last(s => s.Role == SlotRole.Hard).Role = SlotRole.Easy;
        }

        Rest(order, shape, slots, mainMinutes);
        return slots;
    }

    /// <summary>Days until the race; null without one.</summary>
    public static int? RaceIn(WeekOrder order, OpenDay? day) =>
        order.Target.RaceDate is { } race && day is not null ? race.DayNumber - day.Date.DayNumber : null;

    private static SlotRole RoleOf(WeekOrder order, WeekShape shape, OpenDay day)
    {
        var until = RaceIn(order, day) ?? int.MaxValue;
        if (until == 1)
        {
            return SlotRole.ShakeOut;
        }

        if (day.Date.DayOfWeek == shape.Long)
        {
            return until > 6 ? SlotRole.Long : SlotRole.Easy;
        }

        return shape.Hard.Contains(day.Date.DayOfWeek) && until > 2 ? SlotRole.Hard : SlotRole.Easy;
    }

    // One short hard session three to five days before; a day that is never hard otherwise if need be.
    private static void Sharpen(WeekOrder order, WeekShape shape, List<Slot> slots)
    {
        Slot? chosen = null;
        foreach (var slot in slots)
        {
            var until = RaceIn(order, slot.Day) ?? int.MaxValue;
            var usual = slot.Role == SlotRole.Hard;
            var afterHardSunday = slot.Day.Date.DayOfWeek == DayOfWeek.Monday && shape.Hard.Contains(DayOfWeek.Sunday);
            if (until is >= 3 and <= 5 && (usual || !afterHardSunday) && (chosen is null || usual || chosen.Role != SlotRole.Hard)
                && slot.Day.Minutes >= 20)
            {
                chosen = slot;
            }
        }

        foreach (var slot in slots.Where(s => s.Role == SlotRole.Hard))
        {
            slot.Role = SlotRole.Easy;
        }

        if (chosen is not null)
        {
            chosen.Role = SlotRole.Hard;
        }
    }

    // Rest days go where they help most; never so many that the minutes no longer fit.
    private static void Rest(WeekOrder order, WeekShape shape, List<Slot> slots, int mainMinutes)
    {
        var tapers = order.Week.Phase is Phase.Taper or Phase.RaceWeek;
        var byExperience = order.Trainee.Profile.Experience switch { ExperienceLevel.Beginner => 5, ExperienceLevel.Intermediate => 6, _ => 7 };
        var most = Math.Clamp(mainMinutes / (tapers ? LeastTaperMain : LeastMain), 1, byExperience);
        var room = slots.Sum(s => s.Most);
        while (slots.Count > most)
        {
            var least = slots.Where(s => s.Role is SlotRole.Easy or SlotRole.ShakeOut).MinBy(s => Worth(shape, s));
            var tooMany = slots.Count > mainMinutes / LeastTaperMain;
            if (least is null || (!tooMany && room - least.Most < mainMinutes))
            {
                break;
            }

            room -= least.Most;
            slots.Remove(least);
        }

        // So few minutes that even the hard days do not fit.
        while (slots.Count > Math.Max(1, mainMinutes / 8))
        {
            slots.Remove(slots.FirstOrDefault(s => s.Role == SlotRole.Long) ?? slots[^1]);
        }
    }

    private static int Worth(WeekShape shape, Slot slot)
    {
        var day = slot.Day.Date.DayOfWeek;
        var worth = Math.Min(slot.Day.Minutes, 120) / 10;
        if (slot.Role == SlotRole.ShakeOut)
        {
            return worth - 30;
        }

        if (shape.Long is { } longDay && WeekShape.Apart(day, longDay) == 1)
        {
            worth -= ((int)longDay + 1) % 7 == (int)day ? 20 : 10;
        }

        return worth;
    }
}
