using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Features.ReadZones;

/// <summary>
/// Holds the clients' zones against this program's tz database: one that has become known brings its clients back, and
/// one that is no longer there raises their job cards. A program with an older tz database than has been here leaves
/// everything as it is: it is about to be replaced.
/// </summary>
internal sealed partial class ReadZonesAgain(Database database, SchedulerOptions options, ILogger<ReadZonesAgain> log)
{
    /// <returns>Whether no newer tz database has been here.</returns>
    public async Task<bool> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var newest = await work.ScalarAsync<string>("SELECT tzdb FROM dispatching FOR UPDATE", ct: ct);
        if (string.CompareOrdinal(ZoneKey.Tzdb, newest) < 0)
        {
            OlderTzdb(log, ZoneKey.Tzdb, newest!);
            return false;
        }

        await work.ExecuteAsync("UPDATE dispatching SET tzdb = @Tzdb WHERE tzdb IS DISTINCT FROM @Tzdb", new { ZoneKey.Tzdb }, ct);
        // In this order: whoever places clients takes their rows first of all, and the lock of the task table after.
        await LoseAsync(work, now, ct);
        await FindAsync(work, now, ct);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task FindAsync(Work work, DateTimeOffset now, CancellationToken ct)
    {
        var found = (
            from client in await work.QueryAsync<Client>("SELECT user_id, zone_text FROM clients WHERE zone IS NULL ORDER BY user_id FOR UPDATE", ct: ct)
            let zone = ZoneKey.Parse(client.ZoneText)
            where zone is not null
            select (client.UserId, Zone: zone)).ToList();
        if (found.Count == 0)
        {
            return;
        }

        var ids = found.Select(f => f.UserId).ToArray();
        await work.ExecuteAsync(
            """
            UPDATE clients c SET zone = f.zone FROM unnest(@ids, @Zones) AS f (user_id, zone) WHERE c.user_id = f.user_id;
            UPDATE client_tasks o SET zone = f.zone FROM unnest(@ids, @Zones) AS f (user_id, zone) WHERE o.user_id = f.user_id
            """,
            new { ids, Zones = found.Select(f => f.Zone.Id).ToArray() }, ct);
        var own = (await work.QueryAsync<OwnTask>("SELECT user_id, task, local_time FROM client_tasks WHERE user_id = ANY(@ids)", new { ids }, ct))
            .ToLookup(o => (o.UserId, o.Task));
        var tasks = await TaskTable.ReadToPlaceAsync(work, options, ct);
        await PendingRuns.PlaceAsync(
            work,
            [
                .. from client in found
                   from task in tasks.Local
                   let exception = own[(client.UserId, task.Name)].FirstOrDefault()
                   where exception is not { LocalTime: null }
                   select new Move(client.UserId, task, null, new Placement(client.Zone, exception?.LocalTime), now),
            ],
            now, ct);
        await JobCardRows.SettleAsync(work, ids, JobCardKinds.InvalidTimeZone, "The time zone is known now.", now, ct);
        Found(log, found.Count, ZoneKey.Tzdb);
    }

    private async Task LoseAsync(Work work, DateTimeOffset now, CancellationToken ct)
    {
        var gone = (await ClientZones.AllAsync(work, ct)).Where(zone => ZoneKey.Read(zone) is null).ToArray();
        if (gone.Length == 0)
        {
            return;
        }

        var lost = await work.QueryAsync<Client>(
            """
            UPDATE clients c SET zone = NULL
            FROM (SELECT user_id FROM clients WHERE zone = ANY(@gone) ORDER BY user_id FOR UPDATE) AS locked
            WHERE c.user_id = locked.user_id RETURNING c.user_id, c.zone_text
            """,
            new { gone }, ct);
        await work.ExecuteAsync(
            """
            UPDATE client_tasks SET zone = NULL WHERE zone = ANY(@gone);
            DELETE FROM waves WHERE zone = ANY(@gone);
            DELETE FROM strides WHERE zone = ANY(@gone)
            """,
            new { gone }, ct);
        await JobCardRows.RaiseAsync(
            work,
            lost.ConvertAll(c => new RaiseJobCard(
                c.UserId, JobCardKinds.InvalidTimeZone, c.ZoneText, $"The time zone is no longer known, so nothing is sent. Set {Zones.Examples}.", now)),
            ct);
        Lost(log, lost.Count, ZoneKey.Tzdb);
    }

    [LoggerMessage(2701, LogLevel.Warning, "This program's tz database ({Mine}) is older than one that has been here ({Newest}); zones are not read again")]
    private static partial void OlderTzdb(ILogger logger, string mine, string newest);

    [LoggerMessage(2702, LogLevel.Information, "The zones of {Count} clients are known by {Tzdb}")]
    private static partial void Found(ILogger logger, int count, string tzdb);

    [LoggerMessage(2703, LogLevel.Error, "The zones of {Count} clients are not in {Tzdb}; nothing is sent to them, and a job card is raised for each")]
    private static partial void Lost(ILogger logger, int count, string tzdb);
}
