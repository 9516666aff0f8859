using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Zones;

/// <summary>The Scheduler's due times beside those that another implementation found from its own copy of the tz database.</summary>
public sealed class RecordedDueTimesTests
{
    private static readonly RecordedDueTimes Record = RecordedDueTimes.Read();

    // Of every id that a client can give, the zone that NodaTime takes it for.
    private static readonly IDictionary<string, string> Canonical = TzdbDateTimeZoneSource.Default.CanonicalIdMap;

    private static readonly string Versions =
        $"recorded from tzdb {Record.Version}, NodaTime has {DateTimeZoneProviders.Tzdb.VersionId}; record.py says how to record again";

    /// <summary>Ids that one side alone has, and why.</summary>
    private static readonly Dictionary<string, string> OnOneSideOnly = new()
    {
        ["Factory"] = "Says that nobody has set a zone. NodaTime leaves it out, so that it is no zone for a client either.",
    };

    /// <summary>Ids by which the two sides mean different zones up to a date, and why; from that date on they are compared.</summary>
    private static readonly Dictionary<string, (DateOnly From, string Why)> DifferentBefore = new()
    {
        ["WET"] = (new(1996, 3, 31), """
            A link to Europe/Lisbon since tzdb 2024b, and Lisbon kept Central European time until this date. Debian, whose package was
            recorded from, builds with the file `backzone`, in which WET is a zone of its own as it was before.
            """),
    };

    [Fact]
    public void Every_zone_of_the_tz_database_is_in_the_record()
    {
        Canonical.Keys.Concat(Record.Zones).Distinct().Where(id => !Canonical.ContainsKey(id) || !Record.Zones.Contains(id))
            .ShouldBe(OnOneSideOnly.Keys, ignoreOrder: true, Versions);
        Record.Zones.Count.ShouldBeGreaterThan(590);
        Record.Spans.ShouldContain((new(2024, 1, 1), new(2030, 12, 31)));
    }

    [Fact]
    public void In_every_zone_each_local_date_comes_once_and_at_the_recorded_instant()
    {
        var wrong = new ConcurrentBag<string>();
        var (compared, leftOut) = (0L, 0L);
        // NodaTime's aliases are one zone, so it is enough to ask one and to see that the record has them alike.
        Parallel.ForEach(Record.Zones.Where(Canonical.ContainsKey).GroupBy(id => DifferentBefore.ContainsKey(id) ? id : Canonical[id]), aliases =>
        {
            var zone = DateTimeZoneProviders.Tzdb[aliases.Key];
            var from = DifferentBefore.TryGetValue(aliases.Key, out var different) ? different.From : DateOnly.MinValue;
            foreach (var alias in aliases.Where(alias => !Record.Agree(alias, aliases.First())))
            {
                wrong.Add($"{alias} is {aliases.Key} to NodaTime and another zone than {aliases.First()} in the record");
            }

            foreach (var time in Record.TimesOf(aliases.First()))
            {
                if (FirstDifference(zone, time, Record.Of(aliases.First(), time).Where(r => r.Date >= from), out var dates, out var none) is { } difference)
                {
                    wrong.Add(difference);
                }

                Interlocked.Add(ref compared, dates);
                Interlocked.Add(ref leftOut, none);
            }
        });

        wrong.Order().Take(20).ShouldBeEmpty($"{wrong.Count} differences; {Versions}");
        compared.ShouldBeGreaterThan(15_000_000);
        // Kwajalein in 1993, Kiribati twice in 1994 and 1995, Samoa and Tokelau in 2011, at each of the times.
        leftOut.ShouldBeGreaterThanOrEqualTo(5 * 13);
    }

    [Fact]
    public void What_is_said_to_differ_differs()
    {
        foreach (var (id, (from, why)) in DifferentBefore)
        {
            var earlier = Record.Of(id, new(12, 0)).Where(r => r.Date < from);
            FirstDifference(DateTimeZoneProviders.Tzdb[id], new(12, 0), earlier, out _, out _).ShouldNotBeNull($"{id} need not be set apart any more: {why}");
        }
    }

    // Goes from date to date as a wave does.
    private static string? FirstDifference(DateTimeZone zone, TimeOnly time, IEnumerable<(DateOnly Date, DateTimeOffset? At)> recorded, out int dates, out int none)
    {
        (dates, none) = (0, 0);
        Due next = default;
        DateOnly? before = null;
        foreach (var (date, at) in recorded)
        {
            if (before is null || before.Value.AddDays(1) != date)
            {
                next = DueTimes.Following(zone, time, date.AddDays(-1));
            }

            before = date;
            dates++;
            if (at is null)
            {
                none++;
                if (next.LocalDate == date || DueTimes.On(zone, time, date) is not null)
                {
                    return $"{zone.Id} {time:HH:mm}: {date:yyyy-MM-dd} is due, while the record has no such date";
                }
            }
            else if (next.LocalDate != date || next.At != at)
            {
                return $"{zone.Id} {time:HH:mm}: {date:yyyy-MM-dd} is recorded at {at:O}, but due is {next.LocalDate:yyyy-MM-dd} at {next.At:O}";
            }
            else
            {
                next = DueTimes.Following(zone, time, date);
            }
        }

        return null;
    }
}
