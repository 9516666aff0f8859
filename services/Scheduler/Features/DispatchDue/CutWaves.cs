using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// Turns due waves into work: each is cut into strides, ranges of its clients' ids that any replica may walk, and moves
/// on to its next date, in one transaction. A scan is dispatched here and then, for it has nobody to walk.
/// </summary>
internal static class CutWaves
{
    private const int AtOnce = 100;

    /// <returns>Null where no wave is due that nobody else is cutting; else the scans that were dispatched.</returns>
    public static async Task<IReadOnlyList<Dispatched>?> RunAsync(Work work, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var due = await ClaimAsync(work, options, now, ct);
        if (due.Count == 0)
        {
            return null;
        }

        List<DueWave> walked = [];
        List<Wave> moved = [];
        List<Wave> gone = [];
        List<Dispatched> scans = [];
        foreach (var wave in due)
        {
            if (wave.Task.IsScan)
            {
                scans.Add(await ScanRun.DispatchAsync(work, wave.Task, wave.Row, now, ct));
                if (wave.Task.ScanAfter(wave.Row.DueAt) is { } next)
                {
                    moved.Add(Move(wave.Row, next));
                }
                else
                {
                    gone.Add(wave.Row);
                }
            }
            else
            {
                walked.Add(wave);
                moved.Add(Move(wave.Row, wave.Task.Following(ZoneKey.Read(wave.Row.Zone)!, wave.Row.OwnTime, wave.Row.LocalDate)));
            }
        }

        await Strides.AddAsync(work, await WaveStrides.CutAsync(work, walked, options.StrideSize, forced: false, ct), options, now, ct);
        await Waves.MoveAsync(work, moved, ct);
        await Waves.DropAsync(work, gone, ct);
        return scans;
    }

    // Zones that only another replica's tz database has are that replica's to cut. Who changes a task locks its waves first. So while these are held, the table that is read next is the one that counts.
    private static async Task<List<DueWave>> ClaimAsync(Work work, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var waves = await work.QueryAsync<Wave>(
            $"""
            SELECT w.zone, w.task, w.own_time, w.local_date, w.due_at FROM waves w JOIN tasks t ON t.name = w.task
            WHERE w.due_at <= @now AND t.enabled AND t.engine = ANY(@Engines) AND {Dispatching.Goes}
              AND (w.zone = ANY(@Zones) OR starts_with(w.zone, '{ZoneKey.FixedOffset}') OR w.zone = '{ZoneKey.Everyone}')
            ORDER BY w.due_at, w.task, w.zone LIMIT {AtOnce} FOR UPDATE OF w SKIP LOCKED
            """,
            new { now, Engines = options.Engines.ToArray(), Zones = ZoneKey.Ids.ToArray() }, ct);
        if (waves.Count == 0)
        {
            return [];
        }

        var tasks = await TaskTable.ReadAsync(work, options, ct);
        return [.. from wave in waves let task = tasks.Find(wave.Task) where task is not null && tasks.IsDispatched(task) select new DueWave(wave, task)];
    }

    private static Wave Move(Wave wave, Due next) => wave with { LocalDate = next.LocalDate, DueAt = next.At };
}
