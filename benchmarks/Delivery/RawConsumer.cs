using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Platform.Benchmarks.Messaging;
using Platform.Benchmarks.Scheduler;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// The floor under a delivery: RabbitMQ.Client takes a durable message, stores one row about as wide as a delivery in one
/// transaction, and acknowledges after the commit. One message a delivery, without a Discord.
/// </summary>
internal sealed class RawConsumer
{
    private const string Queue = "bench-raw-deliveries";
    private const ushort Prefetch = 64;
    private static readonly int Consumers = 4 * Environment.ProcessorCount;

    private const string Insert =
        """
        INSERT INTO raw_deliveries (id, user_id, engine, local_date, status, content, nonce, channel_id, message_id, created_at, delivered_at)
        VALUES ($1, $2, 'training_dispatcher', $3, 'delivered', $4::jsonb, $5, $6, $7, $8, $8)
        """;

    private readonly Rig _rig;
    private readonly string _content;

    private RawConsumer(Rig rig, string content) => (_rig, _content) = (rig, content);

    public static async Task<RawConsumer> PrepareAsync(Rig rig)
    {
        await rig.Owner.ExecuteAsync(
            """
            CREATE TABLE raw_deliveries (id uuid PRIMARY KEY, user_id uuid NOT NULL, engine text NOT NULL, local_date date NOT NULL, status text NOT NULL,
                content jsonb NOT NULL, nonce text NOT NULL, channel_id text NOT NULL, message_id text NOT NULL, created_at timestamptz NOT NULL, delivered_at timestamptz NOT NULL)
            """);
        await rig.Queues.DeclareAsync(Queue);
        return new(rig, await rig.Owner.ScalarAsync<string>("SELECT workout::text FROM workouts LIMIT 1"));
    }

    /// <summary>Puts the messages on the queue while nobody takes them.</summary>
    public async Task FillAsync(int count)
    {
        await _rig.Owner.EachAsync("TRUNCATE raw_deliveries", "CHECKPOINT");
        await _rig.Queues.FillAsync(Queue, Enumerable.Range(0, count).Select(n => JsonSerializer.SerializeToUtf8Bytes(
            new Due(People.User(n), People.Today, Guid.CreateVersion7(), People.ChannelId(n), _content), JsonSerializerOptions.Web)));
    }

    /// <returns>Seconds from the first message to the last commit.</returns>
    public async Task<double> RunAsync(int count)
    {
        var settings = new NpgsqlConnectionStringBuilder(_rig.Database) { MaxPoolSize = Consumers, MaxAutoPrepare = 64, NoResetOnClose = true };
        await using var database = NpgsqlDataSource.Create(settings);
        await using var connection = await new ConnectionFactory { Uri = _rig.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: (ushort)Consumers));
        await channel.BasicQosAsync(0, Prefetch, global: false);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = count;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await StoreAsync(JsonSerializer.Deserialize<Due>(delivery.Body.Span, JsonSerializerOptions.Web)!, database);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.TrySetResult();
            }
        };
        var started = Stopwatch.GetTimestamp();
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
        await done.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var stored = await _rig.Owner.ScalarAsync<long>("SELECT count(*) FROM raw_deliveries");
        return stored == count ? seconds : throw new InvalidOperationException($"Of {count} messages {stored} are stored.");
    }

    private static async Task StoreAsync(Due due, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = Guid.CreateVersion7();
        await using var insert = new NpgsqlCommand(Insert, connection, transaction)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = due.UserId }, new() { Value = due.LocalDate }, new() { Value = due.Content },
                new() { Value = id.ToString("N", CultureInfo.InvariantCulture)[..25] }, new() { Value = due.ChannelId }, new() { Value = due.ChannelId },
                new() { Value = TimeProvider.System.GetUtcNow() },
            },
        };
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private sealed record Due(Guid UserId, DateOnly LocalDate, Guid RunId, string ChannelId, string Content);
}
