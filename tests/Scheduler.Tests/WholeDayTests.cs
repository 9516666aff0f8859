using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class WholeDayTests(Servers servers)
{
    private static readonly DateTimeOffset Sunday = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task With_the_engines_that_are_served_unless_told_otherwise_every_task_of_the_day_is_dispatched_at_its_hour()
    {
        await using var scheduler = await RunningScheduler.StartAsync(
            servers, new() { ["Scheduler:Engines"] = string.Join(',', new SchedulerOptions().Engines) }, clock: new(Sunday));
        var trains = await scheduler.AthleteAsync("UTC");
        var rests = await scheduler.AthleteAsync("UTC", days: [DayOfWeek.Monday]);
        var paused = await scheduler.AthleteAsync("UTC", paused: true);

        for (var minute = 0; minute < 24 * 60; minute += 30)
        {
            await scheduler.DispatchAsync(Sunday.AddMinutes(minute));
        }

        var day = (await scheduler.RunsAsync()).ToLookup(run => run.UserId, run => $"{run.DueAt:HH:mm} {run.Task} {run.Status}");
        string[] always =
        [
            "04:00 regenerate_workout dispatched",
            "05:30 drop_checkin dispatched",
            "06:00 drop_cardio dispatched",
            "06:00 drop_meals dispatched",
            "12:00 log_missed_checkin dispatched",
            "22:00 log_missed_cardio dispatched",
            "22:00 log_missed_meals dispatched",
        ];
        day[rests].ShouldBe(always, ignoreOrder: true);
        day[trains].ShouldBe(
            [.. always, "07:00 drop_training dispatched", "22:00 log_missed_training dispatched"], ignoreOrder: true);
        day[paused].ShouldBeEmpty();
    }
}
