namespace Platform.Scheduler.Domain;

/// <summary>The life of a run, as the database spells it; drawn in docs/state-machines.md.</summary>
internal static class RunStatus
{
    /// <summary>Sent to its engine, no answer yet.</summary>
    public const string Dispatched = "dispatched";

    public const string Completed = "completed";

    /// <summary>Failed, and waits for its retry.</summary>
    public const string Failed = "failed";

    /// <summary>Failed for good after its last retry, or because its window closed before the next; an alert tells of it.</summary>
    public const string Exhausted = "exhausted";

    /// <summary>The engine said that trying again cannot help; an alert tells of it.</summary>
    public const string Rejected = "rejected";

    /// <summary>Not run, with the reason.</summary>
    public const string Skipped = "skipped";

    public static IReadOnlyList<string> All { get; } = [Dispatched, Completed, Failed, Exhausted, Rejected, Skipped];
}
