using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace Platform.Testing;

/// <summary>The servers in containers, where a Docker engine answers.</summary>
internal sealed class ContainerServers : IRunningServers
{
    private const int ManagementPort = 15672;
    private readonly PostgreSqlContainer _postgres = new PostgreSqlBuilder().WithImage("postgres:17.6").Build();
    private readonly RabbitMqContainer _broker =
        new RabbitMqBuilder().WithImage("rabbitmq:4.2-management").WithPortBinding(ManagementPort, assignRandomHostPort: true).Build();

    private ContainerServers()
    {
    }

    public Uri Broker => new(_broker.GetConnectionString());

    public Uri Management => new($"http://{_broker.Hostname}:{_broker.GetMappedPublicPort(ManagementPort)}/");

    /// <returns>Null where no Docker engine answers.</returns>
    public static async Task<IRunningServers?> TryStartAsync()
    {
        if (!File.Exists("/var/run/docker.sock") && Environment.GetEnvironmentVariable("DOCKER_HOST") is null && !OperatingSystem.IsWindows())
        {
            return null;
        }

        var servers = new ContainerServers();
        await Task.WhenAll(servers._postgres.StartAsync(), servers._broker.StartAsync());
        return servers;
    }

    public string PostgresConnection(string database) =>
        new Npgsql.NpgsqlConnectionStringBuilder(_postgres.GetConnectionString()) { Database = database }.ConnectionString;

    public async Task RestartPostgresAsync()
    {
        await _postgres.StopAsync();
        await _postgres.StartAsync();
    }

    public async Task RestartBrokerAsync()
    {
        await _broker.StopAsync();
        await _broker.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _broker.DisposeAsync();
    }
}
