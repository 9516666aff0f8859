using System.Collections.Concurrent;
using NodaTime;

namespace Platform.Tests.Soak;

/// <summary>
/// When a local time comes in a zone, found another way than the service finds it: by walking the stretches between the
/// zone's clock changes to the first instant at which the clock on the wall shows the wanted time or a later one.
/// </summary>
internal sealed record LocalClock(DateTimeZone Zone, LocalTime Time)
{
    // No stretch of a clock that matters for a date begins or ends further from it.
    private static readonly Duration Around = Duration.FromDays(2);
    private static readonly ConcurrentDictionary<(string Zone, LocalTime Time, LocalDate Date), Instant?> Known = new();

    /// <returns>Null where the zone left the date out.</returns>
    public Instant? At(LocalDate date) => Known.GetOrAdd((Zone.Id, Time, date), _ => Find(date));

    /// <summary>The first date whose instant is later than <paramref name="now"/>.</summary>
    public LocalDate FirstAfter(Instant now)
    {
        var date = now.InUtc().Date.PlusDays(-2);
        while (!(At(date) > now))
        {
            date = date.PlusDays(1);
        }

        return date;
    }

    private Instant? Find(LocalDate date)
    {
        var wanted = date.At(Time);
        var asIfUtc = wanted.InUtc().ToInstant();
        var stretches = Zone.GetZoneIntervals(new Interval(asIfUtc - Around, asIfUtc + Around)).ToList();
        var exists = stretches.Exists(s =>
            (!s.HasStart || s.IsoLocalStart < date.PlusDays(1).AtMidnight()) && (!s.HasEnd || s.IsoLocalEnd > date.AtMidnight()));
        if (!exists)
        {
            return null;
        }

        var first = stretches.First(s => !s.HasEnd || s.IsoLocalEnd > wanted);
        var shown = wanted.WithOffset(first.WallOffset).ToInstant();
        return first.HasStart && first.Start > shown ? first.Start : shown;
    }
}
