using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>Where a client stood and stands for a task.</summary>
/// <param name="From">The zone's key and own hour of the wave they leave; null where they leave none.</param>
/// <param name="To">Null where no wave is theirs any more: the zone is not known, or the task is muted.</param>
/// <param name="Since">Who leaves no wave is owed what came due from here on.</param>
internal sealed record Move(Guid UserId, TaskDefinition Task, (string Zone, TimeOnly? OwnTime)? From, Placement? To, DateTimeOffset Since);

/// <summary>
/// The due rows of single clients: runs that are <c>pending</c> until their instant. Who comes to another wave may have
/// been passed by it, so they take along what their old one has not done.
/// </summary>
internal static class PendingRuns
{
    public static async Task PlaceAsync(Work work, IReadOnlyList<Move> moves, DateTimeOffset now, CancellationToken ct)
    {
        if (moves.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            "UPDATE clients SET placed_at = @now WHERE user_id = ANY(@Ids)", new { now, Ids = moves.Select(m => m.UserId).Distinct().Order().ToArray() }, ct);
        var undone = await UndoneAsync(work, [.. moves.Where(m => m.From is not null)], ct);
        var pending = await TakeAsync(work, moves, ct);
        var places = moves.Where(m => m.To is not null).Select(m => (Place: m.To!.Value, m.Task)).ToList();
        await Waves.EnsureAsync(work, places, now, ct);
        var next = await Waves.NextDatesAsync(work, places, ct);
        await AddAsync(
            work,
            [
                .. from move in moves
                   where move.To is not null
                   let key = (move.UserId, move.Task.Name)
                   let wave = next.GetValueOrDefault((move.To!.Value.Zone.Id, move.Task.Name, move.To.Value.OwnTime))
                   from due in Owed(move, undone.GetValueOrNull(key), pending.GetValueOrNull(key), wave, now)
                   select (move.UserId, move.Task.Name, due),
            ],
            ct);
    }

    // The day that was not done before: by the old wave, or by rows of an earlier move.
    private static IEnumerable<Due> Owed(Move move, DateOnly? byWave, DateOnly? byRow, DateOnly next, DateTimeOffset now)
    {
        var first = byWave is null || byRow < byWave ? byRow : byWave;
        return first is { } date
            ? OwnDues.ForMover(move.Task, move.To!.Value, date, now, next)
            : OwnDues.ForNewcomer(move.Task, move.To!.Value, move.Since, now, next);
    }

    private static DateOnly? GetValueOrNull(this Dictionary<(Guid, string), DateOnly> dates, (Guid, string) key) =>
        dates.TryGetValue(key, out var date) ? date : null;

    /// <summary>The first date of each that the wave they leave has not wholly walked: of an open stride, else the wave's next.</summary>
    private static async Task<Dictionary<(Guid, string), DateOnly>> UndoneAsync(Work work, List<Move> moves, CancellationToken ct) => moves.Count == 0
        ? []
        : (await work.QueryAsync<Row>(
            """
            SELECT m.user_id, m.task, coalesce(
                (SELECT min(s.local_date) FROM strides s
                 WHERE NOT s.forced AND s.zone = m.zone AND s.task = m.task AND s.own_time IS NOT DISTINCT FROM m.own_time
                   AND (s.after_user IS NULL OR m.user_id > s.after_user) AND (s.upto_user IS NULL OR m.user_id <= s.upto_user)),
                w.local_date) AS local_date
            FROM unnest(@UserIds, @Tasks, @Zones, @OwnTimes::time[]) AS m (user_id, task, zone, own_time)
            JOIN waves w ON w.zone = m.zone AND w.task = m.task AND w.own_time IS NOT DISTINCT FROM m.own_time
            """,
            new
            {
                UserIds = moves.Select(m => m.UserId).ToArray(),
                Tasks = moves.Select(m => m.Task.Name).ToArray(),
                Zones = moves.Select(m => m.From!.Value.Zone).ToArray(),
                OwnTimes = moves.Select(m => m.From!.Value.OwnTime?.ToTimeSpan()).ToArray(),
            },
            ct)).ToDictionary(r => (r.UserId, r.Task), r => r.LocalDate);

    /// <summary>Removes what these people were still owed by rows of their own, and tells the first date of each task.</summary>
    private static async Task<Dictionary<(Guid, string), DateOnly>> TakeAsync(Work work, IReadOnlyList<Move> moves, CancellationToken ct) =>
        (await work.QueryAsync<Row>(
            """
            DELETE FROM runs r USING unnest(@UserIds, @Tasks) AS m (user_id, task)
            WHERE r.user_id = m.user_id AND r.task = m.task AND r.ready_at IS NOT NULL AND r.status = 'pending' AND NOT r.forced
            RETURNING r.user_id, r.task, r.local_date
            """,
            new { UserIds = moves.Select(m => m.UserId).ToArray(), Tasks = moves.Select(m => m.Task.Name).ToArray() }, ct))
        .GroupBy(r => (r.UserId, r.Task)).ToDictionary(g => g.Key, g => g.Min(r => r.LocalDate));

    // What has been run stays as it is.
    private static Task AddAsync(Work work, IReadOnlyList<(Guid UserId, string Task, Due Due)> rows, CancellationToken ct) => rows.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            INSERT INTO runs (user_id, task, local_date, due_at, ready_at, status, attempt, late, forced)
            SELECT user_id, task, local_date, due_at, due_at, 'pending', 0, false, false
            FROM unnest(@UserIds, @Tasks, @Dates, @Dues) AS d (user_id, task, local_date, due_at)
            ORDER BY local_date, task, user_id
            ON CONFLICT DO NOTHING
            """,
            new
            {
                UserIds = rows.Select(r => r.UserId).ToArray(),
                Tasks = rows.Select(r => r.Task).ToArray(),
                Dates = rows.Select(r => r.Due.LocalDate).ToArray(),
                Dues = rows.Select(r => r.Due.At).ToArray(),
            },
            ct);

    private sealed record Row
    {
        public Guid UserId { get; init; }
        public string Task { get; init; } = "";
        public DateOnly LocalDate { get; init; }
    }
}
