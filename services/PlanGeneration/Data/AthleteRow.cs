using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>athletes</c>.</summary>
internal sealed class AthleteRow
{
    public const string Columns =
        """
        user_id, version, display_name, time_zone, start_date, paused, schedule_days, block_id, discord_user_id, discord_channel_id,
        created_at, changed_at
        """;

    public Guid UserId { get; init; }
    public long Version { get; init; }
    public string DisplayName { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public DateOnly? StartDate { get; init; }
    public bool Paused { get; init; }
    public short ScheduleDays { get; init; }
    public Guid? BlockId { get; init; }
    public string? DiscordUserId { get; init; }
    public string? DiscordChannelId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public TrainingCalendar Calendar => new(Paused, StartDate, new WeekDays(ScheduleDays));

    public Profile Profile => new(
        DisplayName, TimeZone, StartDate, Paused, new WeekDays(ScheduleDays), BlockId, DiscordUserId, DiscordChannelId);

    /// <summary>The date on the athlete's calendar; that of UTC where the zone of an imported profile is none.</summary>
    public DateOnly LocalDateAt(DateTimeOffset instant) =>
        Zones.TryParse(TimeZone, out var zone) ? Zones.LocalDateAt(zone, instant) : DateOnly.FromDateTime(instant.UtcDateTime);

    public AthleteProfileChanged ToEvent(TrainingProfile? training) => new(
        UserId, Version, DisplayName, TimeZone, StartDate, Paused, new WeekDays(ScheduleDays).ToList(), BlockId,
        DiscordUserId, DiscordChannelId, ChangedAt, training is null ? null : Physiology(training));

    private static AthletePhysiology Physiology(TrainingProfile training) => new(
        training.Sex is { } sex ? WireNames.Of(sex) : null, training.BirthDate, training.WeightKg,
        training.MaxHeartRate, training.RestingHeartRate, training.ThresholdHeartRate);
}
