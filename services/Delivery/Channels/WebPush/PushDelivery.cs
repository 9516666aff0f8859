namespace Platform.Delivery.Channels.WebPush;

/// <param name="Payload">JSON as the web app's worker reads it; at most <see cref="MessageEncryption.MostPayloadBytes"/>.</param>
internal sealed record PushMessage(ReadOnlyMemory<byte> Payload, PushOptions Options);

/// <summary>How a message to all browsers of a person ended, and which subscriptions that says something about.</summary>
/// <param name="AcceptedBy">Ids of the subscriptions whose push service has taken it.</param>
/// <param name="GoneIds">Ids of the subscriptions that are no more.</param>
internal sealed record PushResult(PushOutcome Outcome, IReadOnlyList<Guid> AcceptedBy, IReadOnlyList<Guid> GoneIds);

internal abstract record PushOutcome
{
    /// <summary>At least one browser's push service has it.</summary>
    public sealed record Accepted : PushOutcome;

    /// <summary>No subscription is left.</summary>
    public sealed record AllGone : PushOutcome;

    /// <summary>Nothing was sent; costs no attempt.</summary>
    public sealed record Limited(DateTimeOffset Until) : PushOutcome;

    public sealed record Refused(string Reason) : PushOutcome;

    /// <param name="Unclear">A browser may show it all the same; a second try with the same topic and tag replaces it.</param>
    public sealed record Failed(string Reason, bool Unclear) : PushOutcome;
}

/// <summary>Brings one message to every browser of a person.</summary>
internal sealed class PushDelivery(WebPushClient client)
{
    /// <param name="subscriptions">All of one person.</param>
    public async Task<PushResult> SendAsync(IReadOnlyList<PushSubscription> subscriptions, PushMessage message, CancellationToken ct)
    {
        var answers = subscriptions.Count == 1
            ? [await client.SendAsync(subscriptions[0], message.Payload, message.Options, ct)]
            : await Task.WhenAll(subscriptions.Select(s => client.SendAsync(s, message.Payload, message.Options, ct)));
        return new(Sum(answers), Ids<PushAnswer.Accepted>(subscriptions, answers), Ids<PushAnswer.Gone>(subscriptions, answers));
    }

    /// <summary>
    /// One browser is enough: the person has it. Otherwise what is unclear counts more than what can be waited for, and
    /// that more than a refusal: as long as one browser may still get it, it is tried again.
    /// </summary>
    internal static PushOutcome Sum(IReadOnlyCollection<PushAnswer> answers)
    {
        if (answers.Any(a => a is PushAnswer.Accepted))
        {
            return new PushOutcome.Accepted();
        }

        var failures = answers.OfType<PushAnswer.Failed>().OrderByDescending(f => f.Unclear).ToList();
        if (failures is [{ Unclear: true } unclear, ..])
        {
            return new PushOutcome.Failed(unclear.Reason, true);
        }

        if (answers.OfType<PushAnswer.Limited>().ToList() is { Count: > 0 } limited)
        {
            return new PushOutcome.Limited(limited.Min(l => l.Until));
        }

        if (failures is [var failed, ..])
        {
            return new PushOutcome.Failed(failed.Reason, false);
        }

        if (answers.OfType<PushAnswer.Refused>().FirstOrDefault() is { } refused)
        {
            return new PushOutcome.Refused(refused.Reason);
        }

        return answers.Any(a => a is PushAnswer.TooLarge)
            ? new PushOutcome.Refused("the push service finds the message too large")
            : new PushOutcome.AllGone();
    }

    private static List<Guid> Ids<TAnswer>(IReadOnlyList<PushSubscription> subscriptions, IReadOnlyList<PushAnswer> answers) where TAnswer : PushAnswer =>
        [.. subscriptions.Where((_, i) => answers[i] is TAnswer).Select(s => s.Id)];
}
