using System.Text.RegularExpressions;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain;

/// <summary>The whole block as it is sent.</summary>
/// <param name="Slug">The owner's short name for it: <c>a-z 0-9 _ -</c>, at most 60 characters.</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it.</param>
internal sealed record BlockInput(string? Slug, string? Name, IReadOnlyList<BlockDayInput?>? Days, long? Version);

internal sealed record BlockDayInput(string? Name, IReadOnlyList<BlockExerciseInput?>? Exercises);

/// <param name="RestSeconds">The coach's rest between sets; required, there is no default.</param>
internal sealed record BlockExerciseInput(string? ExerciseId, string? Name, int? Sets, string? Reps, int? RestSeconds);

/// <summary>A block without its keys.</summary>
internal sealed record BlockDraft(string Slug, string Name, IReadOnlyList<BlockDay> Days);

internal static partial class BlockRules
{
    private const int MostDays = 28;
    private const int MostExercises = 20;

    /// <summary>Reads a block and names every fault by its path, such as <c>days[0].exercises[2].restSeconds</c>.</summary>
    public static BlockDraft Read(BlockInput input, Faults faults)
    {
        if (input.Slug is not { Length: <= 60 } || !BlockSlug().IsMatch(input.Slug))
        {
            faults.Add("slug", "slug is required: small letters, digits, and _ or - between them, at most 60 characters, such as steel_block_c.");
        }

        var name = faults.Text("name", input.Name, 80);
        List<BlockDay> days = [];
        if (faults.Count("days", input.Days, MostDays, "days"))
        {
            for (var i = 0; i < input.Days.Count; i++)
            {
                days.Add(Day($"days[{i}]", input.Days[i], faults));
            }
        }

        return new(input.Slug ?? "", name, days);
    }

    private static BlockDay Day(string path, BlockDayInput? input, Faults faults)
    {
        var name = faults.Text($"{path}.name", input?.Name, 80);
        List<BlockExercise> exercises = [];
        if (faults.Count($"{path}.exercises", input?.Exercises, MostExercises, "exercises"))
        {
            for (var i = 0; i < input!.Exercises!.Count; i++)
            {
                var exercise = Exercise($"{path}.exercises[{i}]", input.Exercises[i], faults);
                if (exercises.Any(e => e.ExerciseId == exercise.ExerciseId))
                {
                    faults.Add($"{path}.exercises[{i}].exerciseId", $"{path}.exercises[{i}].exerciseId is in this day already: one top set is logged for each.");
                }

                exercises.Add(exercise);
            }
        }

        return new(name, exercises);
    }

    private static BlockExercise Exercise(string path, BlockExerciseInput? input, Faults faults)
    {
        var id = input?.ExerciseId ?? "";
        if (id.Length > 60 || !ExerciseSlug().IsMatch(id))
        {
            faults.Add($"{path}.exerciseId", $"{path}.exerciseId is required: small letters, digits, and - between them, at most 60 characters, such as back-squat.");
            // Each faulty id is its own fault, not also the repetition of another.
            id = path;
        }

        return new(
            id,
            faults.Text($"{path}.name", input?.Name, 80),
            faults.Number($"{path}.sets", input?.Sets, 1, 20),
            faults.Text($"{path}.reps", input?.Reps, 20),
            faults.Number($"{path}.restSeconds", input?.RestSeconds, 1, 1800));
    }

    [GeneratedRegex(@"^[a-z0-9]+([_-][a-z0-9]+)*\z")]
    private static partial Regex BlockSlug();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ExerciseSlug();
}
