using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.Tests;

/// <summary>
/// The whole platform as processes on servers of its own, wired with the variables that the AppHost injects, so that
/// a test can kill and start any of them whenever it likes.
/// </summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    private const string SigningSeed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Servers _servers;
    private readonly Dictionary<string, int> _ports;
    private readonly ConcurrentDictionary<string, ChildProcess> _running = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-test-");

    private RunningPlatform(Servers servers, IEnumerable<string> names)
    {
        _servers = servers;
        _ports = names.ToDictionary(name => name, _ => FreePort.Next());
    }

    public IEnumerable<string> Names => _ports.Keys;

    public const string OperatorEmail = "operator@platform.local";

    public string OperatorPassword { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public Uri Gateway => Address(Programs.Gateway);

    public Uri Simulator => Address(Programs.Simulator);

    /// <param name="secondScheduler">Adds <c>scheduler-2</c>, a replica on the same database.</param>
    public static async Task<RunningPlatform> StartAsync(bool secondScheduler = false)
    {
        var servers = new Servers();
        await servers.InitializeAsync();
        var names = Programs.All.Select(p => p.Name).ToList();
        if (secondScheduler)
        {
            names.Add("scheduler-2");
        }

        var platform = new RunningPlatform(servers, names);
        await platform.MigrateAsync();
        await Task.WhenAll(names.Select(platform.StartAsync));
        return platform;
    }

    /// <summary>Starts a program and returns when it is healthy.</summary>
    public async Task StartAsync(string name)
    {
        var program = Programs.All.First(p => p.Name == name.Split('-')[0] || p.Name == name);
        _running[name] = Launch(name, Checkout.Dll(program.Folder, program.Assembly), Environment(name));
        await Eventually.AssertAsync(
            async () => (await _http.GetAsync(new Uri(Address(name), name == Programs.Simulator ? "simulator/channels" : "health"))).EnsureSuccessStatusCode(),
            StartLimit);
    }

    /// <summary>SIGKILL, in the middle of whatever it is doing.</summary>
    public Task KillAsync(string name) => _running[name].KillAsync();

    public Task RestartPostgresAsync() => _servers.Running.RestartPostgresAsync();

    public Task RestartBrokerAsync() => _servers.Running.RestartBrokerAsync();

    /// <summary>Rows left in any outbox, and messages in any error queue.</summary>
    public async Task<IReadOnlyList<string>> StuckAsync()
    {
        var stuck = new List<string>();
        foreach (var database in Programs.All.Select(p => p.Database).OfType<string>())
        {
            await using var source = NpgsqlDataSource.Create(_servers.Running.PostgresConnection(database));
            await using var command = source.CreateCommand("SELECT type || ' in the outbox of ' || current_database() FROM outbox");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                stuck.Add(reader.GetString(0));
            }
        }

        stuck.AddRange((await _servers.QueuesAsync("/")).Where(q => q.Name.EndsWith("_error", StringComparison.Ordinal) && q.Messages > 0)
            .Select(q => $"{q.Messages} in {q.Name}"));
        return stuck;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values.Select(child => child.StopAsync(TimeSpan.FromSeconds(5))));
        _http.Dispose();
        await _servers.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Uri Address(string name) => new($"http://127.0.0.1:{_ports[name]}/");

    private async Task MigrateAsync()
    {
        var migrations = Launch("migrations", Checkout.Dll("AppHost/Migrations", "Migrations"), Environment("migrations"));
        (await migrations.Exited).ShouldBe(0);
    }

    private ChildProcess Launch(string name, string dll, Dictionary<string, string?> environment)
    {
        var log = Path.Combine(_folder.FullName, name + ".log");
        return ChildProcess.Start(new ChildOptions
        {
            FileName = "dotnet",
            Arguments = [dll],
            WorkingDirectory = _folder.FullName,
            Environment = environment,
            OnLine = line => File.AppendAllLines(log, [line]),
        });
    }

    private Dictionary<string, string?> Environment(string name)
    {
        var variables = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__identitydb"] = _servers.Running.PostgresConnection("identitydb"),
            ["ConnectionStrings__rabbitmq"] = _servers.Running.Broker.ToString(),
            ["Scheduler__AllowSimulation"] = "true",
            ["Identity__Operator__Email"] = OperatorEmail,
            ["Identity__Operator__Password"] = OperatorPassword,
            ["Discord__ApiBaseUrl"] = $"{Simulator}api/v10/",
            ["Discord__BotToken"] = "simulated-bot-token",
            ["Discord__PublicKey"] = PublicKey,
            ["Discord__ApplicationId"] = "100000000000000001",
            ["Simulator__SigningSeed"] = SigningSeed,
            ["Simulator__BotToken"] = "simulated-bot-token",
            ["Simulator__ApplicationId"] = "100000000000000001",
            ["Simulator__InteractionsUrl"] = $"{Gateway}discord/interactions",
            ["Simulator__DataDirectory"] = _folder.FullName,
        };
        foreach (var (_, _, _, database) in Programs.All.Where(p => p.Database is not null))
        {
            variables[$"ConnectionStrings__{database}"] = _servers.Running.PostgresConnection(database!);
        }

        foreach (var (other, port) in _ports)
        {
            variables[$"services__{other}__http__0"] = $"http://127.0.0.1:{port}";
        }

        if (_ports.TryGetValue(name, out var own))
        {
            variables["ASPNETCORE_URLS"] = $"http://127.0.0.1:{own}";
        }

        return variables;
    }
}
