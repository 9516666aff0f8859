using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>
/// Brings one notification to every browser of a person. Sent again it replaces the first, at the push service by its topic
/// and in the browser by its tag: nothing has to be looked for.
/// </summary>
internal sealed class PushToBrowsers(PushDelivery push, SenderOptions options, TimeProvider time)
{
    private const string Today = "/today";

    // As long as what it asks for can still be done; a browser that comes later learns it from the web app.
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(12);

    public async Task<Outcome> RunAsync(Claimed delivery, Post post, IReadOnlyList<PushSubscription> browsers, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (Aim.NotNow(delivery, now) is { } outcome)
        {
            return outcome;
        }

        if (now > delivery.ClaimedUntil - options.LeaseMargin)
        {
            return new Outcome.Snoozed(now, delivery.MayBeThere);
        }

        var note = new PushMessage(
            PushNote.Render(post, Today, delivery.Nonce, delivery.Reader), new PushOptions(KeepFor, post.Quiet ? PushUrgency.Low : PushUrgency.Normal, delivery.Nonce));
        delivery.Pushed = await push.SendAsync(browsers, note, ct);
        return delivery.Pushed.Outcome switch
        {
            PushOutcome.Accepted => new Outcome.Delivered(delivery.Nonce),
            // The next look finds no browser and takes another channel.
            PushOutcome.AllGone => new Outcome.Snoozed(now),
            PushOutcome.Limited limited => new Outcome.Snoozed(limited.Until, delivery.MayBeThere),
            PushOutcome.Refused refused => new Outcome.DeadEnd(Channel.WebPush, Aim.Browsers, refused.Reason),
            PushOutcome.Failed failed => new Outcome.Failed(failed.Reason, delivery.MayBeThere || failed.Unclear),
            _ => throw new InvalidOperationException("An outcome of a push that nobody thought of."),
        };
    }
}
