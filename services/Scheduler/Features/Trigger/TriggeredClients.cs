using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.Trigger;

/// <summary>A trigger for single clients, and for a scan: runs that wait by themselves and are sent at the next look.</summary>
internal static class TriggeredClients
{
    public static async Task<TriggerAnswer> RunAsync(Work work, Asked asked, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var people = await work.QueryAsync<Person>(
            """
            SELECT u.user_id, c.user_id IS NOT NULL AS known, c.zone, c.start_date, coalesce(c.paused, false) AS paused,
                coalesce(c.schedule_days, 0::smallint) AS schedule_days, o.local_time AS own_time, coalesce(o.muted, false) AS muted, r.status
            FROM unnest(@UserIds) AS u (user_id) LEFT JOIN clients c ON c.user_id = u.user_id
                LEFT JOIN client_tasks o ON o.user_id = u.user_id AND o.task = @Task
                LEFT JOIN runs r ON r.local_date = @LocalDate AND r.task = @Task AND r.user_id = u.user_id
            """,
            new { asked.UserIds, Task = asked.Task.Name, asked.LocalDate }, ct);
        var known = people.Where(p => p.Known).ToList();
        var active = known.Select(p => (Person: p, Due: p.DueOn(asked.Task, asked.LocalDate))).Where(p => p.Due is not null).ToList();

        var again = active.Where(p => p.Person.Status is not null).Select(p => p.Person).ToList();
        var sentAgain = again.Count == 0 ? 0 : await RunsAgain.QueueAsync(
            work, "runs r WHERE r.local_date = @LocalDate AND r.task = @Task AND r.user_id = ANY(@Ids)",
            new { asked.LocalDate, Task = asked.Task.Name, Ids = again.Select(p => p.UserId).ToArray() },
            asked.Statuses, options.CatchUpPerSecond, again.Count, now, ct);
        var fresh = active.Where(p => p.Person.Status is null).Select(p => (p.Person.UserId, p.Due!.Value)).ToList();
        var queued = await InsertAsync(work, asked, fresh, now, ct);

        // What a wave or an answer has changed since it was read is under way too.
        var completed = asked.Again ? 0 : again.Count(p => p.Status == RunStatus.Completed);
        return new(
            asked.Task.Name, asked.LocalDate, queued, sentAgain, active.Count - queued - sentAgain - completed, completed,
            known.Count - active.Count, people.Count - known.Count);
    }

    public static async Task<TriggerAnswer> RunScanAsync(Work work, Asked asked, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var due = Asked.ScanOn(asked.Task, asked.LocalDate)!.Value.At;
        var queued = await InsertAsync(work, asked, [(Everyone.Id, due)], now, ct);
        var sentAgain = queued == 1 ? 0 : await RunsAgain.QueueAsync(
            work, "runs r WHERE r.local_date = @LocalDate AND r.task = @Task AND r.user_id = @Id",
            new { asked.LocalDate, Task = asked.Task.Name, Everyone.Id }, asked.Statuses, options.CatchUpPerSecond, 1, now, ct);
        var completed = queued + sentAgain == 1 ? 0 : await work.ScalarAsync<int>(
            "SELECT count(*)::int FROM runs WHERE local_date = @LocalDate AND task = @Task AND user_id = @Id AND status = 'completed'",
            new { asked.LocalDate, Task = asked.Task.Name, Everyone.Id }, ct);
        return new(asked.Task.Name, asked.LocalDate, queued, sentAgain, 1 - queued - sentAgain - completed, completed, 0, 0);
    }

    private static async Task<int> InsertAsync(
        Work work, Asked asked, IReadOnlyList<(Guid UserId, DateTimeOffset DueAt)> rows, DateTimeOffset now, CancellationToken ct) => rows.Count == 0
        ? 0
        : await work.ExecuteAsync(
            """
            INSERT INTO runs (user_id, task, local_date, due_at, ready_at, status, attempt, late, forced)
            SELECT user_id, @Task, @LocalDate, due_at, @now, 'pending', 0, false, true FROM unnest(@UserIds, @Dues) AS d (user_id, due_at)
            ORDER BY user_id
            ON CONFLICT DO NOTHING
            """,
            new
            {
                Task = asked.Task.Name,
                asked.LocalDate,
                now,
                UserIds = rows.Select(r => r.UserId).ToArray(),
                Dues = rows.Select(r => r.DueAt).ToArray(),
            },
            ct);

    private sealed record Person
    {
        public Guid UserId { get; init; }
        public bool Known { get; init; }
        public string? Zone { get; init; }
        public DateOnly? StartDate { get; init; }
        public bool Paused { get; init; }
        public short ScheduleDays { get; init; }
        public TimeOnly? OwnTime { get; init; }
        public bool Muted { get; init; }

        /// <summary>Of the run; null where there is none.</summary>
        public string? Status { get; init; }

        /// <summary>Null where nothing is due for the client on the date.</summary>
        public DateTimeOffset? DueOn(TaskDefinition task, DateOnly date)
        {
            var client = new Client { UserId = UserId, Zone = Zone, StartDate = StartDate, Paused = Paused, ScheduleDays = ScheduleDays };
            return !Muted && client.IsDue(task, date) && ZoneKey.Read(Zone!) is { } zone
                ? DueTimes.On(zone, OwnTime ?? task.LocalTime!.Value, date)?.At : null;
        }
    }
}
