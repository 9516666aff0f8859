using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>What an athlete can bear today, from what was said, measured and trained. What is not known speaks for nothing, good or bad.</summary>
internal enum DayForm
{
    /// <summary>Rest or move gently.</summary>
    Low,

    /// <summary>Easy work only.</summary>
    Careful,
    Ready,
}

internal static class DayForms
{
    /// <summary>Above this one may train hard; what the athlete feels counts beside what is measured.</summary>
    private const int LittleEnergy = 4;
    private const decimal LowEffort = 0.8m;

    /// <returns>The form, and how much of the usual effort is left.</returns>
    public static (DayForm Form, decimal Effort) Of(DayOrder day)
    {
        var decision = Deload.Decide(day.Readiness, day.Recent, day.Energy, null);
        var form = decision.Easier && decision.Effort <= LowEffort ? DayForm.Low
            : decision.Easier || day.Energy <= LittleEnergy ? DayForm.Careful
            : DayForm.Ready;
        return (form, decision.Effort);
    }

    /// <summary>Whether a hard session today would be the second in two days, or the third in seven.</summary>
    public static bool HasHadEnough(DayOrder day)
    {
        var (lately, week) = (false, 0);
        foreach (var session in day.Recent)
        {
            var ago = day.Date.DayNumber - session.Date.DayNumber;
            lately |= session.Kind.IsHard() && ago is 0 or 1;
            week += session.Kind.IsHard() && ago is >= 0 and < 7 ? 1 : 0;
        }

        return lately || week >= 2;
    }

    public static bool HadWithin(DayOrder day, int days, Func<RecentSession, bool> which)
    {
        foreach (var session in day.Recent)
        {
            if (day.Date.DayNumber - session.Date.DayNumber is var ago && ago >= 0 && ago < days && which(session))
            {
                return true;
            }
        }

        return false;
    }
}
