using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Makes one step possible for this athlete.</summary>
internal static class StepRepair
{
    private const int SubstitutesTried = 5;
    private const decimal PlateKg = 2.5m;

    /// <param name="race">Whether it is part of a race.</param>
    /// <returns>Null where nothing takes its place.</returns>
    public static Step? Of(Step step, Trainee trainee, bool race, List<string> changes) => step switch
    {
        ExerciseStep exercise => Of(exercise, trainee, changes),
        EnduranceStep stretch => Of(stretch, trainee, race, changes),
        _ => null,
    };

    private static ExerciseStep? Of(ExerciseStep step, Trainee trainee, List<string> changes)
    {
        var catalogue = trainee.Equipment.Catalogue;
        if (catalogue.Find(step.ExerciseId) is not { } exercise)
        {
            changes.Add($"Left out {step.Name}: {step.ExerciseId} is not in the catalogue.");
            return null;
        }

        if (!IsFit(exercise, trainee))
        {
            var other = Matching.SubstitutesFor(exercise, trainee.Equipment, trainee.Spare, trainee.Profile.Experience, SubstitutesTried)
                .FirstOrDefault(s => !ExerciseRules.IsAvoided(s.Exercise, trainee));
            if (other is null)
            {
                changes.Add($"Left out {step.Name}: {Why(exercise, trainee)}, and nothing does the same work.");
                return null;
            }

            changes.Add($"{other.Exercise.Name} instead of {step.Name}: {Why(exercise, trainee)}.");
            // The load was another exercise's.
            step = step with { ExerciseId = other.Exercise.Id, Name = other.Exercise.Name, LoadKg = null, PercentOneRepMax = null, Alternatives = [] };
            exercise = other.Exercise;
        }

        return WithSoundLoad(WithSoundAlternatives(step, exercise, trainee, changes), exercise, trainee, changes);
    }

    private static ExerciseStep WithSoundAlternatives(ExerciseStep step, Exercise exercise, Trainee trainee, List<string> changes)
    {
        List<Alternative> sound = [];
        foreach (var alternative in step.Alternatives)
        {
            if (trainee.Equipment.Catalogue.Find(alternative.ExerciseId) is { } other && other.Number != exercise.Number && other.Pattern == exercise.Pattern
                && IsFit(other, trainee) && sound.TrueForAll(s => s.ExerciseId != alternative.ExerciseId))
            {
                sound.Add(alternative);
            }
            else
            {
                changes.Add($"Left out {alternative.Name} as an alternative to {step.Name}: it does not do the same work here.");
            }
        }

        return sound.Count == step.Alternatives.Count ? step : step with { Alternatives = sound };
    }

    private static ExerciseStep WithSoundLoad(ExerciseStep step, Exercise exercise, Trainee trainee, List<string> changes)
    {
        if (step.LoadKg is not { } load || ExerciseRules.MostFor(step, exercise.Id, trainee) is not { } most)
        {
            return step;
        }

        if (load > most * ExerciseRules.LoadTolerance)
        {
            var sound = Math.Floor(most / PlateKg) * PlateKg;
            changes.Add($"{step.Name}: {(sound > 0 ? $"{sound:0.##} kg" : "no added load")} instead of {load:0.##} kg, which is more than the known maximum allows.");
            step = step with { LoadKg = sound > 0 ? sound : null, PercentOneRepMax = sound > 0 && step.PercentOneRepMax is not null ? Percent(sound, exercise, trainee) : null };
        }
        else if (step.PercentOneRepMax is { } said && Math.Abs(Percent(load, exercise, trainee) - said) > 1)
        {
            step = step with { PercentOneRepMax = Percent(load, exercise, trainee) };
            changes.Add($"{step.Name}: {load:0.##} kg are {step.PercentOneRepMax:0.#} % of the known maximum, not {said:0.#} %.");
        }

        return step;
    }

    private static decimal Percent(decimal load, Exercise exercise, Trainee trainee) => Math.Round(load / trainee.OneRepMaxes[exercise.Id] * 100, 1);

    private static EnduranceStep Of(EnduranceStep step, Trainee trainee, bool race, List<string> changes)
    {
        if (!race && Modes.For(trainee, step.Mode) is { Note: { } why } other && other.Mode != step.Mode)
        {
            // By time: a distance means something else in another mode.
            changes.Add(why);
            step = step with
            {
                Mode = other.Mode, Seconds = (int)Math.Ceiling(Sums.SecondsOf(step)), DistanceM = null, PaceFrom = null, PaceTo = null, PowerFrom = null, PowerTo = null,
            };
        }

        var faults = new FaultList("");
        EnduranceRules.Check(step, trainee, race, new(0, 0), faults);
        foreach (var fault in faults.Found)
        {
            changes.Add($"Left the {(fault.Rule == FaultRules.PaceLimit ? "pace" : "heart rate")} out: {fault.Reason}");
            step = fault.Rule == FaultRules.PaceLimit ? step with { PaceFrom = null, PaceTo = null } : step with { HeartRateFrom = null, HeartRateTo = null };
        }

        return step;
    }

    private static bool IsFit(Exercise exercise, Trainee trainee) =>
        trainee.Equipment.Meets(exercise) && !exercise.StressesAny(trainee.Spare) && !ExerciseRules.IsAvoided(exercise, trainee);

    private static string Why(Exercise exercise, Trainee trainee) =>
        !trainee.Equipment.Meets(exercise) ? "the equipment is missing"
        : exercise.StressesAny(trainee.Spare) ? "it stresses what is to be spared"
        : "it is never to be prescribed";
}
