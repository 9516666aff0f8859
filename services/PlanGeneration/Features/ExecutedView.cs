using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Execution;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Features;

/// <summary>A training that was done, beside what was planned for it when it was recorded.</summary>
/// <param name="Date">When it was trained, on the athlete's calendar.</param>
/// <param name="Planned">The planned day that it stands at; null: not planned.</param>
/// <param name="Session">What was planned, as it was then.</param>
/// <param name="Source"><c>activity</c> or <c>manual</c>.</param>
/// <param name="Match">Why it stands where it stands.</param>
/// <param name="Analysis">Null where nothing was planned.</param>
internal sealed record ExecutedView(
    Guid Id, long Version, DateOnly Date, PlannedDayKey? Planned, DateOnly? PlannedDate, Session? Session, Guid? ActivityId, string Source, string Sport,
    DateTimeOffset? StartedAt, int? DurationSeconds, int? DistanceM, int? AverageHeartRate, decimal? Rpe, string? Notes, Match Match,
    ExecutionAnalysis? Analysis)
{
    public static ExecutedView Of(ExecutedRow row) => new(
        row.Id, row.Version, row.Date, row.PlanId is null ? null : new(row.PlanId, row.WeekIndex, row.DayIndex), row.PlannedDate, row.ReadPlanned(),
        row.ActivityId, row.Source, row.Sport, row.StartedAt, row.DurationSeconds, row.DistanceM, row.AverageHeartRate, row.Rpe, row.Notes,
        new(row.Rule, row.MatchReason), row.ReadAnalysis());
}
