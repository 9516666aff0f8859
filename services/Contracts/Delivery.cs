namespace Platform.Contracts.Delivery;

/// <summary>An athlete logged the top set of an exercise, or corrected it: the latest version counts.</summary>
/// <param name="Version">1, and one more with each correction of the same (user, date, exercise).</param>
public sealed record TopSetLogged(
    Guid UserId, DateOnly LocalDate, string ExerciseId, string ExerciseName, decimal WeightKg, int Reps, Guid BlockId, int DayIndex,
    long Version, DateTimeOffset LoggedAt);

/// <summary>An exercise was not logged by the end of the athlete's day.</summary>
public sealed record LogMissed(
    Guid UserId, DateOnly LocalDate, string ExerciseId, string ExerciseName, Guid BlockId, int DayIndex, DateTimeOffset DueAt);

/// <summary>The day's workout was posted: what the athlete is now expected to log.</summary>
/// <param name="ExerciseIds">Every exercise that asks for a top set.</param>
public sealed record WorkoutDelivered(
    Guid UserId, DateOnly LocalDate, IReadOnlyList<string> ExerciseIds, DateTimeOffset DueAt, DateTimeOffset DeliveredAt);
