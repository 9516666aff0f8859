using System.Collections.Concurrent;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>Opens direct-message channels where athletes have no other, and writes them down before anything is posted.</summary>
internal sealed class OpenChannels(Database database, DiscordClient discord, SenderOptions options)
{
    /// <returns>The outcomes of deliveries that have nowhere to go.</returns>
    public async Task<Dictionary<Guid, Outcome>> RunOnceAsync(
        IReadOnlyCollection<Claimed> deliveries, Guid claim, DateTimeOffset now, CancellationToken ct)
    {
        var outcomes = new ConcurrentDictionary<Guid, Outcome>();
        var opened = new ConcurrentBag<Claimed>();
        await Parallel.ForEachAsync(
            deliveries.Where(d => d.ChannelId is null),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = ct },
            async (delivery, stop) =>
            {
                if (await OpenAsync(delivery, stop) is { } outcome)
                {
                    outcomes[delivery.Id] = outcome;
                }
                else
                {
                    opened.Add(delivery);
                }
            });
        if (!opened.IsEmpty)
        {
            await KeepAsync([.. opened.DistinctBy(d => d.UserId).OrderBy(d => d.UserId)], [.. opened], claim, now, ct);
        }

        return new(outcomes);
    }

    private async Task<Outcome?> OpenAsync(Claimed delivery, CancellationToken ct)
    {
        if (delivery.DayIsClosed)
        {
            return new Outcome.Expired(DeliveryStatus.DayClosed);
        }

        if (!delivery.AthleteIsKnown)
        {
            return new Outcome.Failed("the athlete's profile has not come yet", MayBeThere: false);
        }

        if (!Snowflake.IsValid(delivery.DiscordUserId))
        {
            return new Outcome.Rejected("the athlete has no Discord account on file");
        }

        switch (await discord.OpenDirectMessageAsync(null, delivery.DiscordUserId!, ct))
        {
            case DiscordAnswer<string>.Done { Value: var channel } when Snowflake.IsValid(channel):
                delivery.ChannelId = channel;
                return null;
            case DiscordAnswer<string>.Limited limited:
                return new Outcome.Snoozed(limited.Until);
            case DiscordAnswer<string>.Refused refused:
                return new Outcome.Rejected(refused.Reason);
            case DiscordAnswer<string>.Failed failed:
                // Opening a channel again gives the same channel: nothing is unclear about the message.
                return new Outcome.Failed(failed.Reason, MayBeThere: false);
            default:
                return new Outcome.Failed("Discord's answer names no channel", MayBeThere: false);
        }
    }

    private async Task KeepAsync(List<Claimed> athletes, List<Claimed> deliveries, Guid claim, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            INSERT INTO discord_channels (user_id, discord_user_id, channel_id, opened_at)
            SELECT user_id, discord_user_id, channel_id, @now FROM unnest(@Users, @DiscordUsers, @Channels) AS c (user_id, discord_user_id, channel_id)
            ON CONFLICT (user_id) DO UPDATE SET discord_user_id = excluded.discord_user_id, channel_id = excluded.channel_id, opened_at = excluded.opened_at;

            UPDATE deliveries d SET channel_id = c.channel_id
            FROM unnest(@Deliveries, @DeliveryChannels) AS c (id, channel_id) WHERE d.id = c.id AND d.claim_id = @claim;
            """,
            new
            {
                now,
                claim,
                Users = athletes.ConvertAll(d => d.UserId).ToArray(),
                DiscordUsers = athletes.ConvertAll(d => d.DiscordUserId).ToArray(),
                Channels = athletes.ConvertAll(d => d.ChannelId).ToArray(),
                Deliveries = deliveries.ConvertAll(d => d.Id).ToArray(),
                DeliveryChannels = deliveries.ConvertAll(d => d.ChannelId).ToArray(),
            },
            ct);
        await work.CommitAsync(ct);
    }
}
