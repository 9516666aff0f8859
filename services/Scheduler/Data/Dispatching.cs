using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>Whether operators hold everything back: the one row of <c>dispatching</c>.</summary>
internal sealed record Dispatching
{
    /// <summary>
    /// Stands in each statement that claims work, not only at the loop's look: so a pause holds between two steps of a
    /// wave that is being walked, on every replica. As a bound of the instant and not as a condition of its own, so that
    /// the index by which work is found keeps its order. Parameter: <c>@now</c>.
    /// </summary>
    public const string DueBy = "CASE WHEN (SELECT paused FROM dispatching) THEN timestamptz '-infinity' ELSE @now END";

    public bool Paused { get; init; }

    /// <summary>When it was paused or resumed last.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Null: nobody ever has.</summary>
    public Guid? ChangedBy { get; init; }

    public string? Reason { get; init; }

    public static async Task<Dispatching> ReadAsync(Work work, CancellationToken ct) =>
        (await work.SingleOrDefaultAsync<Dispatching>("SELECT paused, changed_at, changed_by, reason FROM dispatching", ct: ct))!;

    /// <returns>Null where it stood so already.</returns>
    public static Task<Dispatching?> ChangeAsync(Work work, bool paused, Guid by, string? reason, DateTimeOffset now, CancellationToken ct) =>
        work.SingleOrDefaultAsync<Dispatching>(
            """
            UPDATE dispatching SET paused = @paused, changed_at = @now, changed_by = @by, reason = @reason WHERE paused <> @paused
            RETURNING paused, changed_at, changed_by, reason
            """,
            new { paused, now, by, reason }, ct);
}
