namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>What an athlete can measure themselves by.</summary>
internal enum GoalType
{
    BodyWeight,
    BodyFat,
    OneRepMax,
    Repetitions,
    Hold,
    RunTime,
    RunDistance,
    WeeklySessions,
    WeeklyHours,
    Ftp,
    RestingHeartRate,
}

/// <param name="Target">In <paramref name="Unit"/>, which its type decides.</param>
/// <param name="Current">Where the athlete stands; null: not told.</param>
/// <param name="ExerciseId">Of the catalogue, for the types that are about one exercise.</param>
/// <param name="DistanceM">What is run, for <see cref="GoalType.RunTime"/>.</param>
/// <param name="Active">False: reached, or given up; kept to be looked at.</param>
internal sealed record Goal(
    GoalType Type, decimal Target, string Unit, decimal? Current, string? ExerciseId, int? DistanceM, DateOnly? Deadline, bool Active);

/// <summary>The whole goal as it is sent.</summary>
/// <param name="Unit">May be left out; one that is given has to be the type's.</param>
/// <param name="Deadline"><c>yyyy-MM-dd</c>; null: whenever.</param>
/// <param name="Active">True where it is left out.</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it.</param>
internal sealed record GoalInput(
    string? Type, decimal? Target, string? Unit, decimal? Current, string? ExerciseId, int? DistanceM, string? Deadline, bool? Active, long? Version);
