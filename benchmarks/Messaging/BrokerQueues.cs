using System.Text.Json;
using MassTransit;
using RabbitMQ.Client;

namespace Platform.Benchmarks.Messaging;

/// <summary>Fills a peer's queue while the peer is away, so that what is timed is consuming alone.</summary>
internal sealed class BrokerQueues(IConnection connection) : IAsyncDisposable
{
    public static async Task<BrokerQueues> ConnectAsync(Uri broker) =>
        new(await new ConnectionFactory { Uri = broker }.CreateConnectionAsync());

    /// <summary>A quorum queue; the bus's own peers declare theirs with the same arguments.</summary>
    public async Task DeclareAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
    }

    /// <summary>Lets the bus deliver what is published as <typeparamref name="T"/> to <paramref name="queue"/>.</summary>
    public async Task BindToAsync<T>(string queue)
    {
        await DeclareAsync(queue);
        await using var channel = await connection.CreateChannelAsync();
        var exchange = $"{typeof(T).Namespace}:{typeof(T).Name}";
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue, exchange, "");
    }

    /// <returns>Messages that nobody has taken.</returns>
    public async Task<long> CountAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    public async Task PurgeAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(queue);
    }

    /// <summary>Puts <paramref name="count"/> durable messages on the queue and returns when the broker has confirmed them all.</summary>
    /// <param name="envelope">As the bus wraps them; otherwise the bare JSON.</param>
    public async Task FillAsync(string queue, int count, bool envelope)
    {
        // What a peer had done but not yet acknowledged when it was stopped has come back.
        await PurgeAsync(queue);
        await using var channel = await ConfirmingAsync();
        var confirms = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            var properties = new BasicProperties
            {
                Persistent = true,
                MessageId = id.ToString(),
                ContentType = envelope ? "application/vnd.masstransit+json" : "application/json",
            };
            var body = envelope ? Envelope(id, Load.Message(i)) : Load.Body(i);
            confirms.Add(channel.BasicPublishAsync("", queue, mandatory: true, properties, body).AsTask());
            if (confirms.Count == 500)
            {
                await Task.WhenAll(confirms);
                confirms.Clear();
            }
        }

        await Task.WhenAll(confirms);
    }

    /// <summary>Puts durable messages of bare JSON on the queue, and nothing else.</summary>
    public async Task FillAsync(string queue, IEnumerable<byte[]> bodies)
    {
        await PurgeAsync(queue);
        await using var channel = await ConfirmingAsync();
        foreach (var some in bodies.Chunk(500))
        {
            await Task.WhenAll(some.Select(body => channel.BasicPublishAsync(
                "", queue, mandatory: true, new BasicProperties { Persistent = true, ContentType = "application/json" }, body).AsTask()));
        }
    }

    /// <summary>Publishes as the bus of another service would; returns when the broker has confirmed them all.</summary>
    public async Task PublishAsync<T>(IEnumerable<T> messages)
    {
        await using var channel = await ConfirmingAsync();
        await Task.WhenAll(messages.Select(message =>
        {
            var id = Guid.CreateVersion7();
            var properties = new BasicProperties { Persistent = true, MessageId = id.ToString(), ContentType = "application/vnd.masstransit+json" };
            return channel.BasicPublishAsync($"{typeof(T).Namespace}:{typeof(T).Name}", "", mandatory: false, properties, Envelope(id, message)).AsTask();
        }));
    }

    /// <summary>A message as the bus wraps it.</summary>
    public static byte[] Envelope<T>(Guid id, T message) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            messageId = id,
            conversationId = id,
            messageType = new[] { $"urn:message:{typeof(T).Namespace}:{typeof(T).Name}" },
            message,
            sentTime = "2026-11-23T18:00:00Z",
            headers = new { },
        }, JsonSerializerOptions.Web);

    private Task<IChannel> ConfirmingAsync() => connection.CreateChannelAsync(new CreateChannelOptions(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null));

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
