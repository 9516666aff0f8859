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

    /// <param name="unknownZones">Those that only another replica's tz database has: they are that replica's to cut.</param>
    /// <returns>Null where no wave is due that nobody else is cutting; else the scans that were dispatched.</returns>
    public static async Task<CutResult?> RunAsync(
        Work work, SchedulerOptions options, IReadOnlyCollection<string> unknownZones, DateTimeOffset now, CancellationToken ct)
    {
        var due = await ClaimAsync(work, options, unknownZones, now, ct);
        if (due.Count == 0)
        {
            return null;
        }

        List<DueWave> walked = [];
        List<Wave> moved = [];
        List<Wave> gone = [];
        List<Dispatched> scans = [];
        HashSet<string> unknown = [];
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
            else if (ZoneKey.Read(wave.Row.Zone) is { } zone)
            {
                walked.Add(wave);
                moved.Add(Move(wave.Row, wave.Task.Following(zone, wave.Row.OwnTime, wave.Row.LocalDate)));
            }
            else
            {
                unknown.Add(wave.Row.Zone);
            }
        }

        await Strides.AddAsync(work, await WaveStrides.CutAsync(work, walked, options.StrideSize, forced: false, ct), options, now, ct);
        await Waves.MoveAsync(work, moved, ct);
        await Waves.DropAsync(work, gone, ct);
        return new(scans, unknown);
    }

    // Who changes a task holds its waves until that is committed. So while these are held here, the table that is read next
    // is the one that counts.
    private static async Task<List<DueWave>> ClaimAsync(
        Work work, SchedulerOptions options, IReadOnlyCollection<string> unknownZones, DateTimeOffset now, CancellationToken ct)
    {
        var waves = await work.QueryAsync<Wave>(
            $"""
            SELECT w.zone, w.task, w.own_time, w.local_date, w.due_at FROM waves w JOIN tasks t ON t.name = w.task
            WHERE w.due_at <= {Dispatching.DueBy} AND t.enabled AND t.engine = ANY(@Engines) AND NOT w.zone = ANY(@Unknown)
            ORDER BY w.due_at, w.task, w.zone LIMIT {AtOnce} FOR UPDATE OF w SKIP LOCKED
            """,
            new { now, Engines = options.Engines.ToArray(), Unknown = unknownZones.ToArray() }, ct);
        if (waves.Count == 0)
        {
            return [];
        }

        var tasks = await TaskTable.ReadAsync(work, options, ct);
        return [.. from wave in waves let task = tasks.Find(wave.Task) where task is not null && tasks.IsDispatched(task) select new DueWave(wave, task)];
    }

    private static Wave Move(Wave wave, Due next) => wave with { LocalDate = next.LocalDate, DueAt = next.At };
}

/// <param name="Scans">What was dispatched at once.</param>
/// <param name="UnknownZones">Zones of due waves that this program's tz database does not have; they stay as they are.</param>
internal sealed record CutResult(IReadOnlyList<Dispatched> Scans, IReadOnlyCollection<string> UnknownZones);
