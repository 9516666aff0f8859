using Platform.Contracts.PlanGeneration;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.KeepAthletes;

/// <summary>Keeps where an athlete is reached.</summary>
internal sealed class OnAthleteProfileChanged : IBatchHandler<AthleteProfileChanged>
{
    public Task HandleAsync(IReadOnlyList<AthleteProfileChanged> messages, Work work, CancellationToken ct)
    {
        // Ordered by id: two batches that hold the same athletes lock them in the same order.
        var latest = messages.GroupBy(m => m.UserId).Select(g => g.MaxBy(m => m.Version)!).OrderBy(m => m.UserId).ToList();
        return work.ExecuteAsync(
            """
            INSERT INTO athletes (user_id, version, discord_user_id, discord_channel_id)
            SELECT * FROM unnest(@Users, @Versions, @DiscordUsers, @DiscordChannels)
            ON CONFLICT (user_id) DO UPDATE SET
                version = excluded.version, discord_user_id = excluded.discord_user_id, discord_channel_id = excluded.discord_channel_id
            WHERE athletes.version < excluded.version
            """,
            new
            {
                Users = latest.ConvertAll(m => m.UserId).ToArray(),
                Versions = latest.ConvertAll(m => m.Version).ToArray(),
                DiscordUsers = latest.ConvertAll(m => m.DiscordUserId).ToArray(),
                DiscordChannels = latest.ConvertAll(m => m.DiscordChannelId).ToArray(),
            },
            ct);
    }
}
