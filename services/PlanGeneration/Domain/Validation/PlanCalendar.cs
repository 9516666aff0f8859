using Platform.PlanGeneration.Domain.Planning;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Whether the weeks and days of a plan are where they have to be, and its phases in order.</summary>
internal static class PlanCalendar
{
    public const int MostWeeks = 52;

    public static bool IsSound(Plan plan, FaultList faults)
    {
        var before = faults.Count;
        if (plan.Weeks is not { Count: >= 1 and <= MostWeeks } || plan.Days is null || plan.Days.Count != 7 * plan.Weeks.Count)
        {
            faults.Add("weeks", FaultRules.Schema, $"{plan.Weeks?.Count ?? 0} weeks and {plan.Days?.Count ?? 0} days: 1 to {MostWeeks} weeks of seven days each.");
            return false;
        }

        if (string.IsNullOrWhiteSpace(plan.Name) || plan.Target is null)
        {
            faults.Add("name", FaultRules.Schema, "A plan has a name and a target.");
            return false;
        }

        if (plan.StartDate.DayOfWeek != DayOfWeek.Monday)
        {
            faults.Add("startDate", FaultRules.Dates, $"{plan.StartDate:yyyy-MM-dd} is a {plan.StartDate.DayOfWeek}; plans start on a Monday.");
        }

        for (var i = 0; i < plan.Weeks.Count; i++)
        {
            CheckWeek(plan, i, faults);
        }

        for (var i = 0; i < plan.Days.Count; i++)
        {
            var (day, date) = (plan.Days[i], plan.StartDate.AddDays(i));
            if (day is null)
            {
                faults.Add($"days[{i}]", FaultRules.Schema, "The day is missing.");
            }
            else if (day.Date != date || day.WeekIndex != i / 7 || day.DayIndex != i % 7)
            {
                faults.Add($"days[{i}].date", FaultRules.Dates,
                    $"{day.Date:yyyy-MM-dd}, day {day.DayIndex} of week {day.WeekIndex}; it has to be {date:yyyy-MM-dd}, a {date.DayOfWeek}, day {i % 7} of week {i / 7}.");
            }
            else if (plan.Weeks[i / 7] is { } week && day.Phase != week.Phase)
            {
                faults.Add($"days[{i}].phase", FaultRules.PhaseOrder, $"The day says {day.Phase}, its week {week.Phase}.");
            }
        }

        return faults.Count == before;
    }

    private static void CheckWeek(Plan plan, int index, FaultList faults)
    {
        if (plan.Weeks[index] is not { } week || week.Index != index || week.Of != plan.Weeks.Count)
        {
            faults.Add($"weeks[{index}]", FaultRules.Dates, $"It has to be week {index} of {plan.Weeks.Count}.");
            return;
        }

        var race = plan.Target.RaceDate is not null;
        var last = index == plan.Weeks.Count - 1;
        if (week.Phase == Phase.RaceWeek != (race && last))
        {
            faults.Add($"weeks[{index}].phase", FaultRules.PhaseOrder, race ? "The last week, and no other, is the race week." : "Without a race there is no race week.");
        }
        else if (week.Phase == Phase.Taper && !race)
        {
            faults.Add($"weeks[{index}].phase", FaultRules.PhaseOrder, "Without a race there is nothing to taper for.");
        }

        // Without a race a new cycle may begin, after a week of recovery.
        if (index > 0 && plan.Weeks[index - 1] is { } before && week.Phase < before.Phase && (race || !before.Recovery))
        {
            faults.Add($"weeks[{index}].phase", FaultRules.PhaseOrder, $"{week.Phase} comes after {before.Phase}; base, build, peak, taper, race week is the order.");
        }
    }
}
