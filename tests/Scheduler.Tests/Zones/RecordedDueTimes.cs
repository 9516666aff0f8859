using System.Globalization;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Zones;

/// <summary>
/// <c>due-times.txt</c>: when local times are due in the zones of the tz database, as <c>record.py</c> found it through
/// Python's zoneinfo. That file says what the lines mean and how to record again.
/// </summary>
internal sealed class RecordedDueTimes
{
    private readonly List<(DateOnly First, DateOnly Last)> _spans = [];
    private readonly Dictionary<string, List<(TimeOnly Time, string Runs)>> _byZone = [];

    private RecordedDueTimes()
    {
    }

    /// <summary>Of the tz database that was recorded from, such as 2026f.</summary>
    public string Version { get; private set; } = "";

    public IReadOnlyList<(DateOnly First, DateOnly Last)> Spans => _spans;

    public IReadOnlyCollection<string> Zones => _byZone.Keys;

    public static RecordedDueTimes Read()
    {
        var record = new RecordedDueTimes();
        using var file = new StreamReader(typeof(RecordedDueTimes).Assembly.GetManifestResourceStream("due-times.txt")!);
        List<(TimeOnly, string)> times = [];
        while (file.ReadLine() is { } line)
        {
            var (word, rest) = line.Split(' ', 2) is [var first, var others] ? (first, others) : throw new FormatException(line);
            switch (word)
            {
                case "tzdb":
                    record.Version = rest;
                    break;
                case "span":
                    record._spans.Add((DateOnly.ParseExact(rest[..10], "yyyy-MM-dd"), DateOnly.ParseExact(rest[11..], "yyyy-MM-dd")));
                    break;
                case "zones":
                    times = [];
                    foreach (var zone in rest.Split(' '))
                    {
                        record._byZone.Add(zone, times);
                    }

                    break;
                default:
                    times.Add((TimeOnly.ParseExact(word, "HH:mm"), rest));
                    break;
            }
        }

        return record;
    }

    public bool Agree(string zone, string other) => ReferenceEquals(_byZone[zone], _byZone[other]);

    public IEnumerable<TimeOnly> TimesOf(string zone) => _byZone[zone].Select(t => t.Time);

    /// <summary>Every date of the spans, with its due instant; null where the zone had no such date.</summary>
    public IEnumerable<(DateOnly Date, DateTimeOffset? At)> Of(string zone, TimeOnly time)
    {
        using var minutes = Expand(_byZone[zone].Single(t => t.Time == time).Runs).GetEnumerator();
        foreach (var (first, last) in _spans)
        {
            for (var date = first; date <= last; date = date.AddDays(1))
            {
                minutes.MoveNext().ShouldBeTrue($"the record of {zone} at {time} ends before {date}");
                yield return (date, minutes.Current is { } m ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(m) : null);
            }
        }

        minutes.MoveNext().ShouldBeFalse($"the record of {zone} at {time} goes on after the last date");
    }

    // "3*90 60 -": 90 three times, 60, none.
    private static IEnumerable<int?> Expand(string runs)
    {
        foreach (var run in runs.Split(' '))
        {
            var star = run.IndexOf('*', StringComparison.Ordinal);
            var count = star < 0 ? 1 : int.Parse(run.AsSpan(0, star), NumberStyles.None, CultureInfo.InvariantCulture);
            var value = run.AsSpan(star + 1);
            int? minutes = value is "-" ? null : int.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            for (var i = 0; i < count; i++)
            {
                yield return minutes;
            }
        }
    }
}
