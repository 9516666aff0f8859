using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Zones;

/// <summary>What holds in every zone there is, was or could be; drawn mostly around the changes of its clock.</summary>
public sealed class DueTimesPropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(3000);

    // Gaps at midnight, changes by half an hour and by two, twice a year around Ramadan, dates left out and come twice.
    private static readonly Gen<DateTimeZone> AwkwardZones = Gen.Elements(
        "America/Havana", "Asia/Beirut", "Africa/Cairo", "Atlantic/Azores", "America/Asuncion", "America/Santiago", "Asia/Tehran", "Asia/Gaza",
        "Pacific/Apia", "Pacific/Fakaofo", "Pacific/Kwajalein", "Pacific/Kiritimati", "Pacific/Enderbury", "Asia/Manila", "America/Juneau",
        "Australia/Lord_Howe", "Antarctica/Troll", "Antarctica/Casey", "Africa/Casablanca", "Africa/El_Aaiun", "America/St_Johns", "America/Nuuk",
        "Asia/Kathmandu", "Asia/Pyongyang", "America/Caracas", "Pacific/Chatham", "Europe/Dublin", "Europe/London", "America/Toronto", "Africa/Monrovia")
        .Select(id => DateTimeZoneProviders.Tzdb[id]);

    private static readonly Gen<DateTimeZone> AnyZone = Gen.Elements(DateTimeZoneProviders.Tzdb.Ids.ToArray()).Select(id => DateTimeZoneProviders.Tzdb[id]);

    private static readonly Gen<DateTimeZone> InventedZones =
        from first in Gen.Choose(-12 * 60, 14 * 60)
        from start in Gen.Choose(0, 24 * 60 - 1)
        from steps in (
            from days in Gen.Choose(4, 200)
            from minutes in Gen.Choose(0, 24 * 60 - 1)
            from shift in Gen.OneOf(Gen.Elements(-1440, -1439, -120, -60, -30, -20, 20, 30, 60, 90, 120, 1380, 1439, 1440), Gen.Choose(-1440, 1440))
            select (Minutes: days * 24 * 60 + minutes, Shift: shift)).ListOf(5)
        select Invent(first, start, steps);

    private static readonly Gen<TimeOnly> Times = Gen.OneOf(
        Gen.Choose(0, 24 * 60 - 1).Select(m => TimeOnly.MinValue.AddMinutes(m)),
        Gen.Choose(0, 47).Select(halfHour => TimeOnly.MinValue.AddMinutes(30 * halfHour)),
        Gen.Elements(new TimeOnly(0, 0, 1), new TimeOnly(23, 59, 59), TimeOnly.MaxValue));

    private static readonly Gen<Moment> Moments =
        from zone in Gen.OneOf(AwkwardZones, AnyZone, InventedZones)
        from time in Times
        from near in Gen.Choose(0, 9)
        from change in Gen.Choose(0, int.MaxValue)
        from days in Gen.Choose(-3, 3)
        from anywhere in Gen.Choose(0, 200 * 365)
        let changes = ChangesOf(zone)
        select new Moment(zone, time, near < 8 && changes.Count > 0
            ? Platform.ServiceDefaults.Time.Zones.LocalDateAt(zone, changes[change % changes.Count].ToDateTimeOffset()).AddDays(days)
            : new DateOnly(1840, 1, 1).AddDays(anywhere));

    private sealed record Moment(DateTimeZone Zone, TimeOnly Time, DateOnly Date);

    [Fact]
    public void It_is_due_when_the_clock_on_the_wall_first_shows_the_time_or_a_later_one() => Holds(Moments, moment =>
    {
        var (zone, time, date) = moment;
        var wanted = LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time);
        var midnight = LocalDate.FromDateOnly(date).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var around = zone.GetZoneIntervals(midnight - Duration.FromDays(2), midnight + Duration.FromDays(3)).ToList();
        var due = DueTimes.On(zone, time, date);

        var today = wanted.Date.AtMidnight();
        var tomorrow = wanted.Date.PlusDays(1).AtMidnight();
        (due is not null).ShouldBe(around.Any(i => Shows(i, today, tomorrow)), "due on dates that exist, and on no other");
        if (due is null)
        {
            return;
        }

        due.Value.LocalDate.ShouldBe(date);
        var at = Instant.FromDateTimeOffset(due.Value.At);
        at.InZone(zone).LocalDateTime.ShouldBeGreaterThanOrEqualTo(wanted);
        foreach (var interval in around.Where(i => !i.HasStart || i.Start < at))
        {
            var last = (interval.HasEnd && interval.End < at ? interval.End : at) - Duration.Epsilon;
            last.WithOffset(interval.WallOffset).LocalDateTime.ShouldBeLessThan(wanted, "not due earlier");
        }
    });

    [Fact]
    public void From_date_to_date_it_goes_forward_and_what_follows_is_what_comes_after() => Holds(
        from moment in Moments from share in Gen.Choose(0, 9999) select (moment, share), drawn =>
        {
            var ((zone, time, date), share) = drawn;
            var due = DueTimes.Following(zone, time, date.AddDays(-1));
            for (var n = 0; n < 8; n++)
            {
                var next = DueTimes.Following(zone, time, due.LocalDate);
                next.At.ShouldBeGreaterThan(due.At);
                for (var between = due.LocalDate.AddDays(1); between < next.LocalDate; between = between.AddDays(1))
                {
                    DueTimes.On(zone, time, between).ShouldBeNull();
                }

                DueTimes.On(zone, time, next.LocalDate).ShouldBe(next);
                DueTimes.After(zone, time, due.At.AddTicks(-1)).ShouldBe(due);
                DueTimes.After(zone, time, due.At).ShouldBe(next);
                DueTimes.After(zone, time, due.At + (next.At - due.At) * (share / 10000.0)).ShouldBe(next);
                due = next;
            }
        });

    [Fact]
    public void A_fixed_offset_is_due_by_subtraction() => Holds(
        from minutes in Gen.Choose(-14 * 60, 14 * 60) from time in Times from days in Gen.Choose(1, 3_000_000) select (minutes, time, days), drawn =>
        {
            var (minutes, time, days) = drawn;
            var date = DateOnly.MinValue.AddDays(days);
            var zone = ZoneKey.Parse($"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}").ShouldNotBeNull();

            DueTimes.On(zone, time, date).ShouldBe(new Due(date, new DateTimeOffset(date.ToDateTime(time), TimeSpan.FromMinutes(minutes)).ToUniversalTime()));
        });

    private static void Holds<T>(Gen<T> drawn, Action<T> property) => Check.One(Config, Prop.ForAll(drawn.ToArbitrary(), property));

    private static bool Shows(NodaTime.TimeZones.ZoneInterval interval, LocalDateTime from, LocalDateTime to) =>
        (!interval.HasStart || interval.IsoLocalStart < to) && (!interval.HasEnd || interval.IsoLocalEnd > from);

    private static IReadOnlyList<Instant> ChangesOf(DateTimeZone zone) => zone is InventedZone invented
        ? invented.Changes
        : [.. zone.GetZoneIntervals(Instant.FromUtc(1840, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)).Where(i => i.HasEnd).Select(i => i.End)];

    private static DateTimeZone Invent(int first, int start, IReadOnlyList<(int Minutes, int Shift)> steps)
    {
        var at = Instant.FromUtc(2030, 1, 1, 0, 0) + Duration.FromMinutes(start);
        var offset = first;
        List<(Instant, Offset)> changes = [];
        foreach (var (minutes, shift) in steps)
        {
            at += Duration.FromMinutes(minutes);
            // No place is further from UTC; and over a day at once, the same time of two dates would fall into one gap.
            var then = Math.Clamp(offset + shift, -12 * 60, 14 * 60);
            if (then != offset)
            {
                changes.Add((at, Offset.FromSeconds(then * 60)));
                offset = then;
            }
        }

        return new InventedZone(Offset.FromSeconds(first * 60), changes);
    }
}
