using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Features;

/// <summary>A plan as lists show it.</summary>
/// <param name="Followed">True where this is the plan whose days are trained: the active one assigned last.</param>
/// <param name="StartDate">The Monday of the first week.</param>
/// <param name="AssignedAt">When it was last taken up; null: never.</param>
/// <param name="Source"><c>rules</c> or <c>model</c>.</param>
/// <param name="Warnings">Sentences to the athlete, such as that the goal is ambitious.</param>
internal sealed record PlanSummary(
    Guid Id, long Version, string Name, PlanStatus Status, bool Followed, DateOnly StartDate, DateOnly EndDate, int Weeks, PlanTarget Target,
    Guid? RaceId, int Seed, string Source, IReadOnlyList<string> Warnings, DateTimeOffset? AssignedAt, DateTimeOffset CreatedAt)
{
    public static PlanSummary Of(PlanRow row, Guid? followed) => new(
        row.Id, row.Version, row.Name, row.State, row.Id == followed, row.StartDate, row.EndDate, row.Weeks, row.ReadTarget(), row.RaceId,
        row.Seed, row.Source, row.Warnings, row.AssignedAt, row.CreatedAt);
}

/// <summary>A plan with what its weeks are and add up to.</summary>
internal sealed record PlanView(PlanSummary Plan, PlanProvenance Provenance, IReadOnlyList<WeekOutline> Weeks)
{
    public static PlanView Of(PlanRow row, Guid? followed) =>
        new(PlanSummary.Of(row, followed), StoredJson.Read<PlanProvenance>(row.Provenance), row.ReadOutline());
}

/// <param name="DayIndex">0 is Monday.</param>
/// <param name="Session">Null: rest.</param>
/// <param name="ExecutedId">The training that was done for this day, if any.</param>
internal sealed record PlannedDayView(DateOnly Date, int WeekIndex, int DayIndex, Phase Phase, Session? Session, Guid? ExecutedId);

internal sealed record PlanWeekView(Guid PlanId, WeekOutline Week, IReadOnlyList<PlannedDayView> Days);
