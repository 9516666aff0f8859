using System.Text.Json;
using Npgsql;
using Platform.Contracts.Delivery;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Benchmarks.Messaging;

/// <summary>RabbitMQ.Client without a bus on top: the floor under every consumer.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RawPeer(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<RawPeer> StartAsync(Uri broker, string queue, NpgsqlDataSource dataSource, Progress progress)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: Load.Concurrency));
        await channel.BasicQosAsync(0, Load.Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            progress.Enter();
            var message = JsonSerializer.Deserialize<TopSetLogged>(delivery.Body.Span, JsonSerializerOptions.Web)!;
            await using (var database = await dataSource.OpenConnectionAsync())
            await using (var transaction = await database.BeginTransactionAsync())
            {
                await Load.WorkAsync(message, database, transaction, CancellationToken.None);
                await transaction.CommitAsync();
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            progress.Done();
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        return new RawPeer(connection, channel);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
