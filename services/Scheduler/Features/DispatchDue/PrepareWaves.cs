using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// Fits the waves to this program at its start: the task table, the engines that exist and the tz database may be others
/// than at the last. A wave keeps its date, and its instant is told anew, so that nothing fires twice or never.
/// </summary>
internal sealed class PrepareWaves(Database database, EnabledTasks tasks)
{
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("DELETE FROM waves WHERE NOT task = ANY(@Names)", new { tasks.Names }, ct);

        var zones = await work.QueryAsync<string>("SELECT DISTINCT zone FROM clients WHERE zone IS NOT NULL", ct: ct);
        await Waves.EnsureAsync(work, zones.Select(ZoneKey.Read).OfType<NodaTime.DateTimeZone>(), tasks, now, ct);
        await Waves.EnsureScansAsync(work, tasks, now, ct);
        await RetellAsync(work, ct);
        await work.CommitAsync(ct);
    }

    private async Task RetellAsync(Work work, CancellationToken ct)
    {
        var waves = await work.QueryAsync<Wave>(
            "SELECT zone, task, local_date, due_at FROM waves WHERE walked_to IS NULL ORDER BY zone, task FOR UPDATE", ct: ct);
        var changed = (
            from wave in waves
            let task = tasks.Task(wave.Task)
            where task is not null
            let zone = ZoneKey.Read(wave.Zone)
            where zone is not null
            let due = DueTimes.Following(zone, task.LocalTime, wave.LocalDate.AddDays(-1))
            where due.At != wave.DueAt
            select wave with { LocalDate = due.LocalDate, DueAt = due.At }).ToList();
        if (changed.Count > 0)
        {
            await work.ExecuteAsync(
                """
                UPDATE waves w SET local_date = c.local_date, due_at = c.due_at
                FROM unnest(@Zones, @Tasks, @Dates, @Dues) AS c (zone, task, local_date, due_at)
                WHERE w.zone = c.zone AND w.task = c.task
                """,
                new
                {
                    Zones = changed.Select(w => w.Zone).ToArray(),
                    Tasks = changed.Select(w => w.Task).ToArray(),
                    Dates = changed.Select(w => w.LocalDate).ToArray(),
                    Dues = changed.Select(w => w.DueAt).ToArray(),
                },
                ct);
        }
    }
}
