using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>What an exercise may be for this athlete: known, possible, sparing what hurts, within what they can lift.</summary>
internal static class ExerciseRules
{
    /// <summary>Above the chart by so much is still a good day, not a fault.</summary>
    public const decimal LoadTolerance = 1.05m;

    /// <summary>The chart's end, in percent: for more possible repetitions than it has.</summary>
    private const double LeastPercent = 68.0;

    public static void Check(ExerciseStep step, Trainee trainee, StepPlace place, FaultList faults)
    {
        var catalogue = trainee.Equipment.Catalogue;
        if (catalogue.Find(step.ExerciseId) is not { } exercise)
        {
            faults.Add(place.Of("exerciseId"), FaultRules.UnknownExercise, $"{step.ExerciseId} is not in the catalogue.");
            return;
        }

        if (!trainee.Equipment.Meets(exercise))
        {
            faults.Add(place.Of("exerciseId"), FaultRules.Equipment, $"{exercise.Name}: {Matching.Match(exercise, trainee.Equipment).Reason}");
        }

        if (exercise.StressesAny(trainee.Spare))
        {
            faults.Add(place.Of("exerciseId"), FaultRules.Pain, $"{exercise.Name} stresses {Stressed(exercise, trainee)}, which is to be spared.");
        }

        if (IsAvoided(exercise, trainee))
        {
            faults.Add(place.Of("exerciseId"), FaultRules.Avoided, $"{exercise.Name} is on the athlete's list of what is never to be prescribed.");
        }

        CheckLoad(step, exercise, trainee, place, faults);
        CheckAlternatives(step, exercise, trainee, place, faults);
    }

    /// <summary>The most that the athlete's maximum allows for a set, in kg; null where none is known.</summary>
    public static decimal? MostFor(ExerciseStep step, string exerciseId, Trainee trainee)
    {
        if (!trainee.OneRepMaxes.TryGetValue(exerciseId, out var max) || max <= 0)
        {
            return null;
        }

        var reps = step.RepsTo ?? step.RepsFrom ?? 1;
        // To the half step above: the chart has no others.
        var rpe = step.Rpe is { } given ? Math.Ceiling(Math.Clamp((double)given, 1, 10) * 2) / 2 : 10;
        return max * (decimal)(RpeChart.Percent(reps, rpe) ?? LeastPercent) / 100;
    }

    public static bool IsAvoided(Exercise exercise, Trainee trainee)
    {
        var avoided = trainee.Profile.AvoidExercises;
        for (var i = 0; i < avoided.Count; i++)
        {
            if (avoided[i] == exercise.Id)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckLoad(ExerciseStep step, Exercise exercise, Trainee trainee, StepPlace place, FaultList faults)
    {
        if (MostFor(step, exercise.Id, trainee) is not { } most)
        {
            return;
        }

        var max = trainee.OneRepMaxes[exercise.Id];
        if (step.LoadKg > most * LoadTolerance)
        {
            faults.Add(place.Of("loadKg"), FaultRules.LoadLimit,
                $"{step.LoadKg:0.##} kg for {step.RepsTo ?? step.RepsFrom ?? 1} repetitions{(step.Rpe is { } rpe ? $" at RPE {rpe:0.#}" : "")}; a maximum of {max:0.#} kg allows {most:0.#} kg.");
        }

        // What is rounded down to a plate may be a plate less than its percentage says.
        if (step is { LoadKg: { } load, PercentOneRepMax: { } percent } && Math.Abs(load - (max * percent / 100)) > Math.Max(5, max * 0.05m))
        {
            faults.Add(place.Of("percentOneRepMax"), FaultRules.LoadLimit,
                $"{percent:0.#} % of {max:0.#} kg is {max * percent / 100:0.#} kg, not {load:0.##} kg.");
        }
    }

    private static void CheckAlternatives(ExerciseStep step, Exercise exercise, Trainee trainee, StepPlace place, FaultList faults)
    {
        for (var i = 0; i < step.Alternatives.Count; i++)
        {
            var other = trainee.Equipment.Catalogue.Find(step.Alternatives[i].ExerciseId);
            var wrong = other is null ? "is not in the catalogue"
                : other.Number == exercise.Number ? "is the exercise itself"
                : other.Pattern != exercise.Pattern ? $"is a {WireNames.Of(other.Pattern)}, not a {WireNames.Of(exercise.Pattern)}"
                : !trainee.Equipment.Meets(other) ? $"is not possible: {Matching.Match(other, trainee.Equipment).Reason}"
                : other.StressesAny(trainee.Spare) ? $"stresses {Stressed(other, trainee)}, which is to be spared"
                : IsAvoided(other, trainee) ? "is never to be prescribed"
                : IsNamedBefore(step.Alternatives, i) ? "is named twice"
                : null;
            if (wrong is not null)
            {
                faults.Add(place.Of($"alternatives[{i}]"), FaultRules.Alternative, $"{step.Alternatives[i].ExerciseId} {wrong}.");
            }
        }
    }

    private static bool IsNamedBefore(IReadOnlyList<Alternative> alternatives, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (alternatives[i].ExerciseId == alternatives[index].ExerciseId)
            {
                return true;
            }
        }

        return false;
    }

    private static string Stressed(Exercise exercise, Trainee trainee) =>
        string.Join(" and ", exercise.Stresses.Where(trainee.Spare.Contains).Select(area => WireNames.Of(area).Replace('_', ' ')));
}
