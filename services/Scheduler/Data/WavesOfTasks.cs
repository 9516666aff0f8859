using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>Makes the waves those that the task table asks for.</summary>
internal static class WavesOfTasks
{
    /// <summary>
    /// Tasks that are not dispatched lose their waves, zones get those they lack, and each instant is told anew from its
    /// date. Waves are locked first, and in the order of their key.
    /// </summary>
    /// <param name="only">The one task to look at; null: all.</param>
    public static async Task FitAsync(Work work, TaskTable tasks, string? only, DateTimeOffset now, CancellationToken ct)
    {
        var asked = tasks.All.Where(t => only is null || t.Name == only).ToList();
        var waves = await work.QueryAsync<Wave>(
            """
            SELECT zone, task, own_time, local_date, due_at FROM waves WHERE @only::text IS NULL OR task = @only
            ORDER BY zone, task, own_time FOR UPDATE
            """,
            new { only }, ct);
        await Waves.DropAsync(work, [.. waves.Where(w => tasks.Find(w.Task) is not { } task || !tasks.IsDispatched(task))], ct);
        await work.ExecuteAsync(
            "DELETE FROM strides WHERE task = ANY(@Off)", new { Off = asked.Where(t => !tasks.IsDispatched(t)).Select(t => t.Name).ToArray() }, ct);

        var local = asked.Where(t => !t.IsScan && tasks.IsDispatched(t)).ToList();
        var zones = await ClientZones.AllAsync(work, ct);
        var own = await work.QueryAsync<Wave>(
            "SELECT DISTINCT zone, task, local_time AS own_time FROM client_tasks WHERE zone IS NOT NULL AND NOT muted", ct: ct);
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
        await Waves.MoveAsync(work, [.. waves.Select(wave => Retold(wave, tasks, now)).OfType<Wave>()], ct);
    }

    // A local wave keeps its date; a scan has none of its own, so it takes what comes next, unless it is due already.
    private static Wave? Retold(Wave wave, TaskTable tasks, DateTimeOffset now)
    {
        Due? due = tasks.Find(wave.Task) switch
        {
            null => null,
            { IsScan: true } scan => wave.DueAt > now ? scan.ScanAfter(now) : null,
            var task => ZoneKey.Read(wave.Zone) is { } zone ? task.Following(zone, wave.OwnTime, wave.LocalDate.AddDays(-1)) : null,
        };
        return due is { } told && (told.LocalDate != wave.LocalDate || told.At != wave.DueAt)
            ? wave with { LocalDate = told.LocalDate, DueAt = told.At } : null;
    }
}
