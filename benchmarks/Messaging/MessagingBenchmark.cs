using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Contracts.Delivery;
using Platform.ServiceDefaults.Data;

namespace Platform.Benchmarks.Messaging;

/// <summary>
/// What the inbox and outbox cost: the same messages and the same work by a bare MassTransit consumer, by RabbitMQ.Client
/// alone, and by the platform's consumers, in turn, on the same servers.
/// </summary>
internal sealed class MessagingBenchmark(NpgsqlDataSource owner, string postgres, Uri broker, BrokerQueues queues)
{
    private const int Rounds = 5;
    private const int Messages = 8000;
    private readonly Figures _figures = new("messaging");

    public static async Task<int> RunAsync()
    {
        await using var servers = await Servers.StartAsync();
        var (postgres, broker) = (await servers.CreateDatabaseAsync("bench"), servers.Broker);
        await Migrator.ApplyAsync(postgres, typeof(MessagingBenchmark).Assembly, CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(postgres);
        await using var queues = await BrokerQueues.ConnectAsync(broker);
        await new MessagingBenchmark(owner, postgres, broker, queues).MeasureAsync();
        return 0;
    }

    private async Task MeasureAsync()
    {
        await ExecuteAsync(Load.Schema);
        foreach (var queue in (string[])["bench-raw", "bench-bare", "bench-inbox-handler", "bench-publishing-handler", "bench-batch-handler"])
        {
            await queues.DeclareAsync(queue);
        }

        await queues.BindToAsync<LogMissed>("bench-out");
        await RoundAsync(new Figures("warm-up"), Messages / 4);
        for (var round = 0; round < Rounds; round++)
        {
            await RoundAsync(_figures, Messages);
        }

        foreach (var figure in (string[])["bare", "raw", "inbox", "publishing", "batch", "relay"])
        {
            _figures.Print($"{figure}_per_second", _figures.Median(figure), "messages/s");
        }

        foreach (var figure in (string[])["bare", "raw", "inbox", "publishing", "batch"])
        {
            _figures.Print($"{figure}_cpu", _figures.Median($"{figure}_cpu"), "us/message");
        }

        _figures.Print("inbox_vs_bare", _figures.Ratio("inbox", "bare"), "ratio");
        _figures.Print("inbox_vs_bare_cpu", _figures.Ratio("bare_cpu", "inbox_cpu"), "ratio");
        _figures.Print("inbox_vs_raw", _figures.Ratio("inbox", "raw"), "ratio");
        _figures.Print("publishing_vs_bare", _figures.Ratio("publishing", "bare"), "ratio");
        _figures.Print("batch_vs_bare", _figures.Ratio("batch", "bare"), "ratio");
    }

    private async Task RoundAsync(Figures figures, int count)
    {
        await HostedAsync(figures, "bare", "bench-bare", count, Leg.Bare);
        await HostedAsync(figures, "inbox", "bench-inbox-handler", count, Leg.Inbox);
        await RawAsync(figures, count);
        await HostedAsync(figures, "publishing", "bench-publishing-handler", count, Leg.Publishing);
        await HostedAsync(figures, "batch", "bench-batch-handler", 3 * count, Leg.Batch);
        figures.Add("relay", await RelayAsync(count));
    }

    private async Task HostedAsync(Figures figures, string figure, string queue, int count, Func<string, Uri, Progress, IHost> build)
    {
        await CleanAsync();
        await queues.FillAsync(queue, count, envelope: true);
        var progress = new Progress { Target = count };
        using var host = build(postgres, broker, progress);
        await host.StartAsync();
        await progress.AddToAsync(figures, figure);
        await host.StopAsync();
        await VerifyAsync(count);
    }

    private async Task RawAsync(Figures figures, int count)
    {
        await CleanAsync();
        await queues.FillAsync("bench-raw", count, envelope: false);
        var progress = new Progress { Target = count };
        using var services = Leg.Relay(postgres, broker, progress);
        await using var peer = await RawPeer.StartAsync(broker, "bench-raw", services.Services.GetRequiredService<NpgsqlDataSource>(), progress);
        await progress.AddToAsync(figures, "raw");
        await VerifyAsync(count);
    }

    /// <summary>Rows of the outbox a second, confirmed by the broker and deleted.</summary>
    private async Task<double> RelayAsync(int count)
    {
        await CleanAsync();
        await ExecuteAsync(
            $$"""
            INSERT INTO outbox (id, type, body)
            SELECT gen_random_uuid(), 'Platform.Contracts.Delivery.LogMissed',
                '{"userId":"{{Load.Users[0]}}","localDate":"2026-11-23","exerciseId":"back-squat","exerciseName":"Back squat","blockId":"{{Load.Users[0]}}","dayIndex":3,"dueAt":"2026-11-23T22:00:00+00:00"}'
            FROM generate_series(1, {{count}})
            """);
        using var host = Leg.Relay(postgres, broker, new Progress { Target = count });
        await host.StartAsync();
        long started = 0;
        while (true)
        {
            var left = await ScalarAsync("SELECT count(*) FROM outbox");
            if (started == 0 && left < count)
            {
                // The first batch has gone: from here on the bus is up.
                (started, count) = (Stopwatch.GetTimestamp(), (int)left);
            }

            if (left == 0)
            {
                var perSecond = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
                await host.StopAsync();
                return perSecond;
            }

            await Task.Delay(5);
        }
    }

    private async Task CleanAsync()
    {
        await queues.PurgeAsync("bench-out");
        await ExecuteAsync("TRUNCATE inbox, outbox, bench_logs, bench_totals");
        await using var seed = owner.CreateCommand("INSERT INTO bench_totals SELECT id, 0 FROM unnest($1) AS id");
        seed.Parameters.Add(new() { Value = Load.Users });
        await seed.ExecuteNonQueryAsync();
        await ExecuteAsync("VACUUM ANALYZE bench_totals; CHECKPOINT");
    }

    // A figure for work that was not done, or done twice, is no figure.
    private async Task VerifyAsync(int count)
    {
        var (rows, total) = (await ScalarAsync("SELECT count(*) FROM bench_logs"), await ScalarAsync("SELECT sum(logged) FROM bench_totals"));
        if (rows != count || total != count)
        {
            throw new InvalidOperationException($"{count} messages made {rows} rows and a total of {total}.");
        }
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private async Task ExecuteAsync(string sql)
    {
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = owner.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }
}
