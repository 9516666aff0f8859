using NodaTime;
using Platform.ServiceDefaults.Time;

namespace Platform.Demo;

/// <summary>A time of the training day as it comes to one zone.</summary>
/// <param name="Hour">Local: 4 (generated), 7 (posted) or 22 (closed).</param>
internal sealed record Moment(DateTimeOffset At, int Hour, string Zone)
{
    private static readonly int[] Hours = [4, 7, 22];

    /// <summary>The moments of a local date in each of these zones, in the order in which the world lives them; a zone that is none has none.</summary>
    public static IEnumerable<Moment> Of(DateOnly date, IEnumerable<string> zones) =>
        from zone in zones.Distinct()
        where Zones.TryParse(zone, out _)
        from hour in Hours
        let at = Instant(date, hour, zone)
        orderby at
        select new Moment(at, hour, zone);

    private static DateTimeOffset Instant(DateOnly date, int hour, string zone)
    {
        Zones.TryParse(zone, out var known);
        return (LocalDate.FromDateOnly(date) + new LocalTime(hour, 0)).InZoneLeniently(known!).ToDateTimeOffset();
    }
}
