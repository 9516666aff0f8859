using Npgsql;
using Platform.Standalone;

namespace Platform.Benchmarks;

/// <summary>PostgreSQL and RabbitMQ of the measurement's own, in a scratch folder, as durable as in earnest.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly string _folder;
    private readonly NativePostgres _postgres;
    private readonly NativeRabbitMq? _broker;

    private Servers(string folder, NativePostgres postgres, NativeRabbitMq? broker) => (_folder, _postgres, _broker) = (folder, postgres, broker);

    public Uri Broker => _broker?.Uri ?? throw new InvalidOperationException("Started without a broker.");

    public static async Task<Servers> StartAsync(bool broker = true)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        var postgres = NativePostgres.StartAsync(new() { DataDirectory = Path.Combine(folder, "postgres"), Password = "bench" }, CancellationToken.None);
        var rabbit = broker
            ? await NativeRabbitMq.StartAsync(new() { DataDirectory = Path.Combine(folder, "rabbitmq"), Password = "bench" }, CancellationToken.None)
            : null;
        return new Servers(folder, await postgres, rabbit);
    }

    /// <returns>The connection string of a fresh, empty database.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var server = NpgsqlDataSource.Create(_postgres.ConnectionString("postgres"));
        await using var create = server.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return _postgres.ConnectionString(name);
    }

    public async Task DropDatabaseAsync(string name)
    {
        await using var server = NpgsqlDataSource.Create(_postgres.ConnectionString("postgres"));
        await using var drop = server.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
