namespace Platform.Standalone;

public sealed record PostgresOptions
{
    /// <summary>Created where missing; holds the cluster in <c>cluster/</c>.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Of the superuser <c>postgres</c>; set when the cluster is created, so it must stay the same afterwards.</summary>
    public required string Password { get; init; }

    /// <summary>0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>False: nothing is forced to disk. Survives a crash of the server, not of the machine.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Called for each line of the server's log.</summary>
    public Action<string>? Log { get; init; }
}
