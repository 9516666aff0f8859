using RabbitMQ.Client;

namespace Platform.Scheduler.Features.Queues;

/// <summary>
/// Some messages from the head of a queue, held on a channel of their own until they are moved or put back; what is
/// neither when the channel closes lies in the queue again.
/// </summary>
internal sealed class TakenMessages : IAsyncDisposable
{
    /// <summary>
    /// A quorum queue's acknowledgements wait in the channel from the 33rd on that the queue has not answered, one for each
    /// message that was got, and are lost when the channel closes: the messages would lie in both queues.
    /// </summary>
    public const int Most = 25;

    private const string DeliveryCount = "x-delivery-count";

    // Counted by quorum queues, and by the client for its confirms: a message that is written anew begins at nought.
    private static readonly string[] Counters = [DeliveryCount, "x-acquired-count", Constants.PublishSequenceNumberHeader];

    private readonly IChannel _channel;
    private readonly List<BasicGetResult> _messages = [];

    private TakenMessages(IChannel channel) => _channel = channel;

    public IReadOnlyList<BasicGetResult> Messages => _messages;

    /// <summary>How often the one that was put back into its quorum queue most often was.</summary>
    public long Returns => _messages.Max(message =>
        message.BasicProperties.Headers?.TryGetValue(DeliveryCount, out var count) == true && count is long returns ? returns : 0);

    /// <param name="most">At most <see cref="Most"/> are taken.</param>
    public static async Task<TakenMessages> FromAsync(BrokerSession session, string queue, int most, CancellationToken ct)
    {
        var taken = new TakenMessages(await session.OpenChannelAsync(ct));
        try
        {
            while (taken._messages.Count < Math.Min(most, Most) && await taken._channel.BasicGetAsync(queue, autoAck: false, ct) is { } message)
            {
                taken._messages.Add(message);
            }

            return taken;
        }
        catch
        {
            await taken.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Writes the messages into <paramref name="queue"/>, ids and headers as they are, and acknowledges them where they lay
    /// once the broker has them safe. A crash between the two leaves two copies of one id, which the inbox handles once.
    /// </summary>
    /// <returns>How many were written, and what kept the others where they lie; null: nothing.</returns>
    public async Task<(int Moved, Exception? Failure)> MoveAsync(string queue, CancellationToken ct)
    {
        // Together: a confirm each would be a write to the disk each.
        var failures = await Task.WhenAll(_messages.Select(message => WriteAsync(message, queue, ct)));
        var written = _messages.Where((_, i) => failures[i] is null).ToList();
        foreach (var message in written.TakeWhile(_ => _channel.IsOpen))
        {
            // Also where the time is up: it is written.
            await _channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
        }

        return (written.Count, failures.FirstOrDefault(failure => failure is not null));
    }

    public async Task PutBackAsync(CancellationToken ct) =>
        await _channel.BasicNackAsync(_messages[^1].DeliveryTag, multiple: true, requeue: true, ct);

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    /// <returns>Why it is not written: there is no such queue, or it takes nothing, or the broker is away.</returns>
    private async Task<Exception?> WriteAsync(BasicGetResult message, string queue, CancellationToken ct)
    {
        var properties = new BasicProperties(message.BasicProperties);
        if (properties.Headers is { } headers)
        {
            properties.Headers = headers.Where(header => !Counters.Contains(header.Key)).ToDictionary(header => header.Key, header => header.Value);
        }

        try
        {
            await _channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, ct);
            return null;
        }
        catch (Exception failure) when (BrokerProblems.Describe(failure) is not null)
        {
            return failure;
        }
    }
}
