using NodaTime;
using NodaTime.TimeZones;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Domain;

public sealed class DueTimesTests
{
    private static readonly DateOnly From = new(2024, 1, 1);
    private static readonly DateOnly To = new(2028, 12, 31);

    // The task table's, midnight, and the hours in which clocks are changed somewhere.
    private static readonly TimeOnly[] Times =
        [.. TaskTables.Local.Select(t => t.LocalTime!.Value).Distinct(), new(0, 0), new(0, 30), new(1, 45), new(2, 30), new(23, 45)];

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private static string Fires(string zone, string time, string date) =>
        DueTimes.On(Zone(zone), TimeOnly.ParseExact(time, "HH:mm"), DateOnly.ParseExact(date, "yyyy-MM-dd")) is { } due
            ? Instant.FromDateTimeOffset(due.At).InZone(Zone(zone)).ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture)
            : "never";

    [Fact]
    public void Every_zone_fires_every_task_once_on_every_local_date_in_order_and_never_early()
    {
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        // Zones with the same rules from here on answer alike; one of each is asked.
        var zones = TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Select(Zone).ToList();
        zones.Count.ShouldBeGreaterThan(300);
        Parallel.ForEach(zones, zone =>
        {
            foreach (var time in Times)
            {
                var due = DueTimes.Following(zone, time, From.AddDays(-1));
                for (var date = From; date <= To; date = date.AddDays(1))
                {
                    if (due.LocalDate != date)
                    {
                        wrong.Add($"{zone.Id} {time}: {date} fires as {due.LocalDate}");
                        break;
                    }

                    var local = Instant.FromDateTimeOffset(due.At).InZone(zone).LocalDateTime;
                    var wanted = LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time);
                    var exact = zone.MapLocal(wanted).Count > 0;
                    if (local < wanted || (exact && local != wanted))
                    {
                        wrong.Add($"{zone.Id} {time}: {date} fires at {local}");
                    }

                    var next = DueTimes.Following(zone, time, date);
                    if (next.At <= due.At)
                    {
                        wrong.Add($"{zone.Id} {time}: {next} does not follow {due}");
                    }

                    due = next;
                }
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_next_firing_after_an_instant_is_the_first_of_all_later_ones_around_every_clock_change()
    {
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        var from = Instant.FromUtc(2024, 1, 1, 0, 0);
        var to = Instant.FromUtc(2029, 1, 1, 0, 0);
        Parallel.ForEach(TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Select(Zone), zone =>
        {
            foreach (var change in zone.GetZoneIntervals(from, to).Where(i => i.HasEnd && i.End < to).Select(i => i.End))
            {
                foreach (var time in Times)
                {
                    for (var minutes = -26 * 60; minutes <= 26 * 60; minutes += 65)
                    {
                        var instant = (change + Duration.FromMinutes(minutes)).ToDateTimeOffset();
                        var around = Platform.ServiceDefaults.Time.Zones.LocalDateAt(zone, instant);
                        var first = Enumerable.Range(-3, 7).Select(n => DueTimes.On(zone, time, around.AddDays(n)))
                            .Where(d => d?.At > instant).Min(d => d!.Value.At);
                        if (DueTimes.After(zone, time, instant).At != first)
                        {
                            wrong.Add($"{zone.Id} {time} after {instant:O}");
                        }
                    }
                }
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Theory]
    // Gaps: the first valid instant after.
    [InlineData("Europe/Paris", "02:30", "2026-03-29", "2026-03-29 03:00 +02:00")]
    [InlineData("America/St_Johns", "02:30", "2026-03-08", "2026-03-08 03:00 -02:30")]
    [InlineData("America/Nuuk", "23:30", "2024-03-30", "2024-03-31 00:00 -01:00")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-04 02:30 +11:00")]
    [InlineData("Asia/Beirut", "00:00", "2026-03-29", "2026-03-29 01:00 +03:00")]
    [InlineData("America/Sao_Paulo", "00:00", "2018-11-04", "2018-11-04 01:00 -02:00")]
    [InlineData("Africa/Cairo", "00:30", "2026-04-24", "2026-04-24 01:00 +03:00")]
    [InlineData("America/Toronto", "23:45", "1919-03-30", "1919-03-31 00:30 -04:00")]
    // Overlaps: once, at the first.
    [InlineData("Europe/Paris", "02:30", "2026-10-25", "2026-10-25 02:30 +02:00")]
    [InlineData("America/St_Johns", "01:30", "2026-11-01", "2026-11-01 01:30 -02:30")]
    [InlineData("Australia/Lord_Howe", "01:45", "2026-04-05", "2026-04-05 01:45 +11:00")]
    [InlineData("Africa/Cairo", "23:30", "2026-10-29", "2026-10-29 23:30 +03:00")]
    [InlineData("America/Sao_Paulo", "23:30", "2018-02-17", "2018-02-17 23:30 -02:00")]
    // Days like any other.
    [InlineData("Asia/Kathmandu", "07:00", "2026-11-22", "2026-11-22 07:00 +05:45")]
    [InlineData("Pacific/Kiritimati", "07:00", "2026-11-22", "2026-11-22 07:00 +14:00")]
    [InlineData("America/St_Johns", "07:00", "2026-03-08", "2026-03-08 07:00 -02:30")]
    // The date that Samoa left out, and its neighbours.
    [InlineData("Pacific/Apia", "07:00", "2011-12-29", "2011-12-29 07:00 -10:00")]
    [InlineData("Pacific/Apia", "07:00", "2011-12-30", "never")]
    [InlineData("Pacific/Apia", "00:00", "2011-12-30", "never")]
    [InlineData("Pacific/Apia", "07:00", "2011-12-31", "2011-12-31 07:00 +14:00")]
    [InlineData("Pacific/Kwajalein", "12:00", "1993-08-21", "never")]
    public void A_clock_change_fires_at(string zone, string time, string date, string expected) =>
        Fires(zone, time, date).ShouldBe(expected);

    [Fact]
    public void A_date_that_was_left_out_is_stepped_over()
    {
        var due = DueTimes.Following(Zone("Pacific/Apia"), new(7, 0), new(2011, 12, 29));

        due.LocalDate.ShouldBe(new DateOnly(2011, 12, 31));
        due.At.ShouldBe(At("2011-12-30T17:00:00Z"));
    }

    [Fact]
    public void After_the_first_of_two_equal_local_times_comes_tomorrow()
    {
        var paris = Zone("Europe/Paris");
        var first = At("2026-10-25T00:30:00Z");

        DueTimes.After(paris, new(2, 30), first.AddTicks(-10)).At.ShouldBe(first);
        DueTimes.After(paris, new(2, 30), first).LocalDate.ShouldBe(new DateOnly(2026, 10, 26));
        DueTimes.After(paris, new(2, 30), first.AddMinutes(45)).LocalDate.ShouldBe(new DateOnly(2026, 10, 26));
    }

    [Fact]
    public void A_firing_that_crosses_midnight_is_still_ahead_on_the_evening_before() =>
        DueTimes.After(Zone("America/Toronto"), new(23, 45), At("1919-03-31T04:29:00Z")).LocalDate.ShouldBe(new DateOnly(1919, 3, 30));

    [Theory]
    [InlineData("2026-11-20T12:00:00Z", "2026-11-22T22:00:00Z")]
    [InlineData("2026-11-22T21:59:59Z", "2026-11-22T22:00:00Z")]
    [InlineData("2026-11-22T22:00:00Z", "2026-11-29T22:00:00Z")]
    public void The_weekly_scan_is_due_on_Sunday_at_22_UTC(string after, string expected) =>
        TaskTables.Scan.ScanAfter(At(after))!.Value.At.ShouldBe(At(expected));
}
