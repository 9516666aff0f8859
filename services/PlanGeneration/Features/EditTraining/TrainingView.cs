using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Features.EditTraining;

/// <summary>A training profile as the API shows it; it can be changed and sent back as it is.</summary>
/// <param name="Version">Of the training profile.</param>
/// <param name="AthleteVersion">Of <c>/api/athletes/me</c>, which rises with the training profile too.</param>
internal sealed record TrainingView(
    long Version,
    long AthleteVersion,
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
    IReadOnlyList<string> PreferExercises,
    DateTimeOffset ChangedAt)
{
    public static TrainingView Of(TrainingProfileRow row, AthleteRow athlete)
    {
        var p = row.Read();
        return new(
            row.Version, athlete.Version, p.BirthDate, p.Sex, p.HeightCm, p.WeightKg, p.Experience, p.WeeklyHours, p.SessionMinutes,
            p.MinutesByDay, p.NeverDays, p.LongDay, p.Disciplines, p.KnownMaxes, p.RaceResults, p.MaxHeartRate, p.RestingHeartRate,
            p.ThresholdHeartRate, p.FtpWatts, p.PainAreas, p.AvoidExercises, p.PreferExercises, row.ChangedAt);
    }
}
