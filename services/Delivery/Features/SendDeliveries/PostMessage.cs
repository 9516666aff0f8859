using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>
/// Brings one message into its channel, once: where an earlier attempt may have succeeded, and after one that ended
/// unclear, the channel is searched for the delivery's nonce or buttons and what is found is adopted.
/// </summary>
internal sealed class PostMessage(DiscordClient discord, SenderOptions options, TimeProvider time)
{
    private const int MostPages = 10;

    public async Task<Outcome> RunAsync(Claimed delivery, LastTopSets lastTopSets, CancellationToken ct)
    {
        if (!Snowflake.IsValid(delivery.ChannelId))
        {
            return new Outcome.Rejected("the athlete's Discord channel on file is no id of Discord's");
        }

        if (delivery.MayBeThere && await FindAsync(delivery, ct) is { } found)
        {
            return found;
        }

        if (delivery.DayIsClosed)
        {
            return new Outcome.Expired(DeliveryStatus.DayClosed);
        }

        // With little of the claim left another replica might take over while this one still posts.
        if (time.GetUtcNow() > delivery.ClaimedUntil - options.LeaseMargin)
        {
            return new Outcome.Snoozed(time.GetUtcNow(), delivery.MayBeThere);
        }

        return await PostAsync(delivery, lastTopSets, ct);
    }

    private async Task<Outcome> PostAsync(Claimed delivery, LastTopSets lastTopSets, CancellationToken ct)
    {
        var message = WorkoutMessage.Render(
            delivery.Id, delivery.Nonce, delivery.LocalDate, delivery.Part, delivery.Parts, delivery.Workout,
            exercise => lastTopSets.Find(delivery.Id, exercise));
        switch (await discord.PostMessageAsync(null, delivery.ChannelId!, message, SendPriority.Normal, ct))
        {
            case DiscordAnswer<string>.Done done:
                return new Outcome.Delivered(done.Value);
            case DiscordAnswer<string>.Limited limited:
                return new Outcome.Snoozed(limited.Until, delivery.MayBeThere);
            case DiscordAnswer<string>.Refused refused:
                return Refused(delivery, refused.Code, refused.Reason, mayBeThere: false);
            case DiscordAnswer<string>.Failed { Unclear: false } failed:
                return new Outcome.Failed(failed.Reason, delivery.MayBeThere);
            case DiscordAnswer<string>.Failed unclear:
                return await FindAsync(delivery, ct) is Outcome.Delivered adopted ? adopted : new Outcome.Failed(unclear.Reason, MayBeThere: true);
            default:
                throw new InvalidOperationException("An answer of Discord's that nobody thought of.");
        }
    }

    /// <returns>Null where the message certainly is not in the channel.</returns>
    private async Task<Outcome?> FindAsync(Claimed delivery, CancellationToken ct)
    {
        string? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            switch (await discord.ReadMessagesAsync(null, delivery.ChannelId!, before, ct))
            {
                case DiscordAnswer<MessagePage>.Done { Value: var read }:
                    if (read.Messages.FirstOrDefault(m => m.Is(delivery.Id, delivery.Nonce)) is { } message)
                    {
                        return new Outcome.Delivered(message.Id);
                    }

                    if (read.IsLast)
                    {
                        return null;
                    }

                    before = read.Messages[^1].Id;
                    break;
                case DiscordAnswer<MessagePage>.Limited limited:
                    return new Outcome.Snoozed(limited.Until, MayBeThere: true);
                case DiscordAnswer<MessagePage>.Refused refused:
                    return Refused(delivery, refused.Code, refused.Reason, mayBeThere: true);
                case DiscordAnswer<MessagePage>.Failed failed:
                    return new Outcome.Failed(failed.Reason, MayBeThere: true);
            }
        }

        return new Outcome.Rejected("the channel is too busy to tell whether the message is already there", MayBeThere: true);
    }

    // A direct-message channel that is gone, and the message with it, can be opened again; any other refusal stands.
    private static Outcome Refused(Claimed delivery, int code, string reason, bool mayBeThere) =>
        code == DiscordClient.UnknownChannel && !delivery.ChannelIsAssigned
            ? new Outcome.Failed(reason, MayBeThere: false, ForgetChannel: true)
            : new Outcome.Rejected(reason, mayBeThere && code != DiscordClient.UnknownChannel);
}
