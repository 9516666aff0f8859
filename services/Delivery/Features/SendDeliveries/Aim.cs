using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>
/// Decides where a delivery goes, by the athlete's channels in their order, and writes that down before anything can be
/// there: with it, whoever takes the delivery up after a crash knows where to look.
/// </summary>
internal static class Aim
{
    /// <summary>The address of all of a person's browsers.</summary>
    public const string Browsers = "browsers";

    /// <returns>Why it goes nowhere now; null: <see cref="Claimed.Channel"/> is where it goes.</returns>
    public static Outcome? Choose(Claimed delivery, DateTimeOffset now)
    {
        if (delivery.MayBeThere)
        {
            return null;
        }

        if (NotNow(delivery, now) is { } outcome)
        {
            return outcome;
        }

        if (!delivery.AthleteIsKnown)
        {
            return new Outcome.Failed("the athlete's profile has not come yet", MayBeThere: false);
        }

        List<string> reasons = [];
        foreach (var channel in delivery.Channels ?? Channel.All)
        {
            if (Reach(delivery, channel) is { } reason)
            {
                reasons.Add(reason);
            }
            else
            {
                delivery.Channel = channel;
                return null;
            }
        }

        return new Outcome.Rejected(reasons.Count == 0 ? "the athlete has chosen no channel" : string.Join("; ", reasons));
    }

    /// <summary>Why what is certainly not there is not sent now; null: it may be.</summary>
    public static Outcome? NotNow(Claimed delivery, DateTimeOffset now) => delivery switch
    {
        { Kind: DeliveryKind.Drop, DayIsClosed: true } => new Outcome.Expired(DeliveryStatus.DayClosed),
        { Paused: true } => new Outcome.Suppressed("the athlete is paused"),
        { Kind: DeliveryKind.Drop } when delivery.QuietEnd(now) is { } end => new Outcome.Snoozed(end, Reason: DeliveryStatus.QuietHours),
        _ => null,
    };

    /// <summary>The profile's channel, unless it is a dead end.</summary>
    private static bool UsesAssigned(Claimed delivery) =>
        delivery.AssignedChannelId is { } assigned && delivery.StopOf(Channel.Discord, assigned) is null;

    /// <summary>Writes down where deliveries go, and the direct-message channels that were opened for them.</summary>
    public static async Task KeepAsync(IReadOnlyCollection<Claimed> deliveries, DateTimeOffset now, Database database, CancellationToken ct)
    {
        if (deliveries.Count == 0)
        {
            return;
        }

        var opened = deliveries.Where(d => d.HasOpened).DistinctBy(d => d.UserId).OrderBy(d => d.UserId).ToList();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            UPDATE deliveries d SET channel = a.channel, channel_id = a.channel_id, application_id = a.application_id
            FROM unnest(@Ids, @Claims, @Channels, @ChannelIds, @Applications) AS a (id, claim_id, channel, channel_id, application_id)
            WHERE d.id = a.id AND d.claim_id = a.claim_id;

            INSERT INTO discord_channels (user_id, discord_user_id, channel_id, application_id, opened_at)
            SELECT user_id, discord_user_id, channel_id, application_id, @now
            FROM unnest(@Users, @DiscordUsers, @Opened, @OpenedBy) AS c (user_id, discord_user_id, channel_id, application_id)
            ON CONFLICT (user_id) DO UPDATE SET discord_user_id = excluded.discord_user_id, channel_id = excluded.channel_id,
                application_id = excluded.application_id, opened_at = excluded.opened_at;
            """,
            new
            {
                now,
                Ids = deliveries.Select(d => d.Id).ToArray(),
                Claims = deliveries.Select(d => d.ClaimId).ToArray(),
                Channels = deliveries.Select(d => d.Channel).ToArray(),
                ChannelIds = deliveries.Select(d => d.ChannelId).ToArray(),
                Applications = deliveries.Select(d => d.ApplicationId).ToArray(),
                Users = opened.ConvertAll(d => d.UserId).ToArray(),
                DiscordUsers = opened.ConvertAll(d => d.DiscordUserId).ToArray(),
                Opened = opened.ConvertAll(d => d.ChannelId).ToArray(),
                OpenedBy = opened.ConvertAll(d => d.ApplicationId).ToArray(),
            },
            ct);
        await work.CommitAsync(ct);
    }

    private static string? Reach(Claimed delivery, string channel)
    {
        switch (channel)
        {
            case Channel.Discord when UsesAssigned(delivery):
                delivery.ChannelId = delivery.AssignedChannelId;
                return Snowflake.IsValid(delivery.ChannelId) ? null : "the athlete's Discord channel on file is no id of Discord's";
            case Channel.Discord when !Snowflake.IsValid(delivery.DiscordUserId):
                return "the athlete has no Discord account on file";
            case Channel.Discord when delivery.StopOf(channel, delivery.DiscordUserId) is { } reason:
                return reason;
            case Channel.Discord:
                delivery.ChannelId = delivery.DirectChannelId;
                return null;
            default:
                return !delivery.HasPush ? "no browser of the athlete's takes notifications" : delivery.StopOf(channel, Browsers);
        }
    }
}
