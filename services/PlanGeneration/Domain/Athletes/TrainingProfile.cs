using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>What a coach has to know of an athlete. When they train is <see cref="Profile.ScheduleDays"/>.</summary>
/// <param name="Experience">Of structured training, not of life.</param>
/// <param name="WeeklyHours">What is trained now; null: not told, so plans start low.</param>
/// <param name="SessionMinutes">The most a session may take on a day that <paramref name="MinutesByDay"/> does not name.</param>
/// <param name="NeverDays">Days on which nothing is ever planned, a race included. None of them is a training day.</param>
/// <param name="LongDay">Where the longest session of the week goes if the athlete minds.</param>
/// <param name="Disciplines">Of <see cref="Catalogue.Disciplines"/>; the first is the main one and decides the coach.</param>
/// <param name="MaxHeartRate">Beats per minute; null: 220 − age, where the birth date is known.</param>
/// <param name="FtpWatts">Functional threshold power on the bicycle.</param>
/// <param name="AvoidExercises">Catalogue ids that are never prescribed.</param>
/// <param name="PreferExercises">Catalogue ids that win among equals.</param>
internal sealed record TrainingProfile(
    DateOnly? BirthDate,
    Sex? Sex,
    decimal? HeightCm,
    decimal? WeightKg,
    ExperienceLevel Experience,
    decimal? WeeklyHours,
    int SessionMinutes,
    IReadOnlyDictionary<DayOfWeek, int> MinutesByDay,
    IReadOnlyList<DayOfWeek> NeverDays,
    DayOfWeek? LongDay,
    IReadOnlyList<string> Disciplines,
    IReadOnlyList<KnownMax> KnownMaxes,
    IReadOnlyList<RaceResult> RaceResults,
    int? MaxHeartRate,
    int? RestingHeartRate,
    int? ThresholdHeartRate,
    int? FtpWatts,
    IReadOnlyList<PainArea> PainAreas,
    IReadOnlyList<string> AvoidExercises,
    IReadOnlyList<string> PreferExercises);

/// <summary>A lift that was done; its one-repetition maximum is estimated from it.</summary>
/// <param name="Reps">1 to 10: above that an estimate means little.</param>
internal sealed record KnownMax(string ExerciseId, decimal WeightKg, int Reps, DateOnly Date);

/// <summary>A run that was raced or tested.</summary>
internal sealed record RaceResult(int DistanceM, int Seconds, DateOnly Date);

/// <param name="Severity">1 (noticed) to 10 (cannot be used). From 3 on, what stresses the area is spared.</param>
internal sealed record PainArea(BodyArea Area, int Severity, DateOnly? Since)
{
    public const int SparedFrom = 3;
}
