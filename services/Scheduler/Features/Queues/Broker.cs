using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Scheduler.Features.Queues;

/// <summary>The broker that the service's own messages go through (<c>ConnectionStrings:rabbitmq</c>), for a look at its queues.</summary>
internal sealed class Broker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConnectionFactory _factory;

    public Broker(IConfiguration configuration) => _factory = new()
    {
        Uri = new Uri(configuration.GetConnectionString("rabbitmq")!),
        ClientProvidedName = "scheduler-queues",
        RequestedConnectionTimeout = Patience,
        ContinuationTimeout = Patience,
        // A request that loses its connection is told so; what it had not acknowledged lies where it lay.
        AutomaticRecoveryEnabled = false,
    };

    public string VirtualHost => _factory.VirtualHost;

    public string UserName => _factory.UserName;

    public string Password => _factory.Password;

    /// <summary>A connection for one request: operators come rarely.</summary>
    public async Task<BrokerSession> OpenAsync(CancellationToken ct) => new(await _factory.CreateConnectionAsync(ct));
}

/// <param name="Ready">Messages that wait.</param>
internal readonly record struct QueueDepth(int Ready, int Consumers);

internal sealed class BrokerSession(IConnection connection) : IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>A channel with publisher confirms: a publication returns when the broker has the message safe, or throws.</summary>
    public Task<IChannel> OpenChannelAsync(CancellationToken ct) => connection.CreateChannelAsync(Confirmed, ct);

    /// <returns>Null where there is no such queue, or only the connection that it belongs to may see it.</returns>
    public async Task<QueueDepth?> DepthAsync(string queue, CancellationToken ct)
    {
        // A refusal closes the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            var declared = await channel.QueueDeclarePassiveAsync(queue, ct);
            return new((int)declared.MessageCount, (int)declared.ConsumerCount);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.ResourceLocked)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
