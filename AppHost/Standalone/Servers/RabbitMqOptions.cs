namespace Platform.Standalone;

public sealed record RabbitMqOptions
{
    /// <summary>Created where missing; holds configuration, node name, cookie and messages.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Of the user <c>guest</c>; set at the first start, so it must stay the same afterwards.</summary>
    public required string Password { get; init; }

    /// <summary>AMQP; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>The management API and page; 0: a free one.</summary>
    public int ManagementPort { get; init; }

    /// <summary>False: a stop is a kill, which is quicker. RabbitMQ confirms nothing it has not written either way.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Called for each line of the server's log.</summary>
    public Action<string>? Log { get; init; }
}
