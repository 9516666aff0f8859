using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.FollowProfiles;

internal static class ClientRows
{
    /// <summary>What was known of each person; their rows stay locked, in the order of their ids.</summary>
    public static async Task<Dictionary<Guid, Client>> LockAsync(Work work, List<Profile> profiles, CancellationToken ct) =>
        (await work.QueryAsync<Client>(
            "SELECT user_id, zone, start_date, paused, schedule_days, own_tasks FROM clients WHERE user_id = ANY(@Ids) ORDER BY user_id FOR UPDATE",
            new { Ids = profiles.Select(p => p.Message.UserId).ToArray() }, ct))
        .ToDictionary(c => c.UserId);

    /// <summary>The hours of their own that these people have, moved to the zone where they are now.</summary>
    public static async Task<ILookup<Guid, OwnTask>> MoveOwnTasksAsync(Work work, List<Profile> profiles, CancellationToken ct) => profiles.Count == 0
        ? Array.Empty<OwnTask>().ToLookup(o => o.UserId)
        : (await work.QueryAsync<OwnTask>(
            """
            UPDATE client_tasks o SET zone = p.zone FROM unnest(@Ids, @Zones) AS p (user_id, zone) WHERE o.user_id = p.user_id
            RETURNING o.user_id, o.task, o.local_time
            """,
            new { Ids = profiles.Select(p => p.Message.UserId).ToArray(), Zones = profiles.Select(p => p.Zone?.Id).ToArray() }, ct)).ToLookup(o => o.UserId);

    /// <returns>The people whose message was newer than what was known.</returns>
    public static Task<List<Guid>> UpsertAsync(Work work, List<Profile> profiles, CancellationToken ct) => work.QueryAsync<Guid>(
        """
        INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
        SELECT * FROM unnest(@Ids, @Versions, @Texts, @Zones, @Starts, @Paused, @Days, @ChangedAts)
            AS p (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
        ORDER BY user_id
        ON CONFLICT (user_id) DO UPDATE SET
            version = excluded.version, zone_text = excluded.zone_text, zone = excluded.zone, start_date = excluded.start_date,
            paused = excluded.paused, schedule_days = excluded.schedule_days, changed_at = excluded.changed_at
        WHERE clients.version < excluded.version
        RETURNING user_id
        """,
        new
        {
            Ids = profiles.Select(p => p.Message.UserId).ToArray(),
            Versions = profiles.Select(p => p.Message.Version).ToArray(),
            Texts = profiles.Select(p => Text.Cut(p.Message.TimeZone, 200)).ToArray(),
            Zones = profiles.Select(p => p.Zone?.Id).ToArray(),
            Starts = profiles.Select(p => p.Message.StartDate).ToArray(),
            Paused = profiles.Select(p => p.Message.Paused).ToArray(),
            Days = profiles.Select(p => WeekDays.Mask(p.Message.ScheduleDays)).ToArray(),
            ChangedAts = profiles.Select(p => p.Message.ChangedAt.ToUniversalTime()).ToArray(),
        },
        ct);
}
