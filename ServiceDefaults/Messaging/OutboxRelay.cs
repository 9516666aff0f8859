using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Publishes committed outbox rows with publisher confirms, the row's id as MessageId, and deletes them. A crash
/// between the two publishes the row again under the same id, and the inbox of each consumer stops it there.
/// Replicas share the table by SKIP LOCKED.
/// </summary>
internal sealed partial class OutboxRelay(
    NpgsqlDataSource dataSource, IBus bus, OutboxSignal signal, ContractTypes contracts, TimeProvider time,
    IMeterFactory meters, ILogger<OutboxRelay> log) : BackgroundService
{
    private const int BatchSize = 250;
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepInbox = TimeSpan.FromDays(14);

    private readonly Counter<long> _relayed = meters.Create("Platform.Messaging").CreateCounter<long>("outbox.relayed");
    private DateTimeOffset _nextInboxCleaning;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RelayOnceAsync(stoppingToken) == BatchSize)
                {
                }

                failures = 0;
                await CleanInboxAsync(stoppingToken);
                await signal.WaitAsync(LookAtLeastEvery, time, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // A server that is away is told by the health of the service.
                failures++;
                if (!IsAway(failure))
                {
                    RelayFailed(log, failure);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 250 * failures)), time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Publishing without a broker waits for it, and is given up after a while.
    private static bool IsAway(Exception failure) => failure is OperationCanceledException || Transient.Is(failure);

    /// <returns>How many rows were taken from the table.</returns>
    private async Task<int> RelayOnceAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var rows = await TakeAsync(connection, ct);
        if (rows.Count == 0)
        {
            return 0;
        }

        // The batch in hand is finished when the service stops, unless the broker is what keeps it.
        using var limit = new CancellationTokenSource(PublishTimeout);
        await using var stopping = ct.Register(() => limit.CancelAfter(StopPatience));
        var readable = rows.Select(row => (Row: row, Message: Read(row))).ToLookup(r => r.Message is not null);
        await Task.WhenAll(readable[true].Select(r => PublishAsync(r.Row, r.Message!, limit.Token)));

        await using var settle = new NpgsqlBatch(connection, transaction);
        settle.BatchCommands.Add(new("DELETE FROM outbox WHERE id = ANY($1)")
        {
            Parameters = { new() { Value = readable[true].Select(r => r.Row.Id).ToArray() } },
        });
        settle.BatchCommands.Add(new("UPDATE outbox SET parked_reason = 'unknown contract' WHERE id = ANY($1)")
        {
            Parameters = { new() { Value = readable[false].Select(r => r.Row.Id).ToArray() } },
        });
        await settle.ExecuteNonQueryAsync(limit.Token);
        await transaction.CommitAsync(limit.Token);
        _relayed.Add(readable[true].Count());
        return rows.Count;
    }

    private static async Task<List<OutboxRow>> TakeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            "SELECT id, type, body, trace_parent FROM outbox WHERE parked_reason IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED", connection)
        {
            Parameters = { new() { Value = BatchSize } },
        };
        await using var reader = await take.ExecuteReaderAsync(ct);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return rows;
    }

    /// <returns>Null where this version knows no such contract, or has it in another form.</returns>
    private object? Read(OutboxRow row)
    {
        try
        {
            if (contracts.Find(row.Type) is { } type && JsonSerializer.Deserialize(row.Body, type, JsonSerializerOptions.Web) is { } message)
            {
                return message;
            }
        }
        catch (JsonException)
        {
            // One row must not hold up all others for ever.
        }

        ContractUnknown(log, row.Id, row.Type);
        return null;
    }

    private async Task PublishAsync(OutboxRow row, object message, CancellationToken ct)
    {
        // The trace goes on from the transaction that wrote the row, not from this loop.
        using var activity = row.TraceParent is null ? null : Activities.StartActivity("outbox relay", ActivityKind.Internal, row.TraceParent);
        await bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = row.Id), ct);
    }

    private async Task CleanInboxAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (now < _nextInboxCleaning)
        {
            return;
        }

        await using var clean = dataSource.CreateCommand("DELETE FROM inbox WHERE received_at < $1");
        clean.Parameters.Add(new() { Value = now - KeepInbox });
        await clean.ExecuteNonQueryAsync(ct);
        _nextInboxCleaning = now.AddHours(1);
    }

    internal static readonly ActivitySource Activities = new("Platform.Messaging");

    [LoggerMessage(1001, LogLevel.Warning, "The outbox could not be relayed; its rows wait until it can")]
    private static partial void RelayFailed(ILogger logger, Exception failure);

    [LoggerMessage(1002, LogLevel.Error, "Outbox row {Id} names the contract {Type}, which this version does not know in that form; it is parked")]
    private static partial void ContractUnknown(ILogger logger, Guid id, string type);
}
