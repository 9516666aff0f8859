namespace Platform.PlanGeneration.Domain;

/// <summary>A template of training days that an athlete walks through, one each training day, and again from the start.</summary>
internal sealed record TrainingBlock(Guid Id, string Name, IReadOnlyList<BlockDay> Days)
{
    /// <summary>Seeded by migration: everyone's, and what is trained where the assigned block cannot be.</summary>
    public static readonly Guid DefaultId = new("01900000-0000-7000-8000-00000000000a");

    /// <summary>False where a workout cannot be made of it: no days, or a day without exercises.</summary>
    public bool IsUsable => Days.Count > 0 && Days.All(day => day.Exercises.Count > 0);
}

internal sealed record BlockDay(string Name, IReadOnlyList<BlockExercise> Exercises);

/// <param name="ExerciseId">Slug of <c>a-z 0-9 -</c>, at most 60 characters, once a day.</param>
/// <param name="Reps">What is asked of each set, such as <c>5</c>, <c>8-10</c> or <c>40 m</c>.</param>
internal sealed record BlockExercise(string ExerciseId, string Name, int Sets, string Reps, int RestSeconds);
