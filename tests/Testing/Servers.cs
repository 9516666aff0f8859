using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Npgsql;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Platform.Testing;

/// <summary>
/// One PostgreSQL and one RabbitMQ for a test assembly (an assembly fixture). Tests share the servers and nothing
/// else: each takes a database and a virtual host of its own.
/// </summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly SemaphoreSlim _templates = new(1);
    private readonly HashSet<string> _migrated = [];
    private readonly HttpClient _management = new();
    private IRunningServers _running = null!;

    /// <summary>Connection string of an identity database that holds a key ring.</summary>
    public string IdentityDatabase { get; private set; } = "";

    /// <summary>The servers themselves, for tests that stop and restart them.</summary>
    public IRunningServers Running => _running;

    public async ValueTask InitializeAsync()
    {
        _running = await ContainerServers.TryStartAsync() ?? await NativeServers.StartAsync();
        _management.BaseAddress = _running.Management;
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(_running.Broker.UserInfo))));
        IdentityDatabase = await CreateDatabaseAsync(Assembly.Load("Platform.Gateway"));
        await TicketKeys.EnsureFirstKeyAsync(IdentityDatabase, TimeProvider.System);
    }

    /// <summary>A fresh database with the migrations of an assembly, copied from a template that is migrated once.</summary>
    public async Task<string> CreateDatabaseAsync(Assembly migrations)
    {
        var template = $"template_{migrations.GetName().Name!.Replace('.', '_').ToLowerInvariant()}";
        await _templates.WaitAsync();
        try
        {
            if (_migrated.Add(template))
            {
                await AdministrateAsync($"CREATE DATABASE {template}");
                await Migrator.ApplyAsync(Unpooled(template), migrations, CancellationToken.None);
            }

            var name = $"test_{Guid.CreateVersion7():N}";
            await AdministrateAsync($"CREATE DATABASE {name} TEMPLATE {template}");
            return _running.PostgresConnection(name);
        }
        finally
        {
            _templates.Release();
        }
    }

    /// <summary>A fresh, empty database.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await AdministrateAsync($"CREATE DATABASE {name}");
        return _running.PostgresConnection(name);
    }

    /// <summary>The amqp address of a fresh virtual host.</summary>
    public async Task<string> CreateBrokerAsync()
    {
        var name = $"test-{Guid.CreateVersion7():N}";
        (await _management.PutAsync($"api/vhosts/{name}", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        var user = Uri.UnescapeDataString(_running.Broker.UserInfo.Split(':')[0]);
        (await _management.PutAsJsonAsync($"api/permissions/{name}/{user}", new { configure = ".*", write = ".*", read = ".*" }))
            .EnsureSuccessStatusCode();
        return new UriBuilder(_running.Broker) { Path = name }.Uri.ToString();
    }

    /// <summary>How many messages wait in a queue of the virtual host at <paramref name="brokerUri"/>; 0 where there is no such queue.</summary>
    public static async Task<int> QueueLengthAsync(string brokerUri, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(brokerUri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }

    /// <summary>Every queue of a virtual host with the messages in it.</summary>
    public async Task<IReadOnlyList<(string Name, int Messages)>> QueuesAsync(string virtualHost)
    {
        var queues = await _management.GetFromJsonAsync<JsonElement>($"api/queues/{Uri.EscapeDataString(virtualHost)}?columns=name");
        var broker = new UriBuilder(_running.Broker) { Path = virtualHost == "/" ? "" : virtualHost }.Uri.ToString();
        var names = queues.EnumerateArray().Select(queue => queue.GetProperty("name").GetString()!);
        return await Task.WhenAll(names.Select(async name => (name, await QueueLengthAsync(broker, name))));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _management.Dispose();
        _templates.Dispose();
        await _running.DisposeAsync();
    }

    private string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(_running.PostgresConnection(database)) { Pooling = false }.ConnectionString;

    private async Task AdministrateAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
