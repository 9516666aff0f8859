using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Checks a whole plan, whoever wrote it: each of its sessions, and what only the whole shows.</summary>
internal static class PlanValidator
{
    /// <returns>All faults; none for a plan that may be stored. Where the calendar itself is faulty, what builds on it is not looked at.</returns>
    public static IReadOnlyList<PlanFault> Check(Plan plan, Trainee trainee) => Check(plan, trainee, Coaches.For(plan.Target.Coach).KeepsHardDaysApart);

    /// <param name="keepsHardDaysApart">As <see cref="ICoach.KeepsHardDaysApart"/> of the plan's coach.</param>
    public static IReadOnlyList<PlanFault> Check(Plan plan, Trainee trainee, bool keepsHardDaysApart)
    {
        var faults = new FaultList("");
        if (!PlanCalendar.IsSound(plan, faults))
        {
            return faults.Found;
        }

        var shapes = faults.Count;
        for (var i = 0; i < plan.Days.Count; i++)
        {
            if (plan.Days[i] is { Session: { } session } day)
            {
                faults.Day = i;
                var minutes = trainee.MinutesOn(day.Date.DayOfWeek);
                if (minutes == 0 && session.Kind != SessionKind.Race)
                {
                    faults.Add("", FaultRules.TrainingDay, $"{day.Date:yyyy-MM-dd} is a {day.Date.DayOfWeek}, which is no training day.");
                }

                SessionValidator.Check(session, trainee, day.Date, minutes == 0 ? int.MaxValue : minutes, faults);
            }
        }

        faults.Day = null;
        var sound = true;
        for (var i = shapes; i < faults.Count; i++)
        {
            sound &= faults.Found[i].Rule != FaultRules.Schema;
        }

        if (sound)
        {
            RaceRule.Check(plan, faults);
            HardDayRule.Check(plan, keepsHardDaysApart, faults);
            var weeks = WeekSums.Of(plan);
            WeekRules.CheckChange(plan, weeks, faults);
            WeekRules.CheckTexts(plan, weeks, faults);
            TaperRule.Check(plan, trainee, weeks, faults);
        }

        return faults.Found;
    }
}
