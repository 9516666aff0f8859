using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using Npgsql;
using Platform.ServiceDefaults.Identity;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.Tests.Soak;

/// <summary>
/// Real processes of the scheduler over one database and one broker, which are the soak's own. Each can be killed and
/// started at any time, and so can the servers; whoever asks meanwhile asks again.
/// </summary>
internal sealed class Replicas : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private const string Folder = "services/Scheduler";
    private const string Assembly = "Scheduler";

    private readonly Servers _servers;
    private readonly NpgsqlDataSource _database;
    private readonly string _connection;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Replica[] _replicas;
    private int _turn;

    private Replicas(Servers servers, string connection, int count)
    {
        (_servers, _connection) = (servers, connection);
        _database = NpgsqlDataSource.Create(connection);
        _replicas = [.. Enumerable.Range(0, count).Select(_ => new Replica(FreePort.Next(), new LastLines()))];
    }

    public int Count => _replicas.Length;

    public Uri Broker => _servers.Running.Broker;

    /// <summary>What the replicas said last.</summary>
    public string Said => string.Join(Environment.NewLine, _replicas.Select((r, i) => $"--- replica {i}{Environment.NewLine}{r.Said}"));

    /// <summary>Starts the servers; the replicas are started one by one.</summary>
    public static async Task<Replicas> PrepareAsync(int count)
    {
        var servers = new Servers();
        await servers.InitializeAsync();
        var connection = await servers.CreateDatabaseAsync(System.Reflection.Assembly.LoadFrom(Checkout.Dll(Folder, Assembly)));
        var replicas = new Replicas(servers, connection, count);
        replicas._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tickets.Issue(servers.IdentityDatabase, Guid.CreateVersion7(), PlatformRoles.Operator));
        return replicas;
    }

    public Task StartAllAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(StartAsync));

    public Task KillAllAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(KillAsync));

    /// <summary>Returns when the replica is healthy.</summary>
    public async Task StartAsync(int replica)
    {
        var it = _replicas[replica];
        it.Process = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [Checkout.Dll(Folder, Assembly)],
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = it.Address.ToString(),
                ["ConnectionStrings__schedulerdb"] = _connection,
                ["ConnectionStrings__identitydb"] = _servers.IdentityDatabase,
                ["ConnectionStrings__rabbitmq"] = Broker.ToString(),
                ["Scheduler__AllowSimulation"] = "true",
                // Those that the stand-in answers for and the calendar expects.
                ["Scheduler__Engines"] = "regenerate,training_dispatcher,compliance_scan,honours_board",
                ["Scheduler__PollInterval"] = "00:00:00.050",
                // Several strides for a zone, and no pause between those that are late.
                ["Scheduler__StrideSize"] = "100",
                ["Scheduler__CatchUpPerSecond"] = "1000000",
                ["Scheduler__RescueCron"] = "0/3 * * * * ?",
                ["Scheduler__RetellCron"] = "0/7 * * * * ?",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__Console__FormatterName"] = "simple",
                ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
                ["Logging__Console__FormatterOptions__SingleLine"] = "true",
                // No replica lives long enough for its code to be made faster.
                ["DOTNET_TieredPGO"] = "0",
            },
            OnLine = it.Said.Add,
        });
        await Eventually.AssertAsync(async () => (await _http.GetAsync(new Uri(it.Address, "health"))).EnsureSuccessStatusCode(), Patience);
    }

    /// <summary>SIGKILL, in the middle of whatever it is doing.</summary>
    public Task KillAsync(int replica) => _replicas[replica].Process!.KillAsync();

    public Task RestartPostgresAsync() => _servers.Running.RestartPostgresAsync();

    public Task RestartBrokerAsync() => _servers.Running.RestartBrokerAsync();

    /// <summary>Asks as an operator, of any replica that answers, until it does.</summary>
    public Task<string> AskAsync(HttpMethod method, string path, object? body = null) =>
        Eventually.BecomesAsync(() => AskOnceAsync(method, path, body), _ => true, Patience);

    /// <summary>The same, and once.</summary>
    public async Task<string> AskOnceAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_replicas[Interlocked.Increment(ref _turn) % Count].Address, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    public Task ExecuteAsync(string sql, params object[] parameters) => QueryAsync(sql, _ => 0, parameters);

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] parameters)
    {
        List<T> rows = [];
        await Eventually.AssertAsync(
            async () =>
            {
                rows.Clear();
                await using var command = _database.CreateCommand(sql);
                foreach (var parameter in parameters)
                {
                    command.Parameters.Add(new() { Value = parameter });
                }

                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    rows.Add(read(reader));
                }
            },
            Patience);
        return rows;
    }

    /// <summary>What lies in queues of messages that could not be handled.</summary>
    public async Task<IReadOnlyList<string>> FailedMessagesAsync() =>
        [.. (await _servers.QueuesAsync("/")).Where(q => q.Name.EndsWith("_error", StringComparison.Ordinal) && q.Messages > 0).Select(q => $"{q.Messages} in {q.Name}")];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_replicas.Select(r => r.Process?.StopAsync(TimeSpan.FromSeconds(5)) ?? Task.CompletedTask));
        _http.Dispose();
        await _database.DisposeAsync();
        await _servers.DisposeAsync();
    }

    private sealed class Replica(int port, LastLines said)
    {
        public Uri Address { get; } = new($"http://127.0.0.1:{port}/");

        public LastLines Said => said;

        public ChildProcess? Process { get; set; }
    }
}
