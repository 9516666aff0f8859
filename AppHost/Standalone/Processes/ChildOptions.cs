namespace Platform.Standalone;

/// <summary>What to start, and how it ends.</summary>
public sealed record ChildOptions
{
    /// <summary>A path, or a name to be found in PATH.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to our own environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingDirectory { get; init; }

    /// <summary>The signal that asks for an orderly end.</summary>
    public Signal StopSignal { get; init; } = Signal.Terminate;

    /// <summary>The signal the kernel sends when we are gone without having stopped the child.</summary>
    public Signal DeathSignal { get; init; } = Signal.Kill;

    /// <summary>The account to run as, where we are root and it must not be: <c>uid:gid</c>.</summary>
    public string? RunAs { get; init; }

    /// <summary>
    /// Paths opened before the account changes; the child finds the first as <c>/proc/self/fd/3</c>, the next as
    /// <c>/proc/self/fd/4</c>. That way an account that may not traverse a private parent directory reaches what is in it.
    /// </summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>Leaves standard input open until we end, for a child that takes its end as the sign to stop.</summary>
    public bool KeepInputOpen { get; init; }

    /// <summary>Called for each line of output and of errors, one call at a time.</summary>
    public Action<string>? OnLine { get; init; }
}
