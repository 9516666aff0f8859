namespace Platform.Testing;

/// <summary>A PostgreSQL and a RabbitMQ, wherever they run: as native processes or in containers.</summary>
public interface IRunningServers : IAsyncDisposable
{
    /// <summary>amqp://user:password@host:port</summary>
    Uri Broker { get; }

    /// <summary>The broker's management API, ending in a slash.</summary>
    Uri Management { get; }

    string PostgresConnection(string database);

    /// <summary>Stops the server hard and starts it again on the same data and port.</summary>
    Task RestartPostgresAsync();

    /// <inheritdoc cref="RestartPostgresAsync"/>
    Task RestartBrokerAsync();
}
