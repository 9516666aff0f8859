namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>The whole training profile as it is sent. What is left out is not kept from before.</summary>
/// <param name="BirthDate"><c>yyyy-MM-dd</c>.</param>
/// <param name="Sex"><c>female</c> or <c>male</c>.</param>
/// <param name="Experience"><c>beginner</c>, <c>intermediate</c> or <c>advanced</c>; required.</param>
/// <param name="SessionMinutes">Required, 15 to 600.</param>
/// <param name="MinutesByDay">By the name of the day.</param>
/// <param name="Disciplines">Required, the main one first.</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it; 0: there is none yet.</param>
internal sealed record TrainingProfileInput(
    string? BirthDate,
    string? Sex,
    decimal? HeightCm,
    decimal? WeightKg,
    string? Experience,
    decimal? WeeklyHours,
    int? SessionMinutes,
    IReadOnlyDictionary<string, int?>? MinutesByDay,
    IReadOnlyList<string?>? NeverDays,
    string? LongDay,
    IReadOnlyList<string?>? Disciplines,
    IReadOnlyList<KnownMaxInput?>? KnownMaxes,
    IReadOnlyList<RaceResultInput?>? RaceResults,
    int? MaxHeartRate,
    int? RestingHeartRate,
    int? ThresholdHeartRate,
    int? FtpWatts,
    IReadOnlyList<PainAreaInput?>? PainAreas,
    IReadOnlyList<string?>? AvoidExercises,
    IReadOnlyList<string?>? PreferExercises,
    long? Version);

internal sealed record KnownMaxInput(string? ExerciseId, decimal? WeightKg, int? Reps, string? Date);

internal sealed record RaceResultInput(int? DistanceM, int? Seconds, string? Date);

internal sealed record PainAreaInput(string? Area, int? Severity, string? Since);
