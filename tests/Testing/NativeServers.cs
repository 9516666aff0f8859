using Platform.Standalone;

namespace Platform.Testing;

/// <summary>The servers as processes of this machine, in a scratch folder, without durability: tests are short-lived.</summary>
internal sealed class NativeServers : IRunningServers
{
    private readonly string _folder;
    private readonly NativePostgres _postgres;
    private readonly NativeRabbitMq _broker;

    private NativeServers(string folder, NativePostgres postgres, NativeRabbitMq broker) =>
        (_folder, _postgres, _broker) = (folder, postgres, broker);

    public Uri Broker => _broker.Uri;

    public Uri Management => new(_broker.ManagementUri, "/");

    public static async Task<IRunningServers> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("platform-test-").FullName;
        var postgres = NativePostgres.StartAsync(
            new PostgresOptions { DataDirectory = Path.Combine(folder, "postgres"), Password = "test", Durable = false }, CancellationToken.None);
        var broker = NativeRabbitMq.StartAsync(
            new RabbitMqOptions { DataDirectory = Path.Combine(folder, "rabbitmq"), Password = "test", Durable = false }, CancellationToken.None);
        return new NativeServers(folder, await postgres, await broker);
    }

    public string PostgresConnection(string database) => _postgres.ConnectionString(database);

    public Task RestartPostgresAsync() => _postgres.RestartAsync(CancellationToken.None);

    public Task RestartBrokerAsync() => _broker.RestartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
