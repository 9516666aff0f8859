using System.Globalization;
using System.Text;

namespace Platform.PlanGeneration.Domain.Calendars;

/// <summary>An event that takes whole days.</summary>
/// <param name="Uid">The same for what is the same event, for ever.</param>
/// <param name="Changed">When it was last changed: not when it was read, so that what did not change reads the same.</param>
internal sealed record CalendarEvent(string Uid, DateOnly Date, string Summary, string Description, string Category, DateTimeOffset Changed);

/// <summary>
/// A calendar as phones subscribe to it (RFC 5545, with the refresh interval and name of RFC 7986): lines of at most 75
/// octets ended by CRLF, text escaped, all-day events without a time zone, which are the athlete's local dates wherever they are.
/// </summary>
internal static class CalendarText
{
    private const int LongestLine = 75;

    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Training platform//Plan calendar//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"NAME:{Escape(name)}");
        // What most phones read in place of the two that are standard.
        Line(text, $"X-WR-CALNAME:{Escape(name)}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        Line(text, "X-PUBLISHED-TTL:PT6H");
        foreach (var e in events)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{Escape(e.Uid)}");
            Line(text, $"DTSTAMP:{Stamp(e.Changed)}");
            Line(text, $"LAST-MODIFIED:{Stamp(e.Changed)}");
            Line(text, $"DTSTART;VALUE=DATE:{Day(e.Date)}");
            Line(text, $"DTEND;VALUE=DATE:{Day(e.Date.AddDays(1))}");
            Line(text, $"SUMMARY:{Escape(e.Summary)}");
            if (e.Description.Length > 0)
            {
                Line(text, $"DESCRIPTION:{Escape(e.Description)}");
            }

            Line(text, $"CATEGORIES:{Escape(e.Category)}");
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>TEXT of RFC 5545, 3.3.11. Control characters, which it has no way to write, are left out.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => escaped.Append(@"\\"),
                ';' => escaped.Append(@"\;"),
                ',' => escaped.Append(@"\,"),
                '\n' => escaped.Append(@"\n"),
                _ when Rune.IsControl(rune) => escaped,
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    // Folded by octets of UTF-8, never inside a character; the space of a continuation counts.
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }

    private static string Day(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
