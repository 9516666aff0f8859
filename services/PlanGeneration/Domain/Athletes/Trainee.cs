using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>An athlete as a coach sees them on one date: the profile, what follows from it, and where they train.</summary>
/// <param name="TrainingDays">Days on which a session may be planned; never one of the never-days.</param>
/// <param name="Equipment">What is there to train with.</param>
/// <param name="Spare">Areas not to be stressed.</param>
/// <param name="OneRepMaxes">Estimated one-repetition maxima in kg by catalogue id.</param>
/// <param name="Vdot">From the best recent race; null where none is known.</param>
/// <param name="MaxHeartRate">Given, or 220 − age; null where neither is known.</param>
internal sealed record Trainee(
    TrainingProfile Profile,
    WeekDays TrainingDays,
    EquipmentSet Equipment,
    IReadOnlySet<BodyArea> Spare,
    IReadOnlyDictionary<string, decimal> OneRepMaxes,
    double? Vdot,
    int? MaxHeartRate)
{
    /// <summary>The most minutes a session may take on that day of the week; 0 where there is no training.</summary>
    public int MinutesOn(DayOfWeek day) =>
        TrainingDays.Contains(day) ? Profile.MinutesByDay.GetValueOrDefault(day, Profile.SessionMinutes) : 0;
}
