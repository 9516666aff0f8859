using Platform.Contracts.Delivery;

namespace Platform.Insights.Features.RecordOutcomes;

/// <summary>
/// What one message says of one exercise. <see cref="Version"/> orders the sayings: asked for (-1), missed (0), the log
/// and its corrections (1 and up). Only the highest is kept.
/// </summary>
internal sealed record OutcomeRow(
    Guid UserId, DateOnly LocalDate, string ExerciseId, long Version, decimal? WeightKg, int? Reps, Guid? BlockId, int? DayIndex)
{
    private const long Asked = -1;
    private const long Missed = 0;

    public string Status => Version switch { Asked => "open", Missed => "missed", _ => "logged" };

    public static OutcomeRow From(TopSetLogged log) =>
        new(log.UserId, log.LocalDate, log.ExerciseId, log.Version, log.WeightKg, log.Reps, log.BlockId, log.DayIndex);

    public static OutcomeRow From(LogMissed missed) =>
        new(missed.UserId, missed.LocalDate, missed.ExerciseId, Missed, null, null, missed.BlockId, missed.DayIndex);

    public static IEnumerable<OutcomeRow> From(WorkoutDelivered workout) =>
        workout.ExerciseIds.Distinct().Select(exercise => new OutcomeRow(workout.UserId, workout.LocalDate, exercise, Asked, null, null, null, null));
}
