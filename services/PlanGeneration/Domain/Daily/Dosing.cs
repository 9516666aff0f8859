using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>The same, less or more of an exercise.</summary>
internal static class Dosing
{
    private const int UsualReps = 10;
    private const int UsualSeconds = 40;
    private const decimal UsualRpe = 7;
    private const int MostReps = 25;
    private const int MostSeconds = 300;
    private const decimal HardestRpe = 9.5m;

    /// <summary>Another exercise in the same dose; then with a set less, for one that takes longer.</summary>
    public static IEnumerable<ExerciseStep> Same(ExerciseStep step, Exercise other, Trainee trainee)
    {
        var from = step.RepsFrom ?? UsualReps;
        var rpe = step.Rpe is { } given ? Math.Clamp(Math.Floor(given * 2) / 2, 1, 10) : UsualRpe;
        var dose = new Dose(step.Sets, step.Sets, step.Sets, from, step.RepsTo ?? from, step.Seconds ?? UsualSeconds, rpe, step.Tempo, step.RestSeconds);
        for (var sets = step.Sets; sets >= Math.Max(1, step.Sets - 2); sets--)
        {
            yield return Prescription.Of(trainee, other, dose, sets);
        }
    }

    public static IEnumerable<(ExerciseStep, string)> Less(ExerciseStep step, Exercise exercise)
    {
        var rpe = step.Rpe is { } felt ? Math.Max(1, felt - 1) : (decimal?)null;
        var least = Prescription.StepOf(exercise);
        if (step.LoadKg is { } load && Math.Floor(load * 0.9m / least) * least is > 0 and var lighter && lighter < load)
        {
            yield return (Loaded(step, lighter, rpe), $"The same exercise with {lighter:0.##} kg instead of {load:0.##} kg: a tenth less is enough to feel.");
        }

        if (step.RepsFrom is > 2)
        {
            var (from, to) = (Math.Max(1, step.RepsFrom.Value * 3 / 4), Math.Max(1, (step.RepsTo ?? step.RepsFrom.Value) * 3 / 4));
            yield return (step with { RepsFrom = from, RepsTo = to, Rpe = rpe }, "The same exercise with fewer repetitions.");
        }

        if (step.Seconds is > 15)
        {
            yield return (step with { Seconds = Math.Max(10, step.Seconds.Value * 3 / 4 / 5 * 5), Rpe = rpe }, "The same exercise for a shorter time.");
        }

        if (step.DistanceM is > 10)
        {
            yield return (step with { DistanceM = Math.Max(5, step.DistanceM.Value * 3 / 4 / 5 * 5), Rpe = rpe }, "The same exercise over a shorter distance.");
        }

        if (step.Sets > 1)
        {
            yield return (step with { Sets = step.Sets - 1 }, "The same exercise with a set less.");
        }
    }

    public static IEnumerable<(ExerciseStep, string)> More(ExerciseStep step, Exercise exercise, Trainee trainee)
    {
        var rpe = step.Rpe is { } felt ? Math.Min(HardestRpe, felt + 1) : (decimal?)null;
        if (step.LoadKg is { } load)
        {
            var heavier = Math.Max(load + Prescription.StepOf(exercise), Math.Floor(load * 1.05m / Prescription.StepOf(exercise)) * Prescription.StepOf(exercise));
            var harder = Loaded(step, heavier, rpe);
            // What the maximum allows at that effort, without the validator's tolerance on top.
            if (ExerciseRules.MostFor(harder, exercise.Id, trainee) is not { } most || heavier <= most)
            {
                yield return (harder, $"The same exercise with {heavier:0.##} kg instead of {load:0.##} kg.");
            }
        }

        if (step is { RepsFrom: { } from, LoadKg: null } && from + 2 <= MostReps)
        {
            yield return (step with { RepsFrom = from + 2, RepsTo = (step.RepsTo ?? from) + 2, Rpe = rpe }, "The same exercise with two more repetitions.");
        }

        if (step.Seconds is { } seconds && seconds * 5 / 4 <= MostSeconds)
        {
            yield return (step with { Seconds = (seconds * 5 / 4 / 5 * 5) + 5, Rpe = rpe }, "The same exercise for longer.");
        }

        if (step.DistanceM is { } metres)
        {
            yield return (step with { DistanceM = (metres * 5 / 4 / 5 * 5) + 5, Rpe = rpe }, "The same exercise over a longer distance.");
        }
    }

    private static ExerciseStep Loaded(ExerciseStep step, decimal load, decimal? rpe) => step with
    {
        LoadKg = load,
        Rpe = rpe,
        PercentOneRepMax = step is { PercentOneRepMax: { } percent, LoadKg: > 0 } ? Math.Round(percent * load / step.LoadKg.Value, 1) : null,
    };
}
