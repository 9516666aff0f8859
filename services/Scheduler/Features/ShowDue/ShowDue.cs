using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.ShowDue;

/// <summary>What is due now and next.</summary>
/// <param name="Now">What time it is for the scheduler.</param>
/// <param name="BehindSeconds">How long what is due longest has been waiting; 0 where nothing is.</param>
/// <param name="PacedUntil">Late work is spread out up to here; null where none is.</param>
/// <param name="Next">The waves that come next, at most 50; <paramref name="Tasks"/> counts all of them.</param>
/// <param name="Stuck">Ranges of clients that could not be walked and are tried again, at most 20, the worst first.</param>
internal sealed record DueView(
    DateTimeOffset Now, Dispatching Dispatching, double BehindSeconds, DateTimeOffset? PacedUntil, IReadOnlyList<TaskDue> Tasks,
    IReadOnlyList<WaveDue> Next, IReadOnlyList<StuckStride> Stuck);

/// <summary>What waits of one task.</summary>
internal sealed record TaskDue
{
    public string Task { get; init; } = "";

    /// <summary>Zones and hours, each with its next date.</summary>
    public int Waves { get; init; }

    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>Ranges of clients that are still to be walked of waves that have come.</summary>
    public int Strides { get; init; }

    public DateTimeOffset? OldestStrideDueAt { get; init; }

    /// <summary>Of these, those that could not be walked so far.</summary>
    public int StuckStrides { get; init; }

    /// <summary>Single clients' runs that wait to be sent; counted up to 100,000 of all tasks together.</summary>
    public int Pending { get; init; }

    /// <summary>Runs that failed and wait for their retry; counted as <see cref="Pending"/> is.</summary>
    public int Failed { get; init; }
}

internal sealed record WaveDue
{
    public string Task { get; init; } = "";

    /// <summary>The zone's key; <c>*</c> for a scan.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Null: the task's hour.</summary>
    public TimeOnly? OwnTime { get; init; }

    public DateOnly LocalDate { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public double LateBySeconds { get; init; }
}

internal sealed record StuckStride
{
    public Guid Id { get; init; }
    public string Task { get; init; } = "";
    public string Zone { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset ReadyAt { get; init; }

    public int Failures { get; init; }
    public string Failure { get; init; } = "";
}

internal static class ShowDue
{
    // Waves are zones times tasks, strides what is being walked: both are small. Runs that wait can be very many.
    private const string Counts =
        """
        SELECT t.name AS task, coalesce(w.waves, 0) AS waves, w.next_due_at, coalesce(s.strides, 0) AS strides, s.oldest_stride_due_at,
            coalesce(s.stuck, 0) AS stuck_strides, coalesce(r.pending, 0) AS pending, coalesce(r.failed, 0) AS failed
        FROM tasks t
        LEFT JOIN (SELECT task, count(*)::int AS waves, min(due_at) AS next_due_at FROM waves GROUP BY task) w ON w.task = t.name
        LEFT JOIN (
            SELECT task, count(*)::int AS strides, min(due_at) AS oldest_stride_due_at, (count(*) FILTER (WHERE failures > 0))::int AS stuck
            FROM strides GROUP BY task) s ON s.task = t.name
        LEFT JOIN (
            SELECT task, (count(*) FILTER (WHERE status = 'pending'))::int AS pending, (count(*) FILTER (WHERE status = 'failed'))::int AS failed
            FROM (SELECT task, status FROM runs WHERE ready_at IS NOT NULL ORDER BY ready_at LIMIT 100000) waiting GROUP BY task) r ON r.task = t.name
        ORDER BY t.local_time, t.name
        """;

    private const string Next =
        """
        SELECT task, zone, own_time, local_date, due_at, greatest(extract(epoch FROM @now - due_at), 0)::float8 AS late_by_seconds
        FROM waves ORDER BY due_at, task, zone LIMIT 50
        """;

    private const string Stuck =
        """
        SELECT id, task, zone, local_date, due_at, ready_at, failures, coalesce(failure, '') AS failure
        FROM strides WHERE failures > 0 ORDER BY failures DESC, due_at LIMIT 20
        """;

    private const string Pace =
        $"SELECT (SELECT next_at FROM pace WHERE next_at > @now) AS paced_until, {NextDue.Instant} AS oldest";

    public static async Task<Ok<DueView>> HandleAsync(Database database, SchedulerClock clock, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var now = await clock.NowAsync(work, ct);
        var pace = (await work.SingleOrDefaultAsync<Waiting>(Pace, new { now }, ct))!;
        return TypedResults.Ok(new DueView(
            now, await Dispatching.ReadAsync(work, ct), pace.Oldest < now ? (now - pace.Oldest.Value).TotalSeconds : 0, pace.PacedUntil,
            await work.QueryAsync<TaskDue>(Counts, ct: ct), await work.QueryAsync<WaveDue>(Next, new { now }, ct), await work.QueryAsync<StuckStride>(Stuck, ct: ct)));
    }

    private sealed record Waiting
    {
        public DateTimeOffset? PacedUntil { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }
}
