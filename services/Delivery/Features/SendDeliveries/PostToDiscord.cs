using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>
/// Brings one message into its channel, once: where an earlier attempt may have succeeded, and after one that ended
/// unclear, the channel is searched for the delivery's nonce or buttons and what is found is adopted.
/// </summary>
internal sealed class PostToDiscord(DiscordClient discord, SenderOptions options, TimeProvider time)
{
    private const int MostPages = 10;

    // Between Discord's clock and ours.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(10);

    /// <param name="keep">Writes down where the delivery goes.</param>
    public async Task<Outcome> RunAsync(Claimed delivery, Post post, Func<Claimed, Task> keep, CancellationToken ct)
    {
        if (delivery.ChannelId is null)
        {
            if (await OpenAsync(delivery, ct) is { } outcome)
            {
                return outcome;
            }

            await keep(delivery);
        }

        if (delivery.MayBeThere)
        {
            if (await FindAsync(delivery, post, ct) is { } found)
            {
                return found;
            }

            if (Aim.NotNow(delivery, time.GetUtcNow()) is { } outcome)
            {
                return outcome;
            }
        }

        // With little of the claim left another replica might take over while this one still posts.
        return time.GetUtcNow() > delivery.ClaimedUntil - options.LeaseMargin
            ? new Outcome.Snoozed(time.GetUtcNow(), delivery.MayBeThere)
            : await PostAsync(delivery, post, ct);
    }

    private async Task<Outcome?> OpenAsync(Claimed delivery, CancellationToken ct)
    {
        switch (await discord.OpenDirectMessageAsync(delivery.ApplicationId, delivery.DiscordUserId!, ct))
        {
            case DiscordAnswer<string>.Done { Value: var channel } when Snowflake.IsValid(channel):
                delivery.Open(channel);
                return null;
            case DiscordAnswer<string>.Limited limited:
                return new Outcome.Snoozed(limited.Until);
            case DiscordAnswer<string>.Refused { IsDeadEnd: true } refused:
                return new Outcome.DeadEnd(Channel.Discord, delivery.DiscordUserId!, refused.Reason);
            case DiscordAnswer<string>.Refused refused:
                return new Outcome.Rejected(refused.Reason);
            case DiscordAnswer<string>.Failed failed:
                // Opening a channel again gives the same channel: nothing is unclear about the message.
                return new Outcome.Failed(failed.Reason, MayBeThere: false);
            default:
                return new Outcome.Failed("Discord's answer names no channel", MayBeThere: false);
        }
    }

    private async Task<Outcome> PostAsync(Claimed delivery, Post post, CancellationToken ct)
    {
        var message = DiscordMessage.Render(delivery.Id, post, delivery.Nonce);
        var priority = delivery.Attempts == 0 ? SendPriority.Normal : SendPriority.Low;
        switch (await discord.PostMessageAsync(delivery.ApplicationId, delivery.ChannelId!, message, priority, ct))
        {
            case DiscordAnswer<string>.Done done:
                return new Outcome.Delivered(done.Value);
            case DiscordAnswer<string>.Limited limited:
                return new Outcome.Snoozed(limited.Until, delivery.MayBeThere);
            case DiscordAnswer<string>.Refused refused:
                return Refused(delivery, refused, mayBeThere: false);
            case DiscordAnswer<string>.Failed { Unclear: false } failed:
                return new Outcome.Failed(failed.Reason, delivery.MayBeThere);
            case DiscordAnswer<string>.Failed unclear:
                return await FindAsync(delivery, post, ct) is Outcome.Delivered adopted ? adopted : new Outcome.Failed(unclear.Reason, MayBeThere: true);
            default:
                throw new InvalidOperationException("An answer of Discord's that nobody thought of.");
        }
    }

    /// <returns>Null where the message certainly is not in the channel.</returns>
    private async Task<Outcome?> FindAsync(Claimed delivery, Post post, CancellationToken ct)
    {
        // A direct message is its person's alone; in a server's channel two may be told the same.
        var isAssigned = delivery.ChannelId == delivery.AssignedChannelId;
        var content = isAssigned ? null : DiscordMessage.Content(post);
        string? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            switch (await discord.ReadMessagesAsync(delivery.ApplicationId, delivery.ChannelId!, before, ct))
            {
                case DiscordAnswer<MessagePage>.Done { Value: var read }:
                    var since = delivery.CreatedAt - MostSkew;
                    if (read.Messages.FirstOrDefault(m => Snowflake.TimeOf(m.Id) >= since && m.Is(delivery.Id, delivery.Nonce, content)) is { } message)
                    {
                        return new Outcome.Delivered(message.Id);
                    }

                    if (isAssigned && before is null && read.Messages.Count == 0)
                    {
                        // So Discord answers a bot that may not read the history.
                        return new Outcome.Rejected("the channel's history cannot be read: the bot needs Read Message History there", MayBeThere: true);
                    }

                    // What is older than the delivery cannot be it.
                    if (read.IsLast || Snowflake.TimeOf(read.Messages[^1].Id) < since)
                    {
                        return null;
                    }

                    before = read.Messages[^1].Id;
                    break;
                case DiscordAnswer<MessagePage>.Limited limited:
                    return new Outcome.Snoozed(limited.Until, MayBeThere: true);
                case DiscordAnswer<MessagePage>.Refused refused:
                    return Refused(delivery, refused, mayBeThere: true);
                case DiscordAnswer<MessagePage>.Failed failed:
                    return new Outcome.Failed(failed.Reason, MayBeThere: true);
            }
        }

        return new Outcome.Rejected("the channel is too busy to tell whether the message is already there", MayBeThere: true);
    }

    private static Outcome Refused<T>(Claimed delivery, DiscordAnswer<T>.Refused refused, bool mayBeThere)
    {
        var isGone = refused.Code == DiscordClient.UnknownChannel;
        if (isGone && delivery.ChannelId != delivery.AssignedChannelId)
        {
            // A direct-message channel that is gone, and the message with it, can be opened again.
            return new Outcome.Failed(refused.Reason, MayBeThere: false, ForgetChannel: true);
        }

        // Where the message may be and nobody may look, another channel could make it two.
        return refused.IsDeadEnd && (!mayBeThere || isGone)
            ? DeadEnd(delivery, refused.Reason)
            : new Outcome.Rejected(refused.Reason, mayBeThere && !isGone);
    }

    // Where it was aimed by an earlier attempt is no address of now: the next attempt aims anew.
    private static Outcome DeadEnd(Claimed delivery, string reason) =>
        delivery.ChannelId == delivery.AssignedChannelId ? new Outcome.DeadEnd(Channel.Discord, delivery.ChannelId!, reason)
        : delivery.DiscordUserId is { } account && (delivery.HasOpened || delivery.ChannelId == delivery.DirectChannelId)
            ? new Outcome.DeadEnd(Channel.Discord, account, reason)
            : new Outcome.Failed(reason, MayBeThere: false);
}
