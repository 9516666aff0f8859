using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>
/// Sets, repetitions and RPE by kind of session and place in the plan. Repetitions fall and RPE rises towards the peak,
/// so loads rise from well below what the athlete can do to near it.
/// </summary>
internal static class Schemes
{
    /// <summary>Repetitions and RPE stay where the RPE chart has a load: at most twelve possible repetitions.</summary>
    public static Dose Of(SessionOrder order, Role role)
    {
        var week = order.Week;
        var progress = Progress.Of(week);
        var less = week is { Recovery: true } ? 1.5m : 0;
        var hurried = order.MainMinutes < 30;
        var tempo = order.Sport == Catalogue.Disciplines.Bodybuilding || order.Kind == SessionKind.Hypertrophy ? "3-0-1-0" : null;
        return role switch
        {
            Role.Primary => Primary(order, progress, less, hurried),
            Role.Secondary => new(2, 3, 4, 6, 8, 40, Half(Math.Clamp(7 + (1.5m * (decimal)progress), 7, 8.5m) - (less / 2)), tempo, hurried ? 90 : 120),
            Role.Accessory => new(2, 3, 4, 10, 12, 40, Half(8 + (0.5m * (decimal)progress) - less), tempo, hurried ? 45 : 75, Loaded: false),
            _ => new(2, 3, 4, 10, 12, 35, Half(7.5m - less), null, hurried ? 30 : 45, Loaded: false),
        };
    }

    private static Dose Primary(SessionOrder order, double progress, decimal less, bool hurried)
    {
        var sharp = order.Week?.Phase is Phase.Taper or Phase.RaceWeek;
        var rise = (decimal)progress;
        switch (order.Kind)
        {
            case SessionKind.Hypertrophy:
                var volumeReps = order.Week?.Phase is Phase.Peak ? 6 : 8;
                return new(3, 4, 5, volumeReps, volumeReps, 45, Half(7 + (1.5m * rise) - (less / 1.5m)), "3-0-1-0", hurried ? 90 : 120);
            case SessionKind.Power:
                return new(4, 6, 8, 3, 3, 20, 6, "1-0-1-0", hurried ? 60 : 90, Percent: Math.Round(60 + (12 * rise) - (less * 4), 1));
            case SessionKind.Technique or SessionKind.Skill:
                return new(3, 5, 7, 3, 3, 30, 6, null, hurried ? 60 : 90, Percent: Math.Round(65 + (7 * rise) - (less * 4), 1));
            case SessionKind.Test:
                return new(1, 2, 3, 1, 1, 20, 9, null, 240);
            default:
                var reps = Reps(order);
                var rpe = sharp ? (order.Week!.Phase == Phase.Taper ? 8 : 7.5m) : Half(7 + (2 * rise) - less);
                return new(2, reps <= 3 ? 5 : 4, 6, reps, reps, 30, Math.Clamp(rpe, 6, 9), null, hurried ? 120 : 180);
        }
    }

    /// <summary>Of the heavy sets, by model and phase.</summary>
    private static int Reps(SessionOrder order)
    {
        if (order.Week is not { } week)
        {
            return 5;
        }

        var sharp = week.Phase >= Phase.Taper;
        var late = week.Phase switch { Phase.Base => 0, Phase.Build => 1, _ => 2 };
        return Progress.Model(order) switch
        {
            // Three weeks of a wave: each begins lighter and ends heavier than the one before.
            Periodisation.Undulating => sharp ? 2 : Math.Max(2, 6 - (week.Index % 3) - late),
            Periodisation.DailyUndulating => 5 - late,
            Periodisation.Conjugate => 3 - late,
            Periodisation.Block => 6 - (2 * late),
            _ => late == 2 ? 3 : 5,
        };
    }

    private static decimal Half(decimal rpe) => Math.Floor(rpe * 2) / 2;
}
