using Platform.Insights.Domain;

namespace Platform.Insights.Tests;

public sealed class WeekTests
{
    [Theory]
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("2026-11-25", "2026-11-23")]
    [InlineData("2026-11-29", "2026-11-23")]
    [InlineData("2027-01-01", "2026-12-28")]
    public void A_week_starts_on_the_Monday_on_or_before_a_date(string date, string monday) =>
        Week.Holding(DateOnly.Parse(date)).Start.ShouldBe(DateOnly.Parse(monday));

    [Fact]
    public void A_week_ends_on_its_Sunday_and_has_seven_days()
    {
        var week = Week.StartingOn("2026-11-23")!.Value;
        week.End.ShouldBe(new DateOnly(2026, 11, 29));
        week.Days.ShouldBe(Enumerable.Range(23, 7).Select(day => new DateOnly(2026, 11, day)));
    }

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-22")]
    [InlineData("23.11.2026")]
    [InlineData("2026-11-23T00:00")]
    [InlineData("2026-02-30")]
    [InlineData("")]
    [InlineData("9999-12-27")]
    public void What_is_not_a_Monday_with_a_whole_week_starts_no_week(string text) => Week.StartingOn(text).ShouldBeNull();
}
