using NodaTime;
using NodaTime.TimeZones;

namespace Platform.Delivery.Domain;

/// <summary>The hours in which a person wants no sound, by the clock on their wall; they may cross midnight.</summary>
internal sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    private static readonly ZoneLocalMappingResolver Ends = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <returns>When the quiet hours that <paramref name="now"/> falls into end; null where it falls into none.</returns>
    public DateTimeOffset? EndAt(DateTimeOffset now, DateTimeZone zone)
    {
        var local = Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;
        var time = local.TimeOfDay.ToTimeOnly();
        var crosses = From > Until;
        if (crosses ? time < From && time >= Until : time < From || time >= Until)
        {
            return null;
        }

        var date = crosses && time >= From ? local.Date.PlusDays(1) : local.Date;
        // An end that the clocks skip comes with the first moment after the gap; one that comes twice, with the first.
        var end = (date + LocalTime.FromTimeOnly(Until)).InZone(zone, Ends).ToInstant().ToDateTimeOffset();
        return end > now ? end : null;
    }
}
