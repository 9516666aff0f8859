using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.Trigger;

/// <summary>
/// A trigger for a zone or for everyone: the wave of that date once more. Strides find who has no run yet, and one
/// statement puts back in line who has one that may be sent again.
/// </summary>
internal static class TriggeredWaves
{
    // What is updated within the time that the gateway waits for an answer.
    private const int AtOnce = 100_000;

    public static async Task<TriggerAnswer> RunAsync(Work work, Asked asked, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var waves = await WavesAsync(work, asked, ct);
        var scope = new
        {
            asked.LocalDate,
            Task = asked.Task.Name,
            asked.Zone,
            Zones = waves.Select(w => w.Row.Zone).Distinct().ToArray(),
            asked.Task.TrainingDaysOnly,
            DayBit = WeekDays.Bit(asked.LocalDate.DayOfWeek),
        };
        var counts = (await work.SingleOrDefaultAsync<Counts>(
            $"""
            SELECT (count(*) FILTER (WHERE active AND status IS NULL))::int AS queued,
                (count(*) FILTER (WHERE active AND (status IN ('dispatched', 'retrying') OR status = 'pending' AND forced)))::int AS under_way,
                (count(*) FILTER (WHERE active AND status = 'completed'))::int AS completed,
                (count(*) FILTER (WHERE NOT active))::int AS inactive
            FROM (SELECT ({Active}) IS TRUE AS active, r.status, r.forced
                FROM {Clients} LEFT JOIN runs r ON r.local_date = @LocalDate AND r.task = @Task AND r.user_id = c.user_id
                WHERE @Zone::text IS NULL OR c.zone = @Zone) AS people
            """,
            scope, ct))!;
        var sentAgain = await RunsAgain.QueueAsync(
            work,
            $"{Clients} JOIN runs r ON r.local_date = @LocalDate AND r.task = @Task AND r.user_id = c.user_id WHERE {Active}",
            scope, asked.Statuses, options.CatchUpPerSecond, AtOnce, now, ct);
        if (counts.Queued > 0)
        {
            await Strides.AddAsync(work, await WaveStrides.CutAsync(work, waves, options.StrideSize, forced: true, ct), options, now, ct);
        }

        return new(
            asked.Task.Name, asked.LocalDate, counts.Queued, sentAgain, counts.UnderWay, asked.Again ? 0 : counts.Completed, counts.Inactive, 0,
            sentAgain == AtOnce);
    }

    private const string Clients = "clients c LEFT JOIN client_tasks o ON o.user_id = c.user_id AND o.task = @Task";

    private const string Active = $"{ActiveClients.Condition} AND c.zone = ANY(@Zones) AND o.muted IS NOT TRUE";

    /// <summary>The task's hour and the clients' own ones in these zones, where the date exists there.</summary>
    private static async Task<List<DueWave>> WavesAsync(Work work, Asked asked, CancellationToken ct)
    {
        var zones = asked.Zone is { } only ? [only] : await ClientZones.AllAsync(work, ct);
        var own = await work.QueryAsync<Wave>(
            "SELECT DISTINCT zone, local_time AS own_time FROM client_tasks WHERE task = @Name AND NOT muted AND zone = ANY(@Zones)",
            new { asked.Task.Name, Zones = zones.ToArray() }, ct);
        return
        [
            .. from row in zones.Select(zone => new Wave { Zone = zone }).Concat(own)
               let zone = ZoneKey.Read(row.Zone)
               where zone is not null
               let due = DueTimes.On(zone, row.OwnTime ?? asked.Task.LocalTime!.Value, asked.LocalDate)
               where due is not null
               select new DueWave(Wave.At(row.Zone, asked.Task.Name, row.OwnTime, due.Value), asked.Task),
        ];
    }

    private sealed record Counts
    {
        public int Queued { get; init; }
        public int UnderWay { get; init; }
        public int Completed { get; init; }
        public int Inactive { get; init; }
    }
}
