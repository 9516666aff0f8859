using Platform.PlanGeneration.Data;

namespace Platform.PlanGeneration.Features;

/// <summary>A race as the API shows it.</summary>
/// <param name="DistanceM">Only of a format that does not fix it.</param>
internal sealed record RaceView(
    Guid Id, long Version, string Format, string Name, DateOnly Date, int? DistanceM, int? GoalSeconds, string? Division, string? Location)
{
    public static RaceView Of(RaceRow row) =>
        new(row.Id, row.Version, row.Format, row.Name, row.Date, row.DistanceM, row.GoalSeconds, row.Division, row.Location);
}
