using Npgsql;
using Platform.Benchmarks.Messaging;
using Platform.Benchmarks.Scheduler;
using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.ServiceDefaults.Data;
using Platform.Standalone;

namespace Platform.Benchmarks.Delivery;

/// <summary>A database of a part's own, the broker, and whoever listens to what Delivery tells.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private const string Reports = "bench-reports";
    private const string Told = "bench-told";

    private readonly Servers _servers;
    private readonly string _identity;

    private Rig(Servers servers, string database, string identity, BrokerQueues queues)
    {
        (_servers, Database, _identity, Queues) = (servers, database, identity, queues);
        Owner = NpgsqlDataSource.Create(database);
    }

    public string Database { get; }

    public NpgsqlDataSource Owner { get; }

    public BrokerQueues Queues { get; }

    public Uri Broker => _servers.Broker;

    public static async Task<Rig> MakeAsync(Servers servers, string name)
    {
        var database = await servers.CreateDatabaseAsync($"delivery_{name}");
        await Migrator.ApplyAsync(database, typeof(DiscordOptions).Assembly, CancellationToken.None);
        var queues = await BrokerQueues.ConnectAsync(servers.Broker);
        // As in earnest, somebody is told.
        await queues.BindToAsync<EngineRunReported>(Reports);
        await queues.BindToAsync<WorkoutDelivered>(Told);
        await queues.PurgeAsync(Reports);
        await queues.PurgeAsync(Told);
        return new(servers, database, await servers.CreateDatabaseAsync($"identity_{name}"), queues);
    }

    /// <summary>A process of the service as the AppHost starts it; returns when it is ready.</summary>
    public async Task<DeliveryProcess> StartAsync(Uri discord, params (string Name, string Value)[] settings)
    {
        var address = Peer.Address();
        var dll = Repository.Dll("services/Delivery", "Delivery");
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["ConnectionStrings__deliverydb"] = Database,
            ["ConnectionStrings__identitydb"] = _identity,
            ["ConnectionStrings__rabbitmq"] = Broker.ToString(),
            ["Discord__ApiBaseUrl"] = new Uri(discord, "api/v10/").ToString(),
            ["Discord__BotToken"] = "bench-token",
            ["Discord__ApplicationId"] = SignedInteractions.ApplicationId,
            ["Discord__PublicKey"] = SignedInteractions.PublicKey,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        var process = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [dll],
            WorkingDirectory = Path.GetDirectoryName(dll),
            Environment = environment,
            OnLine = Figures.Note,
        });
        using var client = new HttpClient { BaseAddress = address };
        await Peer.AnswersAsync(client, "/health");
        return new(process, address);
    }

    /// <returns>How many deliveries are stored as delivered.</returns>
    public Task<long> DeliveredAsync() => Owner.ScalarAsync<long>("SELECT count(*) FROM deliveries WHERE status = 'delivered'");

    /// <summary>Waits until so many deliveries are stored as delivered.</summary>
    public async Task DeliveredAsync(int count, TimeSpan lookEvery, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (await DeliveredAsync() < count)
        {
            if (limit.IsCancellationRequested)
            {
                throw new InvalidOperationException($"After {patience} {await DeliveredAsync()} of {count} are delivered; of the others: {await OthersAsync()}.");
            }

            await Task.Delay(lookEvery, CancellationToken.None);
        }
    }

    /// <summary>Waits until the broker has confirmed everything that Delivery tells.</summary>
    public async Task AllToldAsync(TimeSpan lookEvery)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Owner.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM outbox)"))
        {
            await Task.Delay(lookEvery, patience.Token);
        }
    }

    /// <summary>Ends the run where not exactly so many deliveries were made: a figure for people who were left out is no figure.</summary>
    public async Task VerifyAsync(int people)
    {
        var (rows, users) = (await DeliveredAsync(), await Owner.ScalarAsync<long>("SELECT count(DISTINCT user_id) FROM deliveries WHERE status = 'delivered'"));
        var told = await Queues.CountAsync(Told);
        if (rows != people || users != people || told != people)
        {
            throw new InvalidOperationException($"Of {people} people {users} have {rows} deliveries, and {told} of them were told of; of the others: {await OthersAsync()}.");
        }
    }

    /// <summary>Takes away what rounds before have left, and gives the disk time.</summary>
    public async Task ClearAsync()
    {
        await Owner.EachAsync("TRUNCATE deliveries", "TRUNCATE demand_days", "TRUNCATE inbox", "CHECKPOINT");
        await Queues.PurgeAsync(Reports);
        await Queues.PurgeAsync(Told);
    }

    private Task<string> OthersAsync() => Owner.ScalarAsync<string>(
        "SELECT coalesce(string_agg(n || ' ' || status || coalesce(' (' || last_error || ')', ''), ', '), 'none') FROM (SELECT status, last_error, count(*) AS n FROM deliveries WHERE status <> 'delivered' GROUP BY 1, 2) AS o");

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Queues.DisposeAsync();
    }
}

/// <summary>The service's process.</summary>
internal sealed class DeliveryProcess(ChildProcess process, Uri address) : IAsyncDisposable
{
    public Uri Address => address;

    /// <summary>Resident memory in MiB, as the kernel counts it.</summary>
    public double ResidentMib() => new ProcessTree(process.Id).MemoryMib("Rss");

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(TimeSpan.FromSeconds(30));
        await process.DisposeAsync();
    }
}
