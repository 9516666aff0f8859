namespace Platform.Standalone;

public sealed record PostgresOptions
{
    /// <summary>Created where missing; holds the cluster in <c>cluster/</c>.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Of the superuser <c>postgres</c>; set when the cluster is created, so it must stay the same afterwards.</summary>
    public required string Password { get; init; }

    /// <summary>0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// False: what is written is not forced to disk. Commits survive a crash of the server (they are still written
    /// synchronously), not one of the machine.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Called for each line of the server's log.</summary>
    public Action<string>? Log { get; init; }
}
