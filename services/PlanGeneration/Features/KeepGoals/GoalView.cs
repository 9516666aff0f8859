using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;

namespace Platform.PlanGeneration.Features.KeepGoals;

/// <summary>A goal as the API shows it; it can be changed and sent back as it is.</summary>
internal sealed record GoalView(
    Guid Id, long Version, GoalType Type, decimal Target, string Unit, decimal? Current, string? ExerciseId, int? DistanceM,
    DateOnly? Deadline, bool Active, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static GoalView Of(GoalRow row) => new(
        row.Id, row.Version, row.Goal.Type, row.Target, row.Unit, row.Current, row.ExerciseId, row.DistanceM, row.Deadline, row.Active,
        row.CreatedAt, row.ChangedAt);
}
