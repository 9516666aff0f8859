using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <param name="Row">With the date and the instant that are due.</param>
internal sealed record DueWave(Wave Row, TaskDefinition Task);

/// <summary>Cuts waves into strides: ranges of their clients' ids that any replica may walk.</summary>
internal static class WaveStrides
{
    /// <param name="size">About how many clients a stride has.</param>
    /// <param name="forced">An operator asked for it: the grace window does not hold.</param>
    public static async Task<List<Stride>> CutAsync(Work work, IReadOnlyList<DueWave> waves, int size, bool forced, CancellationToken ct)
    {
        var bounds = await BoundsAsync(work, waves, size, ct);
        return [.. waves.SelectMany(wave => Cut(wave, bounds, size, forced))];
    }

    /// <summary>
    /// How many clients each wave has, and every so-manieth id; the last range is open, for whoever comes meanwhile. A
    /// wave without clients is not there.
    /// </summary>
    private static async Task<Dictionary<(string Zone, string Task, TimeOnly? OwnTime), Bounds>> BoundsAsync(
        Work work, IReadOnlyList<DueWave> waves, int size, CancellationToken ct)
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

    private static IEnumerable<Stride> Cut(DueWave wave, Dictionary<(string, string, TimeOnly?), Bounds> all, int size, bool forced)
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
            Forced = forced,
        });
    }

    private sealed record Bounds
    {
        public string Zone { get; init; } = "";
        public string Task { get; init; } = "";
        public TimeOnly? OwnTime { get; init; }
        public int Clients { get; init; }
        public Guid[] Ids { get; init; } = [];
    }
}
