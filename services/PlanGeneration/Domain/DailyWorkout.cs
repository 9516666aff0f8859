using Platform.Contracts.PlanGeneration;

namespace Platform.PlanGeneration.Domain;

/// <summary>How far an athlete is in a block, as the workouts stored so far say.</summary>
/// <param name="SameDate">The index on the date itself, where a workout of this block is stored for it.</param>
/// <param name="LastBefore">The index on the last date before it that has a workout of this block.</param>
internal sealed record BlockProgress(int? SameDate, int? LastBefore)
{
    /// <summary>
    /// The zero-based day of the block. Only training days leave a workout, so only they advance it. The same date
    /// keeps its index, however often it is generated; a block that was left is resumed where it was left.
    /// </summary>
    /// <param name="days">Days in the block, which may have become fewer since.</param>
    public int IndexIn(int days) => this switch
    {
        { SameDate: { } kept } when kept < days => kept,
        { LastBefore: { } last } => (last + 1) % days,
        _ => 0,
    };
}

/// <summary>What is stored of a workout beside its keys, and sent as it is stored.</summary>
internal sealed record DailyWorkout(string BlockName, string DayName, IReadOnlyList<WorkoutExercise> Exercises)
{
    public static DailyWorkout From(TrainingBlock block, int dayIndex)
    {
        var day = block.Days[dayIndex];
        return new(block.Name, day.Name, [.. day.Exercises.Select((e, i) => new WorkoutExercise(i + 1, e.ExerciseId, e.Name, e.Sets, e.Reps, e.RestSeconds))]);
    }
}

/// <summary>What a workout was made from.</summary>
internal static class WorkoutSources
{
    public const string Block = "block";
    public const string Plan = "plan";
    public const string Coach = "coach";
}
