using System.Globalization;
using NodaTime;
using Platform.Scheduler.Domain;

namespace Platform.Clock;

/// <summary>
/// <c>2026-03-29  2026-03-29T01:00:00Z  (gap: …)</c>: the local date, the due instant in UTC, and, where the zone's clock
/// does something out of the ordinary at that time of that date, what.
/// </summary>
internal static class Listing
{
    private const string NoInstant = "none                ";

    public static IEnumerable<string> Of(Request request)
    {
        for (var date = request.From; date <= request.To; date = date.AddDays(1))
        {
            yield return Line(request.Zone, request.At, date);
        }
    }

    private static string Line(DateTimeZone zone, TimeOnly at, DateOnly date) => DueTimes.On(zone, at, date) is { } due
        ? $"{Text(date)}  {due.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}{Note(zone, at, due)}"
        : $"{Text(date)}  {NoInstant}  (left out: there was no such date there; nothing is due)";

    private static string Note(DateTimeZone zone, TimeOnly at, Due due) =>
        zone.MapLocal(LocalDate.FromDateOnly(due.LocalDate) + LocalTime.FromTimeOnly(at)).Count switch
        {
            0 => $"  (gap: {at:HH:mm} does not exist there; first valid instant after, {Clock(zone, due)})",
            2 => $"  (overlap: {at:HH:mm} comes twice there; the first)",
            _ => "",
        };

    /// <summary>What the clock there shows at the instant; with the date where that is another one.</summary>
    private static string Clock(DateTimeZone zone, Due due)
    {
        var shown = Instant.FromDateTimeOffset(due.At).InZone(zone).LocalDateTime;
        return shown.ToString(shown.Date.ToDateOnly() == due.LocalDate ? "HH:mm" : "HH:mm 'on' uuuu-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
