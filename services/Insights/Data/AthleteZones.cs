using NodaTime;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Insights.Data;

internal static class AthleteZones
{
    /// <summary>The date where the athlete is. One whose zone is not known, or not valid, is taken to live by UTC.</summary>
    public static async Task<DateOnly> TodayAsync(Work work, Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        var text = await work.SingleOrDefaultAsync<string>("SELECT time_zone FROM athlete_zones WHERE user_id = @userId", new { userId }, ct);
        return Zones.LocalDateAt(Zones.TryParse(text, out var known) ? known : DateTimeZone.Utc, now);
    }
}
