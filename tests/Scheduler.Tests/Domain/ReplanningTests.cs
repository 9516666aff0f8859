using NodaTime;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Domain;

public sealed class ReplanningTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly TaskDefinition Daily = new() { Name = "seven", Bit = 0, LocalTime = new(7, 0) };
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private static TaskDefinition On(params DayOfWeek[] days) => Daily with { Weekdays = WeekDays.Mask(days) };

    [Theory]
    [InlineData("05:00", 4)]
    [InlineData("23:59", 22)]
    public void A_wave_keeps_its_date_whichever_way_the_hour_is_moved(string time, int hour)
    {
        var moved = Daily with { LocalTime = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture) };

        var due = Replanning.OfWave(Daily, moved, Paris, null, Sunday, Utc(22, 5));

        (due.LocalDate, due.At.Hour).ShouldBe((Sunday, hour));
    }

    [Fact]
    public void A_wave_that_is_due_stays_due() =>
        Replanning.OfWave(Daily, Daily, Paris, null, Sunday.AddDays(-3), Utc(22, 5)).ShouldBe(new(Sunday.AddDays(-3), Utc(19, 6)));

    [Fact]
    public void A_day_of_the_week_that_is_taken_out_is_passed_over() =>
        Replanning.OfWave(Daily, On(DayOfWeek.Tuesday), Paris, null, Sunday, Utc(22, 5)).ShouldBe(new(Sunday.AddDays(2), Utc(24, 6)));

    [Fact]
    public void A_day_of_the_week_that_is_put_in_comes_before_the_waves_date_where_its_hour_lies_ahead()
    {
        // The wave has done Sunday and stands at the next one.
        var (before, next) = (On(DayOfWeek.Sunday), Sunday.AddDays(7));

        Replanning.OfWave(before, Daily, Paris, null, next, Utc(24, 5)).LocalDate.ShouldBe(new DateOnly(2026, 11, 24));
        Replanning.OfWave(before, Daily, Paris, null, next, Utc(24, 6)).LocalDate.ShouldBe(new DateOnly(2026, 11, 25));
        Replanning.OfWave(before, Daily, Paris, null, next, Utc(22, 7)).LocalDate.ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Fact]
    public void A_date_that_was_done_is_not_done_again_though_its_new_hour_lies_ahead() =>
        Replanning.OfWave(Daily, Daily with { LocalTime = new(9, 0) }, Paris, null, Sunday.AddDays(1), Utc(22, 7)).LocalDate.ShouldBe(Sunday.AddDays(1));

    [Fact]
    public void A_scan_takes_what_comes_next_or_its_own_date_where_that_has_fired_by_now()
    {
        Replanning.OfScan(new() { UtcCron = "0 0 20 ? * SUN" }, Sunday, Utc(22, 21)).ShouldBe(new(Sunday, Utc(22, 20)));
        Replanning.OfScan(new() { UtcCron = "0 0 23 ? * SUN" }, Sunday, Utc(22, 21)).ShouldBe(new(Sunday, Utc(22, 23)));
        Replanning.OfScan(new() { UtcCron = "0 0 20 ? * TUE" }, Sunday, Utc(22, 21)).ShouldBe(new(Sunday.AddDays(2), Utc(24, 20)));
    }

    [Theory]
    [InlineData("0 0 22 ? * SUN")]
    [InlineData("0 30 6 1 * ?")]
    [InlineData("0 0 0 L * ?")]
    [InlineData("59 59 23 ? JAN-MAR MON-FRI 2027-2030")]
    [InlineData("0 0 22 29 2 ?")]
    public void A_cron_text_that_fires_at_most_once_a_date_is_taken(string text) => ScanCron.Fault(text, Utc(22, 0)).ShouldBeNull();

    [Theory]
    [InlineData("0 */5 22 ? * SUN", "one plain number")]
    [InlineData("0 0 6,22 ? * SUN", "one plain number")]
    [InlineData("* * * * * ?", "one plain number")]
    [InlineData("0 0 H ? * SUN", "one plain number")]
    [InlineData("0 0 24 ? * SUN", "to 59, 59 and 23")]
    [InlineData("0 60 4 ? * SUN", "to 59, 59 and 23")]
    [InlineData("0 0 4 32 * ?", "not a cron text")]
    [InlineData("0 0 4 ? * FUNDAY", "not a cron text")]
    [InlineData("0 0 4 ? * MON#9", "not a cron text")]
    [InlineData("0 0 4 ? 99999999999999999999 MON", "not a cron text")]
    [InlineData("0 0 4 -- ? #", "not a cron text")]
    [InlineData("0 0 4 30 2 ?", "never fires again")]
    [InlineData("0 0 22 ? * SUN 2025", "never fires again")]
    [InlineData("", "six fields")]
    [InlineData("@daily", "six fields")]
    [InlineData("0 22 * * 0", "six fields")]
    [InlineData("0 0 22 ? * SUN\u0000", "six fields")]
    [InlineData("0 0 22 ? * SÖN", "six fields")]
    public void A_cron_text_that_is_none_or_fires_more_often_or_never_is_refused_with_what_to_do(string text, string rule) =>
        ScanCron.Fault(text, Utc(22, 0)).ShouldNotBeNull().ShouldContain(rule);
}
