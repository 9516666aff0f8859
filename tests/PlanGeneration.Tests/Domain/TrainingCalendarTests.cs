using System.Globalization;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Tests.Domain;

public sealed class TrainingCalendarTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly WeekDays MondayThursday = WeekDays.Of(DayOfWeek.Monday, DayOfWeek.Thursday);

    [Theory]
    [InlineData("2026-11-22T09:59:59Z", "Pacific/Kiritimati", "2026-11-22")]
    [InlineData("2026-11-22T10:00:00Z", "Pacific/Kiritimati", "2026-11-23")]
    [InlineData("2026-11-22T10:59:59Z", "Pacific/Pago_Pago", "2026-11-21")]
    [InlineData("2026-11-22T03:29:59Z", "-03:30", "2026-11-21")]
    [InlineData("2026-11-22T03:30:00Z", "-03:30", "2026-11-22")]
    [InlineData("2026-11-22T18:14:59Z", "Asia/Kathmandu", "2026-11-22")]
    [InlineData("2026-11-22T18:15:00Z", "+05:45", "2026-11-23")]
    // The night the clocks go back in Newfoundland and in Paris: the date turns at midnight, whatever the hours do.
    [InlineData("2026-11-01T02:29:59Z", "America/St_Johns", "2026-10-31")]
    [InlineData("2026-11-02T03:29:59Z", "America/St_Johns", "2026-11-01")]
    [InlineData("2026-10-24T22:00:00Z", "Europe/Paris", "2026-10-25")]
    [InlineData("2026-10-25T22:59:59Z", "Europe/Paris", "2026-10-25")]
    // Cairo springs forward at midnight: the day begins at one.
    [InlineData("2026-04-23T21:59:59Z", "Africa/Cairo", "2026-04-23")]
    [InlineData("2026-04-23T22:00:00Z", "Africa/Cairo", "2026-04-24")]
    // Samoa moved across the date line and had no 30 December 2011.
    [InlineData("2011-12-30T09:59:59Z", "Pacific/Apia", "2011-12-29")]
    [InlineData("2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31")]
    public void Today_is_the_date_on_the_athletes_own_calendar(string now, string zoneText, string expected)
    {
        Zones.TryParse(zoneText, out var zone).ShouldBeTrue();
        var instant = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        Zones.LocalDateAt(zone, instant).ShouldBe(DateOnly.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_paused_athlete_does_not_train() =>
        new TrainingCalendar(true, Monday, MondayThursday).On(Monday).ShouldBe(DayStatus.Paused);

    [Fact]
    public void Before_the_start_date_or_without_one_nothing_has_started()
    {
        new TrainingCalendar(false, Monday.AddDays(1), MondayThursday).On(Monday).ShouldBe(DayStatus.NotStarted);
        new TrainingCalendar(false, null, MondayThursday).On(Monday).ShouldBe(DayStatus.NotStarted);
        new TrainingCalendar(false, Monday, MondayThursday).On(Monday).ShouldBe(DayStatus.Training);
    }

    [Fact]
    public void The_other_days_of_the_week_are_rest_days() =>
        new TrainingCalendar(false, Monday, MondayThursday).On(Monday.AddDays(1)).ShouldBe(DayStatus.RestDay);

    [Fact]
    public void The_next_training_date_is_the_first_one_after_that_is_a_training_day()
    {
        for (short mask = 1; mask < 128; mask++)
        {
            foreach (var start in new[] { -30, 0, 1, 5, 40 })
            {
                var calendar = new TrainingCalendar(false, Monday.AddDays(start), new WeekDays(mask));
                var expected = Enumerable.Range(1, 60).Select(Monday.AddDays).First(date => calendar.On(date) == DayStatus.Training);
                calendar.NextAfter(Monday).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void Paused_or_without_start_or_schedule_no_training_date_is_in_sight()
    {
        new TrainingCalendar(true, Monday, MondayThursday).NextAfter(Monday).ShouldBeNull();
        new TrainingCalendar(false, null, MondayThursday).NextAfter(Monday).ShouldBeNull();
        new TrainingCalendar(false, Monday, default).NextAfter(Monday).ShouldBeNull();
    }

    [Fact]
    public void Days_of_the_week_come_back_Monday_first() =>
        WeekDays.Of(DayOfWeek.Sunday, DayOfWeek.Thursday, DayOfWeek.Monday).ToList()
            .ShouldBe([DayOfWeek.Monday, DayOfWeek.Thursday, DayOfWeek.Sunday]);
}
