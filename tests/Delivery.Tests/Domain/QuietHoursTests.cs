using NodaTime;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class QuietHoursTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Theory]
    [InlineData("22:00", "07:00", "2026-11-22T21:30:00Z", "2026-11-23T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-22T05:59:59Z", "2026-11-22T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-22T06:00:00Z", null)]
    [InlineData("22:00", "07:00", "2026-11-22T20:59:59Z", null)]
    [InlineData("13:00", "14:30", "2026-11-22T12:00:00Z", "2026-11-22T13:30:00Z")]
    [InlineData("13:00", "14:30", "2026-11-22T13:30:00Z", null)]
    public void They_end_by_the_clock_on_the_wall_and_may_cross_midnight(string from, string until, string now, string? end) =>
        new QuietHours(TimeOnly.Parse(from), TimeOnly.Parse(until)).EndAt(DateTimeOffset.Parse(now), Paris)
            .ShouldBe(end is null ? null : DateTimeOffset.Parse(end));

    [Fact]
    public void An_end_that_the_clocks_skip_is_the_first_moment_after() =>
        new QuietHours(new(22, 0), new(2, 30)).EndAt(DateTimeOffset.Parse("2026-03-29T00:30:00Z"), Paris)
            .ShouldBe(DateTimeOffset.Parse("2026-03-29T01:00:00Z"));

    [Fact]
    public void An_end_that_comes_twice_is_the_first_and_the_hour_that_comes_again_is_not_quiet()
    {
        var quiet = new QuietHours(new(22, 0), new(2, 30));
        quiet.EndAt(DateTimeOffset.Parse("2026-10-24T23:30:00Z"), Paris).ShouldBe(DateTimeOffset.Parse("2026-10-25T00:30:00Z"));
        quiet.EndAt(DateTimeOffset.Parse("2026-10-25T01:10:00Z"), Paris).ShouldBeNull();
    }

    [Fact]
    public void Whenever_it_is_quiet_the_end_lies_ahead_within_a_day_and_is_not_quiet_itself()
    {
        foreach (var zone in new[] { "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia" })
        {
            var tz = DateTimeZoneProviders.Tzdb[zone];
            for (var hours = 0; hours < 366 * 24; hours += 5)
            {
                var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hours);
                var quiet = new QuietHours(new(hours % 24, 15), new((hours + 9) % 24, 45));
                if (quiet.EndAt(now, tz) is { } end)
                {
                    (end - now).ShouldBeInRange(TimeSpan.FromTicks(1), TimeSpan.FromHours(25));
                    quiet.EndAt(end, tz).ShouldBeNull();
                }
            }
        }
    }
}
