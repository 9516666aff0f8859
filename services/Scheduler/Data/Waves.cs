using NodaTime;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>A row of <c>waves</c>: the next local date of a task in a zone.</summary>
internal sealed record Wave
{
    public string Zone { get; init; } = "";
    public string Task { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public Guid? WalkedTo { get; init; }
}

internal static class Waves
{
    /// <summary>Gives zones the waves they lack, starting with what comes after <paramref name="now"/>.</summary>
    public static async Task EnsureAsync(
        Work work, IEnumerable<DateTimeZone> zones, EnabledTasks tasks, DateTimeOffset now, CancellationToken ct)
    {
        var missing =
            from zone in zones
            from task in tasks.Local
            let due = DueTimes.After(zone, task.LocalTime, now)
            select new Wave { Zone = zone.Id, Task = task.Name, LocalDate = due.LocalDate, DueAt = due.At };
        await InsertAsync(work, missing, ct);
    }

    public static async Task EnsureScansAsync(Work work, EnabledTasks tasks, DateTimeOffset now, CancellationToken ct)
    {
        var missing =
            from scan in tasks.Scans
            let due = DueTimes.After(scan, now)
            select new Wave { Zone = ZoneKey.Everyone, Task = scan.Name, LocalDate = due.LocalDate, DueAt = due.At };
        await InsertAsync(work, missing, ct);
    }

    // In the order of the key, so that two transactions that add the same zones wait for each other and never in a ring.
    private static async Task InsertAsync(Work work, IEnumerable<Wave> waves, CancellationToken ct)
    {
        var rows = waves.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            INSERT INTO waves (zone, task, local_date, due_at)
            SELECT * FROM unnest(@Zones, @Tasks, @Dates, @Dues) AS w (zone, task, local_date, due_at) ORDER BY zone, task
            ON CONFLICT DO NOTHING
            """,
            new
            {
                Zones = rows.Select(w => w.Zone).ToArray(),
                Tasks = rows.Select(w => w.Task).ToArray(),
                Dates = rows.Select(w => w.LocalDate).ToArray(),
                Dues = rows.Select(w => w.DueAt).ToArray(),
            },
            ct);
    }
}
