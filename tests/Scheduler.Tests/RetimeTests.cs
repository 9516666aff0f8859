using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class RetimeTests(Servers servers)
{
    private static DateTimeOffset Utc(int hour, int minute = 0) => new(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_task_that_is_put_to_a_later_hour_reaches_whoever_has_not_had_the_date_and_nobody_twice()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (resident, mover) = (await scheduler.AthleteAsync("Europe/Paris"), await scheduler.AthleteAsync("America/Los_Angeles"));
        await scheduler.DispatchAsync(Utc(9));

        await RetimeAsync(scheduler, Tasks.RegenerateWorkout, "22:00");
        await scheduler.FollowAsync(scheduler.Profile(mover, "Europe/Paris", version: 2));
        await scheduler.DispatchAsync(Utc(21));

        var runs = await scheduler.RunsAsync("task = 'regenerate_workout' AND local_date = '2026-11-22'");
        runs.Select(r => (r.UserId, r.DueAt)).ShouldBe([(resident, Utc(3)), (mover, Utc(21))]);
    }

    [Fact]
    public async Task A_task_that_is_put_to_another_hour_takes_along_the_row_of_someone_who_has_just_come()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.PrepareAsync();
        scheduler.Clock.Set(Utc(6, 30));
        var newcomer = await scheduler.AthleteAsync("UTC");

        await RetimeAsync(scheduler, Tasks.DropTraining, "09:00");
        await scheduler.DispatchAsync(Utc(7));
        (await scheduler.StoryAsync(newcomer)).ShouldBeEmpty();

        await scheduler.DispatchAsync(Utc(9));
        var run = (await scheduler.RunsAsync("task = 'drop_training'")).ShouldHaveSingleItem();
        (run.UserId, run.DueAt).ShouldBe((newcomer, Utc(9)));
    }

    private static async Task RetimeAsync(RunningScheduler scheduler, string task, string time)
    {
        await scheduler.ExecuteAsync("UPDATE tasks SET local_time = @time::time, version = version + 1 WHERE name = @task", new { task, time });
        await scheduler.PrepareAsync();
    }
}
