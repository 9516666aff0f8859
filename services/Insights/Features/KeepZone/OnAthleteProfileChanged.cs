using Platform.Contracts.PlanGeneration;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Insights.Features.KeepZone;

/// <summary>Keeps each athlete's zone: which week is "this week" depends on it. An older version changes nothing.</summary>
internal sealed class OnAthleteProfileChanged : IBatchHandler<AthleteProfileChanged>
{
    public Task HandleAsync(IReadOnlyList<AthleteProfileChanged> messages, Work work, CancellationToken ct) => work.ExecuteAsync(
        """
        INSERT INTO athlete_zones AS kept (user_id, version, time_zone)
        SELECT DISTINCT ON (user_id) * FROM unnest(@UserIds, @Versions, @Zones) AS said (user_id, version, time_zone)
        ORDER BY user_id, version DESC
        ON CONFLICT (user_id) DO UPDATE SET version = excluded.version, time_zone = excluded.time_zone
        WHERE excluded.version > kept.version
        """,
        new
        {
            UserIds = messages.Select(m => m.UserId).ToArray(),
            Versions = messages.Select(m => m.Version).ToArray(),
            Zones = messages.Select(m => m.TimeZone).ToArray(),
        }, ct);
}
