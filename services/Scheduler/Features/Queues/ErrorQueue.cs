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
    /// Writes the message into <paramref name="queue"/>, id and headers as they are, and acknowledges it where it lay once
    /// the broker has it safe. A crash between the two leaves two copies of one id, which the inbox handles once.
    /// </summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">There is no such queue, or it takes nothing: the message lies where it lay.</exception>
    public static async Task MoveAsync(IChannel channel, BasicGetResult message, string queue, CancellationToken ct)
    {
        var properties = new BasicProperties(message.BasicProperties);
        if (properties.Headers is { } headers)
        {
            properties.Headers = headers.Where(header => !Counters.Contains(header.Key)).ToDictionary(header => header.Key, header => header.Value);
        }

        await channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, ct);
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false, ct);
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
