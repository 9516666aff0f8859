using RabbitMQ.Client;

namespace Platform.Scheduler.Features.Queues;

/// <summary>A queue into which the messages of another are put that its handler refused, by their names.</summary>
internal static class ErrorQueue
{
    private const string Suffix = "_error";

    public const string Expected = "name: only an error queue, whose name ends in _error, may be looked into and emptied.";

    private const string DeliveryCount = "x-delivery-count";

    // Counted by quorum queues, and by the client for its confirms: a message that is written anew begins at nought.
    private static readonly string[] Counters = [DeliveryCount, "x-acquired-count", Constants.PublishSequenceNumberHeader];

    /// <returns>The queue it came from; null where this is no error queue.</returns>
    public static string? Origin(string queue) =>
        queue.Length > Suffix.Length && queue.EndsWith(Suffix, StringComparison.Ordinal) ? queue[..^Suffix.Length] : null;

    /// <summary>How often the message was taken from a quorum queue and put back.</summary>
    public static long Returns(BasicGetResult message) =>
        message.BasicProperties.Headers?.TryGetValue(DeliveryCount, out var count) == true && count is long returns ? returns : 0;

    /// <summary>
    /// Writes the messages into <paramref name="queue"/>, ids and headers as they are, and acknowledges them where they lay
    /// once the broker has them safe. A crash between the two leaves two copies of one id, which the inbox handles once.
    /// </summary>
    /// <param name="messages">All that the channel has taken and not acknowledged.</param>
    /// <returns>How many were written, and what kept the others where they lie; null: nothing.</returns>
    public static async Task<(int Moved, Exception? Failure)> MoveAsync(
        IChannel channel, IReadOnlyList<BasicGetResult> messages, string queue, CancellationToken ct)
    {
        // Together: a confirm each would be a write to the disk each.
        var failures = await Task.WhenAll(messages.Select(message => WriteAsync(channel, message, queue, ct)));
        var failure = failures.FirstOrDefault(one => one is not null);
        if (failure is null)
        {
            // In one frame: the broker may drop what it has not passed on to a quorum queue when the channel closes.
            await channel.BasicAckAsync(messages[^1].DeliveryTag, multiple: true, CancellationToken.None);
            return (messages.Count, null);
        }

        var written = messages.Where((_, i) => failures[i] is null).ToList();
        foreach (var message in written.TakeWhile(_ => channel.IsOpen))
        {
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
        }

        return (written.Count, failure);
    }

    /// <returns>Why it is not written: there is no such queue, or it takes nothing, or the broker is away.</returns>
    private static async Task<Exception?> WriteAsync(IChannel channel, BasicGetResult message, string queue, CancellationToken ct)
    {
        var properties = new BasicProperties(message.BasicProperties);
        if (properties.Headers is { } headers)
        {
            properties.Headers = headers.Where(header => !Counters.Contains(header.Key)).ToDictionary(header => header.Key, header => header.Value);
        }

        try
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, ct);
            return null;
        }
        catch (Exception failure) when (BrokerProblems.Describe(failure) is not null)
        {
            return failure;
        }
    }

    /// <summary>Takes up to <paramref name="most"/> messages from the head of the queue, to be acknowledged or put back.</summary>
    public static async Task<List<BasicGetResult>> TakeAsync(IChannel channel, string queue, int most, CancellationToken ct)
    {
        List<BasicGetResult> taken = [];
        while (taken.Count < most && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } message)
        {
            taken.Add(message);
        }

        return taken;
    }
}
