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

        var bounds = await BoundsAsync(work, walked, options.StrideSize, ct);
        await Strides.AddAsync(work, [.. walked.SelectMany(wave => Cut(wave, bounds, options.StrideSize))], options, now, ct);
        await Waves.MoveAsync(work, moved, ct);
        await Waves.DropAsync(work, gone, ct);
        return new(scans, unknown);
    }

    // Who changes a task locks its waves first. So while these are held, the table that is read next is the one that counts.
    private static async Task<List<DueWave>> ClaimAsync(
        Work work, SchedulerOptions options, IReadOnlyCollection<string> unknownZones, DateTimeOffset now, CancellationToken ct)
    {
        var waves = await work.QueryAsync<Wave>(
            $"""
            SELECT w.zone, w.task, w.own_time, w.local_date, w.due_at FROM waves w JOIN tasks t ON t.name = w.task
            WHERE w.due_at <= @now AND t.enabled AND t.engine = ANY(@Engines)
              AND NOT w.zone = ANY(@Unknown)
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

    /// <summary>
    /// How many clients each wave has, and every so-manieth id; the last range is open, for whoever comes meanwhile. A
    /// wave without clients is not there.
    /// </summary>
    private static async Task<Dictionary<(string Zone, string Task, TimeOnly? OwnTime), Bounds>> BoundsAsync(
        Work work, List<DueWave> waves, int size, CancellationToken ct)
    {
        Dictionary<(string, string, TimeOnly?), Bounds> bounds = [];
        var standard = waves.Where(w => w.Row.OwnTime is null).ToLookup(w => w.Row.Zone);
        var zones = standard.Count == 0 ? [] : await work.QueryAsync<Bounds>(
            """
            SELECT z.zone, count(*)::int AS clients, coalesce(array_agg(n.user_id ORDER BY n.user_id) FILTER (WHERE n.nth % @size = 0), ARRAY[]::uuid[]) AS ids
            FROM unnest(@Zones) AS z (zone) CROSS JOIN LATERAL (
                SELECT c.user_id, row_number() OVER (ORDER BY c.user_id) AS nth FROM clients c WHERE c.zone = z.zone) AS n
            GROUP BY z.zone
            """,
            new { Zones = standard.Select(z => z.Key).ToArray(), size }, ct);
        foreach (var (zone, wave) in zones.SelectMany(zone => standard[zone.Zone].Select(wave => (zone, wave))))
        {
            bounds[(zone.Zone, wave.Row.Task, null)] = zone;
        }

        var own = waves.Where(w => w.Row.OwnTime is not null).Select(w => w.Row).ToList();
        var hours = own.Count == 0 ? [] : await work.QueryAsync<Bounds>(
            """
            SELECT o.zone, o.task, o.local_time AS own_time, count(*)::int AS clients
            FROM client_tasks o JOIN unnest(@Zones, @Tasks, @OwnTimes::time[]) AS w (zone, task, own_time)
                ON o.zone = w.zone AND o.task = w.task AND o.local_time = w.own_time
            WHERE NOT o.muted GROUP BY o.zone, o.task, o.local_time
            """,
            new
            {
                Zones = own.Select(w => w.Zone).ToArray(),
                Tasks = own.Select(w => w.Task).ToArray(),
                OwnTimes = own.Select(w => w.OwnTime?.ToTimeSpan()).ToArray(),
            }, ct);
        hours.ForEach(hour => bounds[(hour.Zone, hour.Task, hour.OwnTime)] = hour);
        return bounds;
    }

    private static IEnumerable<Stride> Cut(DueWave wave, Dictionary<(string, string, TimeOnly?), Bounds> all, int size)
    {
        if (!all.TryGetValue((wave.Row.Zone, wave.Row.Task, wave.Row.OwnTime), out var bounds))
        {
            return [];
        }

        var ids = bounds.Ids;
        return Enumerable.Range(0, ids.Length + 1).Select(n => new Stride
        {
            Id = Guid.CreateVersion7(),
            Zone = wave.Row.Zone,
            Task = wave.Row.Task,
            OwnTime = wave.Row.OwnTime,
            LocalDate = wave.Row.LocalDate,
            DueAt = wave.Row.DueAt,
            AfterUser = n == 0 ? null : ids[n - 1],
            UptoUser = n == ids.Length ? null : ids[n],
            Clients = n < ids.Length ? size : bounds.Clients - n * size,
            Grace = wave.Task.Grace,
            Priority = wave.Task.Priority,
        });
    }

    private static Wave Move(Wave wave, Due next) => wave with { LocalDate = next.LocalDate, DueAt = next.At };

    private sealed record DueWave(Wave Row, TaskDefinition Task);

    private sealed record Bounds
    {
        public string Zone { get; init; } = "";
        public string Task { get; init; } = "";
        public TimeOnly? OwnTime { get; init; }
        public int Clients { get; init; }
        public Guid[] Ids { get; init; } = [];
    }
}

/// <param name="Scans">What was dispatched at once.</param>
/// <param name="UnknownZones">Zones of due waves that this program's tz database does not have; they stay as they are.</param>
internal sealed record CutResult(IReadOnlyList<Dispatched> Scans, IReadOnlyCollection<string> UnknownZones);
