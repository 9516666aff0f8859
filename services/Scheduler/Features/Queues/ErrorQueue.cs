namespace Platform.Scheduler.Features.Queues;

/// <summary>A queue into which the messages of another are put that its handler refused, by their names.</summary>
internal static class ErrorQueue
{
    private const string Suffix = "_error";

    public const string Expected = "name: only an error queue, whose name ends in _error, may be looked into and emptied.";

    /// <returns>The queue it came from; null where this is no error queue.</returns>
    public static string? Origin(string queue) =>
        queue.Length > Suffix.Length && queue.EndsWith(Suffix, StringComparison.Ordinal) ? queue[..^Suffix.Length] : null;
}
