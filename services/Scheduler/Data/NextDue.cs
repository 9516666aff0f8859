namespace Platform.Scheduler.Data;

/// <summary>When something is due next, or has been since: null where nothing is.</summary>
internal static class NextDue
{
    /// <summary>
    /// Three probes of an index's first entry: this is what an idle second costs. With min() or EXISTS a prepared plan may
    /// read a whole table.
    /// </summary>
    public const string Instant =
        """
        least(
            (SELECT due_at FROM waves ORDER BY due_at LIMIT 1),
            (SELECT ready_at FROM strides ORDER BY ready_at LIMIT 1),
            (SELECT ready_at FROM runs WHERE ready_at IS NOT NULL ORDER BY ready_at LIMIT 1))
        """;
}
