namespace Platform.Scheduler.Domain;

/// <summary>The life of a run, as the database spells it; drawn in docs/state-machines.md.</summary>
internal static class RunStatus
{
    /// <summary>A due row of a single client, not sent yet.</summary>
    public const string Pending = "pending";

    /// <summary>Sent to its engine, no answer yet.</summary>
    public const string Dispatched = "dispatched";

    /// <summary>Sent again after a failure, no answer yet.</summary>
    public const string Retrying = "retrying";

    public const string Completed = "completed";

    /// <summary>Failed, and waits for its retry.</summary>
    public const string Failed = "failed";

    /// <summary>Given up: its last retry failed, trying again cannot help, or its window closed first. An alert tells of it.</summary>
    public const string Alerted = "alerted";

    /// <summary>Not run, with the reason.</summary>
    public const string Skipped = "skipped";

    public static IReadOnlyList<string> All { get; } = [Pending, Dispatched, Retrying, Completed, Failed, Alerted, Skipped];

    /// <param name="attempt">From 1.</param>
    public static string OfAttempt(int attempt) => attempt == 1 ? Dispatched : Retrying;
}

/// <summary>Who a scan's run belongs to: nobody, for it is for everyone together.</summary>
internal static class Everyone
{
    public static readonly Guid Id = Guid.Empty;
}
