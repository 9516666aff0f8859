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

/// <summary>An athlete answered the morning's check-in, or corrected it: the latest version counts.</summary>
/// <param name="Mood">1 (very low) to 5 (very good).</param>
/// <param name="Energy">1 (exhausted) to 5 (full).</param>
/// <param name="SleepHours">Of the night before the date, 0 to 24.</param>
/// <param name="Soreness">1 (none) to 5 (very sore).</param>
/// <param name="WeightKg">Null: not told.</param>
/// <param name="Version">1, and one more with each correction of the same (user, date).</param>
public sealed record CheckInLogged(
    Guid UserId, DateOnly LocalDate, int Mood, int Energy, decimal SleepHours, int Soreness, decimal? WeightKg, long Version,
    DateTimeOffset LoggedAt);

/// <summary>An athlete logged a meal of their plan, or corrected it: the latest version counts.</summary>
/// <param name="MealId">A slug, unique within the day's plan.</param>
/// <param name="PortionPercent">How much of the planned portion was eaten: 0 to 300.</param>
public sealed record MealLogged(
    Guid UserId, DateOnly LocalDate, string MealId, string MealName, int PortionPercent, long Version, DateTimeOffset LoggedAt);

/// <summary>An athlete logged a cardio session of their plan, or corrected it: the latest version counts.</summary>
/// <param name="SessionId">A slug, unique within the day's plan.</param>
/// <param name="DistanceM">Null: not told; so with the heart rate.</param>
/// <param name="AverageHeartRate">Beats per minute.</param>
public sealed record CardioLogged(
    Guid UserId, DateOnly LocalDate, string SessionId, string SessionName, decimal Minutes, int? DistanceM, int? AverageHeartRate,
    long Version, DateTimeOffset LoggedAt);

/// <summary>
/// Something that an engine other than the training dispatcher asked for was not logged in time: the check-in, a meal, a
/// cardio session.
/// </summary>
/// <param name="Engine">A name of <c>Engines</c>.</param>
/// <param name="ItemId">The meal's or session's id; <c>check-in</c>.</param>
public sealed record DemandMissed(
    Guid UserId, string Engine, DateOnly LocalDate, string ItemId, string ItemName, DateTimeOffset DueAt);
