using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>Makes the waves those that the task table and the clients ask for.</summary>
internal static class WavesOfTasks
{
    /// <summary>
    /// Tasks that are not dispatched lose their waves, zones and own hours get those they lack and lose those that nobody
    /// is at any more, and each instant is told anew from its date. Waves are locked in the order of their key.
    /// </summary>
    /// <param name="tasks">Read by <see cref="TaskTable.ReadToFitAsync"/>, or the table that follows from it.</param>
    /// <param name="changed">The one task to look at, as it was before it was changed; null: all, none of them changed.</param>
    public static async Task FitAsync(Work work, TaskTable tasks, TaskDefinition? changed, DateTimeOffset now, CancellationToken ct)
    {
        var asked = tasks.All.Where(t => changed is null || t.Name == changed.Name).ToList();
        var waves = await work.QueryAsync<Wave>(
            """
            SELECT zone, task, own_time, local_date, due_at FROM waves WHERE @Only::text IS NULL OR task = @Only
            ORDER BY zone, task, own_time FOR UPDATE
            """,
            new { Only = changed?.Name }, ct);
        await work.ExecuteAsync(
            "DELETE FROM strides WHERE task = ANY(@Off)", new { Off = asked.Where(t => !tasks.IsDispatched(t)).Select(t => t.Name).ToArray() }, ct);

        var zones = await ClientZones.AllAsync(work, ct);
        var own = await work.QueryAsync<Wave>(
            "SELECT DISTINCT zone, task, local_time AS own_time FROM client_tasks WHERE zone IS NOT NULL AND NOT muted", ct: ct);
        var walking = await work.QueryAsync<Wave>("SELECT DISTINCT zone, task, own_time FROM strides", ct: ct);
        var peopled = zones.SelectMany(zone => asked.Select(task => (zone, task.Name, (TimeOnly?)null)))
            .Concat(own.Concat(walking).Select(Key)).ToHashSet();

        var (kept, gone) = Split(waves, wave => tasks.Find(wave.Task) is { } task && tasks.IsDispatched(task)
            && (task.IsScan || wave.DueAt <= now || peopled.Contains(Key(wave))));
        await Waves.DropAsync(work, gone, ct);

        var local = asked.Where(t => !t.IsScan && tasks.IsDispatched(t)).ToList();
        var places =
            (from id in zones
             let zone = ZoneKey.Read(id)
             where zone is not null
             from task in local
             select (new Placement(zone, null), task)).Concat(
             from wave in own
             let zone = ZoneKey.Read(wave.Zone)
             let task = local.Find(t => t.Name == wave.Task)
             where zone is not null && task is not null
             select (new Placement(zone, wave.OwnTime), task));
        await Waves.EnsureAsync(work, places, now, ct);
        await Waves.EnsureScansAsync(work, asked.Where(t => t.IsScan && tasks.IsDispatched(t)), now, ct);
        await Waves.MoveAsync(work, [.. kept.Select(wave => Retold(wave, changed, tasks.Find(wave.Task)!, now)).OfType<Wave>()], ct);
    }

    private static (string Zone, string Task, TimeOnly? OwnTime) Key(Wave wave) => (wave.Zone, wave.Task, wave.OwnTime);

    private static (List<Wave> Kept, List<Wave> Gone) Split(List<Wave> waves, Func<Wave, bool> stays) =>
        ([.. waves.Where(stays)], [.. waves.Where(wave => !stays(wave))]);

    // A scan that is due already has its turn first. A zone that this program's tz database lacks stays as it is.
    private static Wave? Retold(Wave wave, TaskDefinition? before, TaskDefinition task, DateTimeOffset now)
    {
        Due? due = task switch
        {
            { IsScan: true } => wave.DueAt > now ? Replanning.OfScan(task, wave.LocalDate, now) : null,
            _ => ZoneKey.Read(wave.Zone) is { } zone ? Replanning.OfWave(before ?? task, task, zone, wave.OwnTime, wave.LocalDate, now) : null,
        };
        return due is { } told && (told.LocalDate != wave.LocalDate || told.At != wave.DueAt)
            ? wave with { LocalDate = told.LocalDate, DueAt = told.At } : null;
    }
}
