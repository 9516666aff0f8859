using NodaTime;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Domain;

/// <param name="LocalDate">The date on the zone's own calendar that the firing belongs to.</param>
/// <param name="At">The instant of the firing, in UTC.</param>
internal readonly record struct Due(DateOnly LocalDate, DateTimeOffset At);

/// <summary>
/// When a local time comes, by a zone's rules: once for every local date that exists there, in the order of the dates,
/// and never before the local time. A time that a clock change leaves out fires at the first valid instant after it; a
/// time that comes twice fires at the first.
/// </summary>
internal static class DueTimes
{
    /// <returns>Null where the zone left the whole date out, as Samoa did with 30 December 2011.</returns>
    public static Due? On(DateTimeZone zone, TimeOnly time, DateOnly date)
    {
        var mapping = zone.MapLocal(LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time));
        if (mapping.Count > 0)
        {
            return new(date, mapping.First().ToInstant().ToDateTimeOffset());
        }

        return Exists(zone, date) ? new(date, mapping.LateInterval.Start.ToDateTimeOffset()) : null;
    }

    /// <summary>The first firing later than <paramref name="instant"/>.</summary>
    public static Due After(DateTimeZone zone, TimeOnly time, DateTimeOffset instant)
    {
        // Yesterday's firing can lie ahead where a clock change crosses midnight.
        var date = Zones.LocalDateAt(zone, instant).AddDays(-1);
        while (true)
        {
            if (On(zone, time, date) is { } due && due.At > instant)
            {
                return due;
            }

            date = date.AddDays(1);
        }
    }

    /// <summary>The firing of the first date after <paramref name="date"/> that exists.</summary>
    public static Due Following(DateTimeZone zone, TimeOnly time, DateOnly date)
    {
        while (true)
        {
            date = date.AddDays(1);
            if (On(zone, time, date) is { } due)
            {
                return due;
            }
        }
    }

    // Asked only of a date with a gap: it exists unless its midnight is in a gap that ends on a later date.
    private static bool Exists(DateTimeZone zone, DateOnly date)
    {
        var midnight = zone.MapLocal(LocalDate.FromDateOnly(date).AtMidnight());
        return midnight.Count > 0 || midnight.LateInterval.IsoLocalStart.Date == LocalDate.FromDateOnly(date);
    }
}
