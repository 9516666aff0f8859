using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.PlanGeneration.Domain.Calendars;

namespace Platform.PlanGeneration.Tests.Domain.Calendars;

public sealed class CalendarTextTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(2));

    [Fact]
    public void An_event_reads_as_the_standard_says()
    {
        var text = CalendarText.Write("Plan", [new("day-1@x", new(2026, 12, 31), "Run; easy, short\\long", "Line\r\nand line", "easy", Changed)]);
        text.ShouldEndWith("END:VCALENDAR\r\n");
        text.Split("\r\n").ShouldBe(
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Training platform//Plan calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:Plan",
                "X-WR-CALNAME:Plan", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H", "BEGIN:VEVENT", "UID:day-1@x",
                "DTSTAMP:20261121T230203Z", "LAST-MODIFIED:20261121T230203Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
                @"SUMMARY:Run\; easy\, short\\long", @"DESCRIPTION:Line\nand line", "CATEGORIES:easy", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
            ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ä")]
    [InlineData("🏃‍♀️ 10 × 400 m, then 日本語; \\ and \r\n\n\t\0 more")]
    public void A_long_text_is_folded_at_75_octets_and_reads_back_as_it_was(string piece)
    {
        for (var length = 0; length < 200; length++)
        {
            Check(string.Concat(Enumerable.Repeat(piece, 5)) + new string('x', length));
        }
    }

    [Fact]
    public void Any_text_is_folded_at_75_octets_and_reads_back_as_it_was() =>
        Prop.ForAll<string>(text => Check(text ?? "")).QuickCheckThrowOnFailure();

    private static void Check(string given)
    {
        var text = CalendarText.Write("Plan", [new("uid", new(2026, 1, 1), given, given, "easy", Changed)]);
        var octets = Encoding.UTF8.GetBytes(text);
        Encoding.UTF8.GetString(octets).ShouldBe(text);
        text.Replace("\r\n", "").ShouldNotContain(c => char.IsControl(c));
        foreach (var line in text.Split("\r\n"))
        {
            Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75);
            // No line holds half a character.
            new UTF8Encoding(false, true).GetString(Encoding.UTF8.GetBytes(line)).ShouldBe(line);
        }

        var summary = text.Replace("\r\n ", "").Split("\r\n").Single(l => l.StartsWith("SUMMARY:", StringComparison.Ordinal))["SUMMARY:".Length..];
        Unescape(summary).ShouldBe(Plain(given));
    }

    // What a calendar can hold: line ends as \n, no other control characters, no halves of characters.
    private static string Plain(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Where(r => r.Value == '\n' || !Rune.IsControl(r)).Select(r => r.ToString()));

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] is 'n' ? '\n' : text[i]);
        }

        return plain.ToString();
    }
}
