using System.Diagnostics;
using Npgsql;
using Platform.Benchmarks.Messaging;
using Platform.Contracts.Scheduler;
using Platform.Standalone;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// Everybody's hour at once, by processes of the service as in earnest: seconds from the due instant until the last message
/// is in the outbox, and until the broker has confirmed the last. In turn with the same rows by raw SQL and with job queues.
/// </summary>
internal sealed class Millions(Servers servers, string database, NpgsqlDataSource owner, BrokerQueues queues, Figures figures)
{
    private const int Rounds = 3;
    private const int Clients = 1_000_000;
    private const int Jobs = 100_000;
    private const int Triggers = 3000;
    private const string Queue = "bench-engine";

    /// <summary>Longer than a replica sleeps between two looks: it knows of the instant before it comes.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    public async Task MeasureAsync(string identity, string quartz)
    {
        await queues.BindToAsync<EngineDue>(Queue);
        await using var first = await Replica.StartAsync(database, identity, servers.Broker);
        await WaveAsync();
        await QuartzPeer.RunAsync(quartz, Triggers / 10);
        for (var round = 0; round < Rounds; round++)
        {
            Add("", await WaveAsync());
            figures.Add("raw_s", await RawSql.RunAsync(database, owner, Clients));
            figures.Add("pgboss_per_s", await NodePeer.RunAsync(servers, "pg-boss.mjs", Jobs));
            figures.Add("graphile_per_s", await NodePeer.RunAsync(servers, "graphile-worker.mjs", Jobs));
            figures.Add("quartz_per_s", await QuartzPeer.RunAsync(quartz, Triggers));
        }

        await using var second = await Replica.StartAsync(database, identity, servers.Broker);
        await WaveAsync();
        for (var round = 0; round < Rounds; round++)
        {
            Add("_2", await WaveAsync());
        }

        await Task.WhenAll(StopAsync(first), StopAsync(second));
    }

    private void Add(string replicas, (double Outbox, double Confirmed) seconds)
    {
        figures.Add($"million_outbox{replicas}_s", seconds.Outbox);
        figures.Add($"million_confirmed{replicas}_s", seconds.Confirmed);
        figures.Add($"dispatched{replicas}_per_s", Clients / seconds.Outbox);
        figures.Add($"confirmed{replicas}_per_s", Clients / seconds.Confirmed);
    }

    private async Task<(double Outbox, double Confirmed)> WaveAsync()
    {
        await Population.ClearAsync(owner);
        await queues.PurgeAsync(Queue);
        var dueAt = await Population.DueAsync(owner, Ahead);
        // One snapshot for both: a wave that has been cut is strides in the same instant.
        await using var look = owner.CreateCommand(
            """
            SELECT extract(epoch FROM clock_timestamp() - $1)::float8,
                EXISTS (SELECT FROM waves WHERE due_at <= $1) OR EXISTS (SELECT FROM strides), EXISTS (SELECT FROM outbox)
            """);
        look.Parameters.Add(new() { Value = dueAt });
        var patience = Stopwatch.StartNew();
        double? outbox = null;
        while (patience.Elapsed < TimeSpan.FromMinutes(3))
        {
            await Task.Delay(20);
            await using var reader = await look.ExecuteReaderAsync();
            await reader.ReadAsync();
            var (seconds, walking, waiting) = (reader.GetDouble(0), reader.GetBoolean(1), reader.GetBoolean(2));
            if (seconds < 0 || walking)
            {
                continue;
            }

            outbox ??= seconds;
            if (!waiting)
            {
                await reader.DisposeAsync();
                await VerifyAsync();
                return (outbox.Value, seconds);
            }
        }

        throw new InvalidOperationException($"After {patience.Elapsed} not everybody was told.");
    }

    private async Task VerifyAsync()
    {
        await Population.VerifyAsync(owner, Clients);
        var batches = await owner.ScalarAsync<long>("SELECT count(*) FROM batches");
        var arrived = await queues.CountAsync(Queue);
        if (arrived != batches)
        {
            throw new InvalidOperationException($"Of {batches} messages {arrived} lie in the engine's queue.");
        }
    }

    private static Task StopAsync(ChildProcess replica) => replica.StopAsync(TimeSpan.FromSeconds(30));
}
