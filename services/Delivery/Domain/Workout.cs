using Platform.Contracts.PlanGeneration;

namespace Platform.Delivery.Domain;

/// <summary>What Delivery keeps of a day's workout, and what one part of a delivery shows of it.</summary>
/// <param name="DayIndex">Zero-based day within the block.</param>
/// <param name="Asked">How many exercises the whole workout asks a top set for, over all parts.</param>
internal sealed record Workout(
    Guid BlockId, string BlockName, int DayIndex, string DayName, int Asked, IReadOnlyList<WorkoutExercise> Exercises,
    string? Purpose = null)
{
    public static Workout From(DailyWorkoutReady ready) => new(
        ready.BlockId, ready.BlockName, ready.DayIndex, ready.DayName, ready.Exercises.Count(e => e.AsksTopSet),
        [.. ready.Exercises.OrderBy(e => e.Position)], ready.Purpose);

    /// <summary>Those whose top set is to be logged.</summary>
    public IEnumerable<WorkoutExercise> ToLog => Exercises.Where(e => e.AsksTopSet);

    public WorkoutExercise? Find(string exerciseId) => ToLog.FirstOrDefault(e => e.ExerciseId == exerciseId);
}
