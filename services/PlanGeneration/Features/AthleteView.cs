using Platform.PlanGeneration.Data;

namespace Platform.PlanGeneration.Features;

/// <summary>A profile as the API shows it.</summary>
/// <param name="ScheduleDays">The training days of the week, Monday first.</param>
internal sealed record AthleteView(
    Guid UserId, long Version, string DisplayName, string TimeZone, DateOnly? StartDate, bool Paused,
    IReadOnlyList<DayOfWeek> ScheduleDays, Guid? BlockId, string? DiscordUserId, string? DiscordChannelId,
    DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static AthleteView Of(AthleteRow row) => new(
        row.UserId, row.Version, row.DisplayName, row.TimeZone, row.StartDate, row.Paused, row.Profile.ScheduleDays.ToList(), row.BlockId,
        row.DiscordUserId, row.DiscordChannelId, row.CreatedAt, row.ChangedAt);
}
