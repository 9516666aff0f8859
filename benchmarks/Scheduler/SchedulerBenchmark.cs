using Npgsql;
using Platform.Benchmarks.Messaging;
using Platform.Scheduler;
using Platform.ServiceDefaults.Data;

namespace Platform.Benchmarks.Scheduler;

/// <summary>What the timekeeper costs: a million clients' hour, a second in which nothing is due, people who move.</summary>
internal sealed class SchedulerBenchmark(Servers servers, Figures figures)
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private static readonly string[] All = ["million", "growth", "idle", "replan"];

    /// <param name="parts">Some of the parts alone; none: all of them.</param>
    public static async Task<int> RunAsync(string[] parts)
    {
        if (parts.Except(All).ToArray() is [var unknown, ..])
        {
            throw new ArgumentException($"The parts of scheduler are {string.Join(", ", All)}, not {unknown}.");
        }

        await using var servers = await Servers.StartAsync();
        await new SchedulerBenchmark(servers, new("scheduler")).MeasureAsync(part => parts.Length == 0 || parts.Contains(part));
        return 0;
    }

    private async Task MeasureAsync(Func<string, bool> wanted)
    {
        var many = await PopulatedAsync("many", Many);
        await using var owner = NpgsqlDataSource.Create(many);
        if (wanted("million"))
        {
            await using var queues = await BrokerQueues.ConnectAsync(servers.Broker);
            await new Millions(servers, many, owner, queues, figures).MeasureAsync(
                await servers.CreateDatabaseAsync("identity"), await MigratedAsync("quartz"));
            PrintMillions();
        }

        if (wanted("growth"))
        {
            await Growth.MeasureAsync((await PopulatedAsync("few", Few), Few), (many, Many), figures);
            PrintGrowth();
        }

        if (wanted("idle"))
        {
            await using var service = await Service.OverAsync(many);
            await IdleTick.MeasureAsync(service, owner, figures);
            figures.Print("idle_tick_ms", "ms");
            figures.Print("select1_ms", "ms");
            figures.Print("idle_vs_select1", figures.Ratio("idle_tick_ms", "select1_ms"), "ratio");
        }

        if (wanted("replan"))
        {
            await using var service = await Service.OverAsync(many);
            await Replan.MeasureAsync(service, owner, figures);
            figures.Print("replan_per_s", "clients/s");
        }
    }

    private async Task<string> MigratedAsync(string name)
    {
        var database = await servers.CreateDatabaseAsync(name);
        await Migrator.ApplyAsync(database, typeof(SchedulerOptions).Assembly, CancellationToken.None);
        return database;
    }

    private async Task<string> PopulatedAsync(string name, int clients)
    {
        var database = await MigratedAsync(name);
        await using var owner = NpgsqlDataSource.Create(database);
        await Population.SeedAsync(owner, clients);
        Figures.Note($"{clients} clients with seven tasks each");
        return database;
    }

    private void PrintMillions()
    {
        foreach (var replicas in (string[])["", "_2"])
        {
            figures.Print($"million_outbox{replicas}_s", "s");
            figures.Print($"million_confirmed{replicas}_s", "s");
            figures.Print($"dispatched{replicas}_per_s", "clients/s");
        }

        figures.Print("raw_s", "s");
        figures.Print("vs_raw_sql_relaying", figures.Ratio("raw_s", "million_outbox_s"), "ratio");
        foreach (var (peer, unit) in ((string, string)[])[("pgboss", "jobs/s"), ("graphile", "jobs/s"), ("quartz", "triggers/s")])
        {
            figures.Print($"{peer}_per_s", unit);
            figures.Print($"vs_{peer}", figures.Ratio("dispatched_per_s", $"{peer}_per_s"), "ratio");
            figures.Print($"vs_{peer}_confirmed", figures.Ratio("confirmed_per_s", $"{peer}_per_s"), "ratio");
        }
    }

    private void PrintGrowth()
    {
        figures.Print("client_of_10k_us", "us/client");
        figures.Print("client_of_1m_us", "us/client");
        figures.Print("raw_client_us", "us/client");
        figures.Print("growth", figures.Ratio("client_of_1m_us", "client_of_10k_us"), "ratio");
        figures.Print("vs_raw_sql", figures.Ratio("raw_client_us", "client_of_1m_us"), "ratio");
    }
}
