using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace Platform.ServiceDefaults.Time;

/// <summary>What the platform takes as a person's time zone; every service reads it through here.</summary>
public static class Zones
{
    /// <summary>What to tell a person whose zone was not understood.</summary>
    public const string Examples = "an IANA id such as Europe/Paris or Asia/Kathmandu, or a fixed offset such as +05:45 or -03:30";

    // No place on earth has been further from UTC since the date line was last moved.
    private const int FurthestMinutes = 14 * 60;

    /// <summary>
    /// Reads an IANA id of the tz database (canonical or alias, spelled as the database spells it), a fixed offset
    /// <c>±HH:MM</c> of at most 14 hours, or <c>Z</c>. Nothing is trimmed, guessed or defaulted.
    /// </summary>
    /// <returns>False where <paramref name="text"/> is none of these; <paramref name="zone"/> is null then.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DateTimeZone? zone)
    {
        zone = text switch
        {
            null or "" => null,
            "Z" => DateTimeZone.Utc,
            ['+' or '-', ..] => FixedOffset(text),
            // The provider would also take ids of its own making, such as UTC+25; the map holds the database's alone.
            _ => TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(text) ? DateTimeZoneProviders.Tzdb[text] : null,
        };
        return zone is not null;
    }

    /// <summary>The date on a calendar that hangs in <paramref name="zone"/> at the instant.</summary>
    public static DateOnly LocalDateAt(DateTimeZone zone, DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).Date.ToDateOnly();

    private static DateTimeZone? FixedOffset(string text)
    {
        if (text is not [var sign, var h1, var h2, ':', var m1, var m2]
            || !char.IsAsciiDigit(h1) || !char.IsAsciiDigit(h2) || !char.IsAsciiDigit(m1) || !char.IsAsciiDigit(m2))
        {
            return null;
        }

        var minutes = (m1 - '0') * 10 + (m2 - '0');
        var total = ((h1 - '0') * 10 + (h2 - '0')) * 60 + minutes;
        return minutes < 60 && total <= FurthestMinutes
            ? DateTimeZone.ForOffset(Offset.FromSeconds((sign == '-' ? -total : total) * 60))
            : null;
    }
}
