using System.Text;
using RabbitMQ.Client;

namespace Platform.Scheduler.Tests;

/// <summary>A seat at the broker itself, for what a bus would not do: queues of one's own, and messages copied whole.</summary>
internal sealed class BrokerSeat(IConnection connection, IChannel channel) : IAsyncDisposable
{
    /// <summary>What RabbitMQ 4 sets by itself: a message that was put back as often is dropped.</summary>
    public const int DeliveryLimit = 20;

    public const string ContentType = "application/vnd.masstransit+json";

    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private BasicGetResult? _copied;

    public IChannel Channel => channel;

    public static async Task<BrokerSeat> TakeAsync(string brokerUri)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(brokerUri) }.CreateConnectionAsync();
        return new(connection, await connection.CreateChannelAsync(Confirmed));
    }

    public async Task DeclareAsync(params string[] queues)
    {
        foreach (var queue in queues)
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum", ["x-delivery-limit"] = DeliveryLimit,
            });
        }
    }

    /// <summary>Messages with the ids message-0, message-1 and so on.</summary>
    public async Task PutAsync(string queue, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var properties = new BasicProperties
            {
                MessageId = $"message-{i}", Persistent = true, ContentType = ContentType, Headers = new Dictionary<string, object?> { ["own"] = "kept" },
            };
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes("{}"));
        }
    }

    /// <summary>Keeps a copy of the queue's one message.</summary>
    public async Task CopyAsync(string queue)
    {
        _copied = (await channel.BasicGetAsync(queue, autoAck: true)).ShouldNotBeNull();
        await PutAgainAsync(queue);
    }

    /// <summary>Puts a copy there of what was copied before.</summary>
    public async Task PutAgainAsync(string queue) =>
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(_copied!.BasicProperties), _copied.Body);

    public async Task<List<BasicGetResult>> EmptyAsync(string queue)
    {
        List<BasicGetResult> taken = [];
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            taken.Add(message);
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
