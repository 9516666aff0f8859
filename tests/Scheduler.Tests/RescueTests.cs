using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.RescueSilent;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class RescueTests(Servers servers)
{
    private static DateTimeOffset Utc(int hour, int minute = 0) => new(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);

    /// <summary>Regenerate's engine may be silent for 30 minutes.</summary>
    private static async Task<int> RescueAsync(RunningScheduler scheduler, int minutesLater = 31)
    {
        var now = (await scheduler.QueryAsync<DateTimeOffset>("SELECT now()")).Single();
        return await scheduler.Host.Services.GetRequiredService<RescueSilent>().RunOnceAsync(now.AddMinutes(minutesLater), CancellationToken.None);
    }

    private static async Task<RunningScheduler> SentAsync(Servers servers, params Guid[] clients)
    {
        var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.FollowAsync([.. clients.Select(id => scheduler.Profile(id, "UTC"))]);
        await scheduler.DispatchAsync(Utc(4));
        return scheduler;
    }

    private static async Task<string[]> StatusesAsync(RunningScheduler scheduler, params Guid[] clients)
    {
        var runs = (await scheduler.RunsAsync("task = 'regenerate_workout'")).ToDictionary(r => r.UserId, r => r.Status);
        return [.. clients.Select(id => runs[id])];
    }

    private static Task<List<int>> OpenAsync(RunningScheduler scheduler) =>
        scheduler.QueryAsync<int>("SELECT open FROM batches WHERE task = 'regenerate_workout' ORDER BY run_id");

    private static Guid[] People(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public async Task Who_is_not_answered_for_in_time_is_tried_again_and_who_is_is_not()
    {
        var people = People(3);
        await using var scheduler = await SentAsync(servers, people);
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        await scheduler.ReportAsync(due, [people[0]]);
        await Eventually.AssertAsync(async () => (await OpenAsync(scheduler)).ShouldBe([2]));

        (await RescueAsync(scheduler, 29)).ShouldBe(0);
        (await StatusesAsync(scheduler, people)).ShouldBe([RunStatus.Completed, RunStatus.Dispatched, RunStatus.Dispatched]);

        (await RescueAsync(scheduler)).ShouldBe(2);
        (await StatusesAsync(scheduler, people)).ShouldBe([RunStatus.Completed, RunStatus.Failed, RunStatus.Failed]);
        (await OpenAsync(scheduler)).ShouldBe([0]);
        var run = (await scheduler.RunsAsync($"user_id = '{people[1]}'")).Single();
        (run.Reason, run.ReadyAt).ShouldBe(("No answer within 30 minutes.", Utc(4, 5)));

        await scheduler.RetryAsync(Utc(4, 5));
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 2)).Single(s => s.Attempt == 2).UserIds.ShouldBe(people[1..], ignoreOrder: true);
    }

    [Fact]
    public async Task Silence_after_the_last_retry_raises_an_alert()
    {
        var person = People(1);
        await using var scheduler = await SentAsync(servers, person);
        for (var retry = 1; retry <= 3; retry++)
        {
            (await RescueAsync(scheduler)).ShouldBe(1);
            await scheduler.RetryAsync(Utc(4, 5 * retry));
        }

        (await RescueAsync(scheduler)).ShouldBe(1);

        (await StatusesAsync(scheduler, person)).ShouldBe([RunStatus.Alerted]);
        (await scheduler.QueryAsync<string>("SELECT user_id || ' ' || engine || ' ' || attempts || ' ' || reason FROM alerts")).ShouldBe(
            [$"{person[0]} regenerate 4 No answer within 30 minutes."]);
        (await RescueAsync(scheduler)).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_that_comes_after_all_counts()
    {
        var person = People(1);
        await using var scheduler = await SentAsync(servers, person);
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        await RescueAsync(scheduler);

        await scheduler.ReportAsync(due, person);

        await Eventually.AssertAsync(async () => (await StatusesAsync(scheduler, person)).ShouldBe([RunStatus.Completed]));
        await scheduler.RetryAsync(Utc(4, 5));
        scheduler.Sent(Tasks.RegenerateWorkout).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_scan_is_tried_again()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.PrepareAsync();
        await scheduler.DispatchAsync(Utc(22));

        (await RescueAsync(scheduler, 121)).ShouldBe(1);
        await scheduler.RetryAsync(Utc(22, 5));

        (await scheduler.SentAsync(Tasks.ComplianceScan, 2)).Max(s => s.Attempt).ShouldBe(2);
        (await scheduler.QueryAsync<string>("SELECT status::text || ' ' || coalesce(reason, '') FROM runs WHERE task = 'compliance_scan'")).ShouldBe(["retrying "]);
    }

    [Fact]
    public async Task A_run_whose_answer_is_being_booked_is_left_alone_and_waited_for_by_nobody()
    {
        var people = People(2);
        await using var scheduler = await SentAsync(servers, people);
        await using (var booking = await scheduler.Host.Database.BeginAsync(CancellationToken.None))
        {
            await booking.ExecuteAsync("UPDATE runs SET status = 'completed' WHERE user_id = @id", new { id = people[0] });

            (await RescueAsync(scheduler)).ShouldBe(1);

            await booking.ExecuteAsync("UPDATE batches SET open = greatest(open - 1, 0)");
            await booking.CommitAsync(CancellationToken.None);
        }

        (await StatusesAsync(scheduler, people)).ShouldBe([RunStatus.Completed, RunStatus.Failed]);
        (await RescueAsync(scheduler)).ShouldBe(0);
        (await OpenAsync(scheduler)).ShouldBe([0]);
    }

    [Fact]
    public async Task No_engine_is_blamed_while_the_messages_do_not_leave()
    {
        var person = People(1);
        await using var scheduler = await RunningScheduler.StartAsync(servers, without: "OutboxRelay");
        await scheduler.FollowAsync(scheduler.Profile(person[0], "UTC"));
        await scheduler.DispatchAsync(Utc(4));
        await scheduler.ExecuteAsync("UPDATE outbox SET created_at = created_at - interval '2 minutes'");

        (await RescueAsync(scheduler)).ShouldBe(0);
        (await StatusesAsync(scheduler, person)).ShouldBe([RunStatus.Dispatched]);

        // The messages leave, and the engine has its half hour from the last look on.
        await scheduler.ExecuteAsync("DELETE FROM outbox");
        (await RescueAsync(scheduler, 60)).ShouldBe(0);
        (await RescueAsync(scheduler, 62)).ShouldBe(1);
    }

    [Fact]
    public async Task Thousands_are_rescued_page_by_page_and_once_by_two_at_the_same_time()
    {
        var people = People(4500);
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.ExecuteAsync(
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
            SELECT id, 1, 'UTC', 'UTC', '2026-11-01', false, 127, now() FROM unnest(@people) AS id
            """,
            new { people });
        await scheduler.PrepareAsync();
        await scheduler.DispatchAsync(Utc(4));
        await scheduler.SentAsync(Tasks.RegenerateWorkout, 9);

        var rescued = await Task.WhenAll(RescueAsync(scheduler), RescueAsync(scheduler), RescueAsync(scheduler));
        var later = await RescueAsync(scheduler);

        (rescued.Sum() + later).ShouldBe(4500);
        (await scheduler.QueryAsync<long>("SELECT count(*) FROM runs WHERE status = 'failed' AND attempt = 1")).ShouldBe([4500]);
        (await OpenAsync(scheduler)).ShouldAllBe(open => open == 0);
    }
}
