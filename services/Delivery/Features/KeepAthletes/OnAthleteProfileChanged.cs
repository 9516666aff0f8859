using Platform.Contracts.PlanGeneration;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.KeepAthletes;

/// <summary>Keeps where an athlete is reached, and when they are not to be.</summary>
internal sealed class OnAthleteProfileChanged : IBatchHandler<AthleteProfileChanged>
{
    public Task HandleAsync(IReadOnlyList<AthleteProfileChanged> messages, Work work, CancellationToken ct)
    {
        // Ordered by id: two batches that hold the same athletes lock them in the same order.
        var latest = messages.GroupBy(m => m.UserId).Select(g => g.MaxBy(m => m.Version)!).OrderBy(m => m.UserId).ToList();
        return work.ExecuteAsync(
            """
            INSERT INTO athletes (
                user_id, version, display_name, time_zone, start_date, paused, schedule_days, discord_user_id, discord_channel_id)
            SELECT * FROM unnest(@Users, @Versions, @Names, @Zones, @Starts, @Paused, @Days, @DiscordUsers, @DiscordChannels)
            ON CONFLICT (user_id) DO UPDATE SET
                version = excluded.version, display_name = excluded.display_name, time_zone = excluded.time_zone,
                start_date = excluded.start_date, paused = excluded.paused, schedule_days = excluded.schedule_days,
                discord_user_id = excluded.discord_user_id, discord_channel_id = excluded.discord_channel_id
            WHERE athletes.version < excluded.version
            """,
            new
            {
                Users = latest.ConvertAll(m => m.UserId).ToArray(),
                Versions = latest.ConvertAll(m => m.Version).ToArray(),
                Names = latest.ConvertAll(m => m.DisplayName).ToArray(),
                Zones = latest.ConvertAll(m => m.TimeZone).ToArray(),
                Starts = latest.ConvertAll(m => m.StartDate).ToArray(),
                Paused = latest.ConvertAll(m => m.Paused).ToArray(),
                Days = latest.ConvertAll(m => m.ScheduleDays.Aggregate(0, (days, day) => days | 1 << (int)day)).ToArray(),
                DiscordUsers = latest.ConvertAll(m => m.DiscordUserId).ToArray(),
                DiscordChannels = latest.ConvertAll(m => m.DiscordChannelId).ToArray(),
            },
            ct);
    }
}
