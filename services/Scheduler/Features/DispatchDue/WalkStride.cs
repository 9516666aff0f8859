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
    /// <param name="only">The one that is asked for; null: whichever goes first.</param>
    /// <returns>The stride that goes first and that nobody else is walking; null where there is none.</returns>
    public static Task<Stride?> ClaimAsync(
        Work work, SchedulerOptions options, Guid? only, DateTimeOffset now, CancellationToken ct) => work.SingleOrDefaultAsync<Stride>(
        $"""
        SELECT s.id, s.zone, s.task, s.own_time, s.local_date, s.due_at, s.after_user, s.upto_user, s.forced, s.failures
        FROM strides s JOIN tasks t ON t.name = s.task
        WHERE s.ready_at <= {Dispatching.DueBy} AND t.enabled AND t.engine = ANY(@Engines)
          AND (@only::uuid IS NULL OR s.id = @only)
        ORDER BY s.priority DESC, s.ready_at, s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED
        """,
        new { now, only, Engines = options.Engines.ToArray() }, ct);

    /// <param name="carefully">Ask each row for a conflict while it is written. Else two that meet in one row at the same moment fail on its key.</param>
    public static async Task<Dispatched> RunAsync(
        Work work, Stride stride, TaskDefinition task, SchedulerOptions options, bool carefully, DateTimeOffset now, CancellationToken ct)
    {
        var run = new FirstRun(task, stride.LocalDate, stride.DueAt, stride.Forced, now);
        var most = options.StrideSize + options.StrideSize / 2;
        var page = await ReadAsync(work, stride, run, most, ct);
        var batches = page.UserIds.Chunk(task.BatchSize).Select(people => (RunId: Guid.CreateVersion7(), People: people)).ToList();
        var reached = await WriteAsync(work, run, batches, carefully, ct);

        if (!run.TooLate)
        {
            var messages = batches.Select(b => run.MessageFor(b.RunId, reached is null ? b.People : [.. b.People.Where(reached.Contains)]));
            await Batches.SendAsync(work, [.. messages.Where(m => m.UserIds.Count > 0)], _ => task.AnswerWithin, now, ct);
        }

        await work.ExecuteAsync(
            page.Walked < most ? "DELETE FROM strides WHERE id = @Id" : "UPDATE strides SET after_user = @Last WHERE id = @Id", new { stride.Id, page.Last }, ct);
        return run.Done(stride.Zone, reached?.Count ?? page.UserIds.Length);
    }

    /// <summary>
    /// It could not be walked: it is tried again a little later, and others go first. It was free for a moment before this:
    /// whoever took it meanwhile and failed too has put it off already.
    /// </summary>
    public static Task PutOffAsync(Work work, Stride stride, string failure, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        "UPDATE strides SET failures = failures + 1, failure = @failure, ready_at = @Again WHERE id = @Id AND failures = @Failures",
        new { stride.Id, stride.Failures, failure, Again = now + PauseAfter(stride.Failures + 1) }, ct);

    private static TimeSpan PauseAfter(int failures) => TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(failures, 9)));

    // The clients of the zone who have no hour of their own for the task, or those who have this one. Who came to the wave
    // lately may have a run of the date already: for them the key is probed.
    private static async Task<Page> ReadAsync(Work work, Stride stride, FirstRun run, int most, CancellationToken ct) => (await work.SingleOrDefaultAsync<Page>(
        $"""
        SELECT count(*)::int AS walked, (array_agg(user_id))[@most] AS last, coalesce(array_agg(user_id) FILTER (WHERE fresh), ARRAY[]::uuid[]) AS user_ids
        FROM (
            SELECT c.user_id, c.placed_at < @Settled OR (
                SELECT true FROM runs r WHERE r.local_date = @LocalDate AND r.task = @Task AND r.user_id = c.user_id LIMIT 1) IS NULL AS fresh
            FROM {(stride.OwnTime is null
                ? "clients c WHERE c.zone = @Zone AND (c.own_tasks & @BitMask) = 0"
                : "client_tasks o JOIN clients c ON c.user_id = o.user_id WHERE o.zone = @Zone AND o.task = @Task AND o.local_time = @OwnTime AND NOT o.muted AND c.zone = @Zone")}
              AND c.user_id > @After {(stride.UptoUser is null ? "" : "AND c.user_id <= @UptoUser")} AND {ActiveClients.Condition}
            ORDER BY c.user_id LIMIT @most) AS page
        """,
        new
        {
            stride.Zone,
            stride.OwnTime,
            After = stride.AfterUser ?? Guid.Empty,
            stride.UptoUser,
            most,
            Settled = run.Now - OwnDues.Back - OwnDues.Ahead,
            run.LocalDate,
            Task = run.Task.Name,
            run.Task.BitMask,
            run.Task.TrainingDaysOnly,
            run.DayBit,
        }, ct))!;

    /// <returns>Who got a run; null: all of them.</returns>
    private static async Task<HashSet<Guid>?> WriteAsync(
        Work work, FirstRun run, List<(Guid RunId, Guid[] People)> batches, bool carefully, CancellationToken ct)
    {
        const string Insert =
            """
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced, reason)
            SELECT @LocalDate, @Name, user_id, run_id, @Status::run_status, @Attempt, @DueAt, @Late, @Forced, @Reason
            FROM unnest(@UserIds, @RunIds) AS p (user_id, run_id)
            """;
        var rows = new
        {
            run.LocalDate,
            run.Task.Name,
            run.Status,
            run.Attempt,
            run.DueAt,
            run.Late,
            run.Forced,
            run.Reason,
            UserIds = batches.SelectMany(b => b.People).ToArray(),
            RunIds = batches.SelectMany(b => Enumerable.Repeat(run.TooLate ? (Guid?)null : b.RunId, b.People.Length)).ToArray(),
        };
        if (carefully)
        {
            return [.. await work.QueryAsync<Guid>($"{Insert} ON CONFLICT DO NOTHING RETURNING user_id", rows, ct)];
        }

        await work.ExecuteAsync(Insert, rows, ct);
        return null;
    }

    private sealed record Page
    {
        /// <summary>Clients in the range, up to the most that are walked at once.</summary>
        public int Walked { get; init; }

        /// <summary>The last of them, where there are that many.</summary>
        public Guid? Last { get; init; }

        /// <summary>Those without a run of the date.</summary>
        public Guid[] UserIds { get; init; } = [];
    }
}
