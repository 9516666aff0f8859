using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Keeps hard days apart where a week meets the one before, which no coach sees.</summary>
internal static class HardDays
{
    /// <param name="week">Seven, Monday first. Sessions change places, and one that has none is left out.</param>
    /// <param name="afterHard">Whether the Sunday before was hard.</param>
    /// <param name="beforeRace">Whether the Monday after is the race.</param>
    /// <param name="open">The days of the week and the minutes they take.</param>
    public static void Part(SessionOrder?[] week, bool afterHard, bool beforeRace, IReadOnlyList<OpenDay> open)
    {
        for (var day = 0; day < 7; day++)
        {
            if (!Clashes(week, day, afterHard, beforeRace) || Moved(week, day, afterHard, beforeRace, open))
            {
                continue;
            }

            // The race stays, whatever is beside it.
            week[day is > 0 && week[day]!.Kind == SessionKind.Race ? day - 1 : day] = null;
        }
    }

    /// <summary>Whether the day is hard and comes after a hard one.</summary>
    private static bool Clashes(SessionOrder?[] week, int day, bool afterHard, bool beforeRace) =>
        IsHard(week, day) && ((beforeRace && day == 6) || (day == 0 ? afterHard && week[0]!.Kind != SessionKind.Race : IsHard(week, day - 1)));

    private static bool Moved(SessionOrder?[] week, int from, bool afterHard, bool beforeRace, IReadOnlyList<OpenDay> open)
    {
        if (week[from]!.Kind == SessionKind.Race)
        {
            return false;
        }

        var monday = week[from]!.Date.AddDays(-from);
        for (var to = 0; to < 7; to++)
        {
            if (to == from || IsHard(week, to) || MinutesOn(open, monday.AddDays(to)) is not { } there || MinutesOn(open, monday.AddDays(from)) is not { } here)
            {
                continue;
            }

            var (one, other) = (week[from]!, week[to]);
            week[to] = At(one, monday.AddDays(to), there);
            week[from] = other is null ? null : At(other, monday.AddDays(from), here);
            if (!Enumerable.Range(0, 7).Any(d => Clashes(week, d, afterHard, beforeRace) && (d == to || d == to + 1 || d == from || d == from + 1)))
            {
                return true;
            }

            (week[from], week[to]) = (one, other);
        }

        return false;
    }

    private static SessionOrder At(SessionOrder order, DateOnly date, int minutes) => order with
    {
        Date = date,
        Minutes = Math.Min(order.Minutes, minutes),
        MainMinutes = order.Minutes <= minutes ? order.MainMinutes : Math.Min(order.MainMinutes, (int)PlanVolume.MainOf(minutes)),
    };

    private static int? MinutesOn(IReadOnlyList<OpenDay> open, DateOnly date)
    {
        foreach (var day in open)
        {
            if (day.Date == date && day.Minutes > 0)
            {
                return day.Minutes;
            }
        }

        return null;
    }

    private static bool IsHard(SessionOrder?[] week, int day) => day is >= 0 and < 7 && week[day]?.Kind.IsHard() == true;
}
