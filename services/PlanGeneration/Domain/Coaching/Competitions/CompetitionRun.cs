using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>The run between two stations, at the pace that the race's goal or the athlete's VDOT allows there.</summary>
internal static class CompetitionRun
{
    private const int Window = 4;

    public static EnduranceStep Of(Course course, Pacing pacing, string mode, int metres, int before, Intensity intensity)
    {
        var split = course.Prediction is { } prediction && before <= prediction.Splits.Count ? prediction.Splits[before - 1] : null;
        if (mode != Modes.Run)
        {
            // As long as the run would have taken.
            return pacing.For(mode, intensity, Math.Max(15, (int)(metres * (split?.Run.TotalSeconds ?? 360) / 1000)), $"In place of {metres} m of running");
        }

        var step = pacing.Over(mode, intensity, metres);
        if (split is null || intensity != Intensity.Threshold)
        {
            return step;
        }

        // Never faster than the athlete's own threshold: the goal may be far away, the legs are tired.
        var pace = (int)Math.Round(split.Run.TotalSeconds);
        var fastest = pacing.SecondsPerKm(mode, Intensity.Threshold) is { } threshold ? (int)Math.Ceiling(threshold) : pace;
        return step with { PaceFrom = Math.Max(pace, fastest) - Window, PaceTo = Math.Max(pace, fastest) + Window };
    }

    /// <summary>The run of the race itself, with its target.</summary>
    public static EnduranceStep InRace(Course course, Pacing pacing, int before, HyroxSplit? split)
    {
        var step = pacing.Over(Modes.Run, Intensity.Threshold, course.RunM, split is null
            ? $"Run {before}: even, a little slower than feels right"
            : $"Run {before}: {RaceTime.Text(split.Run)}");
        return split is null ? step : step with { PaceFrom = (int)split.Run.TotalSeconds, PaceTo = (int)split.Run.TotalSeconds };
    }
}
