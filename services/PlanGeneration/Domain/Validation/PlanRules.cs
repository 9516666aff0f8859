using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>What a week adds up to, by its steps, the race left out.</summary>
internal readonly record struct WeekSums(double Load, int MainMinutes, int Sessions, int Minutes, decimal DistanceKm)
{
    public static WeekSums[] Of(Plan plan)
    {
        var weeks = new WeekSums[plan.Weeks.Count];
        foreach (var day in plan.Days)
        {
            if (day.Session is { } session && session.Kind != SessionKind.Race)
            {
                var (week, totals) = (weeks[day.WeekIndex], Sums.Of(session.Parts, session.TargetRpe));
                weeks[day.WeekIndex] = new(
                    week.Load + totals.Load, week.MainMinutes + totals.MainMinutes, week.Sessions + 1, week.Minutes + totals.Minutes, week.DistanceKm + totals.DistanceKm);
            }
        }

        return weeks;
    }
}

/// <summary>A race is on its day, and on no other.</summary>
internal static class RaceRule
{
    public static void Check(Plan plan, FaultList faults)
    {
        var found = plan.Target.RaceDate is null;
        for (var i = 0; i < plan.Days.Count; i++)
        {
            if (plan.Days[i].Session?.Kind == SessionKind.Race)
            {
                found |= plan.Days[i].Date == plan.Target.RaceDate;
                if (plan.Days[i].Date != plan.Target.RaceDate)
                {
                    faults.Add($"days[{i}].session.kind", FaultRules.RaceDay, $"A race on {plan.Days[i].Date:yyyy-MM-dd}; the race is {(plan.Target.RaceDate is { } date ? $"on {date:yyyy-MM-dd}" : "none")}.");
                }
            }
            else if (plan.Days[i] is { Session: not null } day && day.Date > plan.Target.RaceDate)
            {
                faults.Add($"days[{i}].session", FaultRules.RaceDay, $"{day.Date:yyyy-MM-dd} comes after the race.");
            }
        }

        if (!found)
        {
            faults.Add("days", FaultRules.RaceDay, $"There is no race on {plan.Target.RaceDate:yyyy-MM-dd}.");
        }
    }
}

/// <summary>The rule <c>hard_days</c>, for coaches who keep it.</summary>
internal static class HardDayRule
{
    public static void Check(Plan plan, bool keepsHardDaysApart, FaultList faults)
    {
        for (var i = 1; keepsHardDaysApart && i < plan.Days.Count; i++)
        {
            if (plan.Days[i].Session?.Kind is { } kind && plan.Days[i - 1].Session?.Kind is { } before && kind.IsHard() && before.IsHard())
            {
                faults.Add($"days[{i}].session.kind", FaultRules.HardDays, $"{kind} on {plan.Days[i].Date:yyyy-MM-dd} comes the day after {before}.");
            }
        }
    }
}

internal static class WeekRules
{
    /// <summary>The rule <c>weekly_change</c>: see <see cref="WeekLoads"/>.</summary>
    public static void CheckChange(Plan plan, WeekSums[] weeks, FaultList faults)
    {
        var loads = new WeekLoads();
        for (var i = 0; i < weeks.Length; i++)
        {
            var most = loads.Most(weeks[i].Sessions);
            if (weeks[i].Load > most)
            {
                faults.Add($"weeks[{i}]", FaultRules.WeeklyChange,
                    $"A load of {weeks[i].Load:0} is more than {WeekLoads.MostChange:0.##} times the highest of the {WeekLoads.WeeksBack} weeks before; {most:0} is the most.");
            }

            loads.Add(weeks[i].Load, weeks[i].Sessions);
        }
    }

    /// <summary>What a text says of its week, against what the week's sessions add up to.</summary>
    public static void CheckTexts(Plan plan, WeekSums[] weeks, FaultList faults)
    {
        for (var i = 0; i < plan.Days.Count; i++)
        {
            if (plan.Days[i].Session is not { } session)
            {
                continue;
            }

            CheckText(session.Title, $"days[{i}].session.title", plan.Days[i], session, weeks, faults);
            CheckText(session.Purpose, $"days[{i}].session.purpose", plan.Days[i], session, weeks, faults);
            for (var note = 0; note < session.Notes.Count; note++)
            {
                CheckText(session.Notes[note], null, plan.Days[i], session, weeks, faults, i, note);
            }
        }
    }

    private static void CheckText(string text, string? path, PlannedDay day, Session session, WeekSums[] weeks, FaultList faults, int index = 0, int note = 0)
    {
        if (!text.Contains("this week", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var reader = new FigureReader(text);
        while (reader.Next(out var figure))
        {
            var week = weeks[day.WeekIndex];
            var real = figure.Unit == FigureUnit.Metres ? (double)week.DistanceKm * 1_000 : week.Minutes * 60.0;
            if (figure is { OfWeek: true, Times: null } && !TextFigures.Agree(figure, real) && !TextFigures.IsIn(figure, session, session.Totals))
            {
                faults.Add(path ?? $"days[{index}].session.notes[{note}]", FaultRules.TextFigures,
                    $"It says “{text.Substring(figure.At, figure.Length)}” of the week, which adds up to {week.DistanceKm:0.#} km and {week.Minutes} minutes.");
            }
        }
    }
}
