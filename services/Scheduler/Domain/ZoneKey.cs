using NodaTime;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Domain;

/// <summary>
/// The one spelling under which a zone's clients are gathered: the id that NodaTime gives the zone. <c>Z</c>,
/// <c>UTC</c> and <c>+00:00</c> are one zone; <c>+05:45</c> has the key <c>UTC+05:45</c>.
/// </summary>
internal static class ZoneKey
{
    /// <summary>Stands where a zone's key stands, for what is due for everyone together; no zone is called so.</summary>
    public const string Everyone = "*";

    /// <summary>Which tz database this program has; later ones sort later.</summary>
    public static string Tzdb => DateTimeZoneProviders.Tzdb.VersionId;

    /// <returns>Null where the text names no zone.</returns>
    public static DateTimeZone? Parse(string text) => Zones.TryParse(text, out var zone) ? zone : null;

    /// <returns>Null where this program's tz database no longer has the zone.</returns>
    public static DateTimeZone? Read(string key) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(key);
}
