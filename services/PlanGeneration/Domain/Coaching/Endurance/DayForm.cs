using Platform.PlanGeneration.Domain.Athletes;
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
    public static DayForm Of(DayOrder day)
    {
        var readiness = day.Readiness;
        if (day.Energy is <= 3 || readiness is { Score: < 40 } || readiness is { SleepHours: < 5 } || FailedLately(day) >= 2)
        {
            return DayForm.Low;
        }

        var careful = day.Energy is <= 5 || readiness is { Score: < 60 } || readiness is { SleepHours: < 6 } || readiness is { Hrv: HrvState.Below }
            || FailedLately(day) == 1;
        return careful ? DayForm.Careful : DayForm.Ready;
    }

    /// <summary>1 as usual; less on a day that bears less.</summary>
    public static decimal Effort(DayForm form) => form switch { DayForm.Low => 0.6m, DayForm.Careful => 0.85m, _ => 1 };

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

    private static int FailedLately(DayOrder day)
    {
        var failed = 0;
        foreach (var session in day.Recent)
        {
            failed += session.Failed && day.Date.DayNumber - session.Date.DayNumber < 4 ? 1 : 0;
        }

        return failed;
    }
}
