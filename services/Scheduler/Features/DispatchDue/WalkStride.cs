using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// Walks one stride: the clients in its range for whom the task is due get their run rows, and a message for each batch
/// of them goes out. One transaction, which also takes the stride away or, where more clients have come into the range
/// than fit, moves its beginning.
/// </summary>
internal static class WalkStride
{
    /// <returns>The stride that goes first and that nobody else is walking; null where there is none.</returns>
    public static Task<Stride?> ClaimAsync(Work work, SchedulerOptions options, DateTimeOffset now, CancellationToken ct) => work.SingleOrDefaultAsync<Stride>(
        $"""
        SELECT s.id, s.zone, s.task, s.own_time, s.local_date, s.due_at, s.after_user, s.upto_user, s.forced, s.failures, t.grace
        FROM strides s JOIN tasks t ON t.name = s.task
        WHERE s.ready_at <= {Dispatching.DueBy} AND t.enabled AND t.engine = ANY(@Engines)
        ORDER BY s.priority DESC, s.ready_at, s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED
        """,
        new { now, Engines = options.Engines.ToArray() }, ct);

    /// <param name="carefully">Ask each row for a conflict while it is written. Else two that meet in one row at the same moment fail on its key.</param>
    public static async Task<Dispatched> RunAsync(
        Work work, Stride stride, TaskDefinition task, SchedulerOptions options, bool carefully, DateTimeOffset now, CancellationToken ct)
    {
        var run = new FirstRun(task, stride.LocalDate, stride.DueAt, stride.Forced, now);
        var most = options.StrideSize + options.StrideSize / 2;
        var runIds = Enumerable.Range(0, most / task.BatchSize + 1).Select(_ => Guid.CreateVersion7()).ToArray();
        var walk = (await work.SingleOrDefaultAsync<Walk>(Statement(stride, carefully), new
        {
            stride.Zone,
            stride.OwnTime,
            After = stride.AfterUser ?? Guid.Empty,
            stride.UptoUser,
            most,
            run.LocalDate,
            Task = task.Name,
            task.BitMask,
            task.BatchSize,
            task.TrainingDaysOnly,
            run.DayBit,
            RunIds = runIds,
            run.TooLate,
            run.Status,
            run.Attempt,
            run.DueAt,
            run.Late,
            run.Forced,
            run.Reason,
        }, ct))!;

        if (!run.TooLate)
        {
            await Batches.SendAsync(work, Messages(run, walk), _ => task.AnswerWithin, now, ct);
        }

        await work.ExecuteAsync(
            walk.Walked < most ? "DELETE FROM strides WHERE id = @Id" : "UPDATE strides SET after_user = @Last WHERE id = @Id", new { stride.Id, walk.Last }, ct);
        return run.Done(stride.Zone, walk.UserIds.Length);
    }

    /// <summary>
    /// It could not be walked: it is tried again a little later, and others go first. It was free for a moment before this:
    /// whoever took it meanwhile and failed too has put it off already.
    /// </summary>
    public static Task PutOffAsync(Work work, Stride stride, string failure, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        "UPDATE strides SET failures = failures + 1, failure = @failure, ready_at = @Again WHERE id = @Id AND failures = @Failures",
        new { stride.Id, stride.Failures, failure, Again = now + PauseAfter(stride.Failures + 1) }, ct);

    private static TimeSpan PauseAfter(int failures) => TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(failures, 9)));

    private static List<EngineDue> Messages(FirstRun run, Walk walk) =>
        [.. walk.UserIds.Zip(walk.RunIds).GroupBy(p => p.Second, p => p.First).Select(batch => run.MessageFor(batch.Key, [.. batch]))];

    // The clients of the zone who have no hour of their own for the task, or those who have this one. Some of them have a run
    // of the date already: movers, and whoever has one pending. The key is probed for it, which costs half of what asking
    // each row for a conflict does; row by row, for as a join it was planned by statistics that do not know of the day yet.
    private static string Statement(Stride stride, bool carefully) =>
        $"""
        WITH page AS MATERIALIZED (
            SELECT c.user_id, row_number() OVER (ORDER BY c.user_id) AS nth
            FROM {(stride.OwnTime is null
                ? "clients c WHERE c.zone = @Zone AND (c.own_tasks & @BitMask) = 0"
                : "client_tasks o JOIN clients c ON c.user_id = o.user_id WHERE o.zone = @Zone AND o.task = @Task AND o.local_time = @OwnTime AND NOT o.muted AND c.zone = @Zone")}
              AND c.user_id > @After {(stride.UptoUser is null ? "" : "AND c.user_id <= @UptoUser")} AND {ActiveClients.Condition}
            ORDER BY c.user_id LIMIT @most
        ), fresh AS (
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced, reason)
            SELECT @LocalDate, @Task, user_id, CASE WHEN NOT @TooLate THEN (@RunIds::uuid[])[(nth - 1) / @BatchSize + 1] END,
                @Status::run_status, @Attempt, @DueAt, @Late, @Forced, @Reason
            FROM page p
            {(carefully ? "ON CONFLICT DO NOTHING" : Unmet)} RETURNING user_id, run_id
        )
        SELECT (SELECT count(*)::int FROM page) AS walked, (SELECT user_id FROM page WHERE nth = @most) AS last,
            coalesce(array_agg(user_id), ARRAY[]::uuid[]) AS user_ids,
            CASE WHEN @TooLate THEN ARRAY[]::uuid[] ELSE coalesce(array_agg(run_id), ARRAY[]::uuid[]) END AS run_ids
        FROM fresh
        """;

    private const string Unmet =
        "WHERE (SELECT true FROM runs r WHERE r.local_date = @LocalDate AND r.task = @Task AND r.user_id = p.user_id LIMIT 1) IS NULL";

    private sealed record Walk
    {
        public int Walked { get; init; }
        public Guid? Last { get; init; }
        public Guid[] UserIds { get; init; } = [];
        public Guid[] RunIds { get; init; } = [];
    }
}
