using NodaTime;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>A row of <c>waves</c>: the clock of a task in a zone, at the task's hour or at clients' own.</summary>
internal sealed record Wave
{
    public string Zone { get; init; } = "";
    public string Task { get; init; } = "";

    /// <summary>Null: the clients of the zone who have no hour of their own.</summary>
    public TimeOnly? OwnTime { get; init; }

    /// <summary>The date that comes next.</summary>
    public DateOnly LocalDate { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public static Wave At(string zone, string task, TimeOnly? ownTime, Due due) =>
        new() { Zone = zone, Task = task, OwnTime = ownTime, LocalDate = due.LocalDate, DueAt = due.At };
}

internal static class Waves
{
    /// <summary>Gives zones the waves they lack, starting with what comes after <paramref name="now"/>.</summary>
    public static Task EnsureAsync(Work work, IEnumerable<(Placement Place, TaskDefinition Task)> places, DateTimeOffset now, CancellationToken ct) =>
        InsertAsync(
            work,
            from place in places.DistinctBy(p => (p.Place.Zone.Id, p.Place.OwnTime, p.Task.Name))
            select Wave.At(place.Place.Zone.Id, place.Task.Name, place.Place.OwnTime, place.Task.After(place.Place.Zone, place.Place.OwnTime, now)),
            ct);

    public static Task EnsureScansAsync(Work work, IEnumerable<TaskDefinition> scans, DateTimeOffset now, CancellationToken ct) => InsertAsync(
        work,
        from scan in scans
        let due = scan.ScanAfter(now)
        where due is not null
        select Wave.At(ZoneKey.Everyone, scan.Name, null, due.Value),
        ct);

    /// <summary>The date that each of these waves has next.</summary>
    public static async Task<Dictionary<(string Zone, string Task, TimeOnly? OwnTime), DateOnly>> NextDatesAsync(
        Work work, IEnumerable<(Placement Place, TaskDefinition Task)> places, CancellationToken ct)
    {
        var keys = places.Select(p => (Zone: p.Place.Zone.Id, Task: p.Task.Name, p.Place.OwnTime)).Distinct().ToList();
        return (await work.QueryAsync<Wave>(
            """
            SELECT w.zone, w.task, w.own_time, w.local_date FROM unnest(@Zones, @Tasks, @OwnTimes::time[]) AS k (zone, task, own_time)
            JOIN waves w ON w.zone = k.zone AND w.task = k.task AND w.own_time IS NOT DISTINCT FROM k.own_time
            """,
            new
            {
                Zones = keys.Select(k => k.Zone).ToArray(),
                Tasks = keys.Select(k => k.Task).ToArray(),
                OwnTimes = keys.Select(k => k.OwnTime?.ToTimeSpan()).ToArray(),
            },
            ct)).ToDictionary(w => (w.Zone, w.Task, w.OwnTime), w => w.LocalDate);
    }

    /// <summary>Moves waves to another date and instant.</summary>
    public static Task MoveAsync(Work work, IReadOnlyCollection<Wave> waves, CancellationToken ct) => waves.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            UPDATE waves w SET local_date = m.local_date, due_at = m.due_at
            FROM unnest(@Zones, @Tasks, @OwnTimes::time[], @Dates, @Dues) AS m (zone, task, own_time, local_date, due_at)
            WHERE w.zone = m.zone AND w.task = m.task AND w.own_time IS NOT DISTINCT FROM m.own_time
            """,
            Rows(waves), ct);

    /// <summary>Takes waves away. What has been cut of them is still walked.</summary>
    public static Task DropAsync(Work work, IReadOnlyCollection<Wave> waves, CancellationToken ct) => waves.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            DELETE FROM waves w USING unnest(@Zones, @Tasks, @OwnTimes::time[]) AS g (zone, task, own_time)
            WHERE w.zone = g.zone AND w.task = g.task AND w.own_time IS NOT DISTINCT FROM g.own_time
            """,
            Rows(waves), ct);

    // In the order of the key, so that two transactions that add the same zones wait for each other and never in a ring.
    private static async Task InsertAsync(Work work, IEnumerable<Wave> waves, CancellationToken ct)
    {
        var rows = waves.ToList();
        if (rows.Count > 0)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO waves (zone, task, own_time, local_date, due_at)
                SELECT * FROM unnest(@Zones, @Tasks, @OwnTimes::time[], @Dates, @Dues) AS w (zone, task, own_time, local_date, due_at)
                ORDER BY zone, task, own_time
                ON CONFLICT DO NOTHING
                """,
                Rows(rows), ct);
        }
    }

    private static object Rows(IReadOnlyCollection<Wave> waves) => new
    {
        Zones = waves.Select(w => w.Zone).ToArray(),
        Tasks = waves.Select(w => w.Task).ToArray(),
        OwnTimes = waves.Select(w => w.OwnTime?.ToTimeSpan()).ToArray(),
        Dates = waves.Select(w => w.LocalDate).ToArray(),
        Dues = waves.Select(w => w.DueAt).ToArray(),
    };
}
