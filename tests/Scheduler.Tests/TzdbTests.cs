using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.ReadZones;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class TzdbTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_zone_that_a_new_tz_database_knows_brings_its_clients_back_and_closes_their_cards()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Europe/Newtown");
        // As if the text had always named a zone that only this program's tz database has.
        await scheduler.ExecuteAsync("UPDATE clients SET zone_text = 'Europe/Kyiv' WHERE user_id = @id", new { id });

        (await ReadAsync(scheduler)).ShouldBeTrue();

        (await scheduler.GetAsync("/api/job-cards?status=open")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await scheduler.DispatchAsync(Utc(22, 2));
        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 dispatched"]);
    }

    [Fact]
    public async Task A_zone_that_the_tz_database_no_longer_has_raises_its_clients_cards_and_its_waves_go()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.ExecuteAsync("UPDATE clients SET zone = 'Europe/Gone', zone_text = 'Europe/Gone'; UPDATE waves SET zone = 'Europe/Gone' WHERE zone = 'Europe/Paris'");

        (await ReadAsync(scheduler)).ShouldBeTrue();

        var card = (await scheduler.GetAsync("/api/job-cards?status=open")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (card.GetProperty("userId").GetGuid(), card.GetProperty("subject").GetString()).ShouldBe((id, "Europe/Gone"));
        (await scheduler.QueryAsync<string>("SELECT zone FROM waves WHERE zone = 'Europe/Gone'")).ShouldBeEmpty();
        (await scheduler.GetAsync($"/api/scheduler/clients/{id}")).GetProperty("state").GetString().ShouldBe("invalid_zone");
    }

    [Fact]
    public async Task A_program_with_an_older_tz_database_changes_nothing()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.ExecuteAsync("UPDATE dispatching SET tzdb = 'TZDB: 9999z'; UPDATE clients SET zone = 'Europe/Gone'");

        (await ReadAsync(scheduler)).ShouldBeFalse();

        (await scheduler.QueryAsync<string>("SELECT zone FROM clients")).ShouldBe(["Europe/Gone"]);
        (await scheduler.QueryAsync<string>("SELECT tzdb FROM dispatching")).ShouldBe(["TZDB: 9999z"]);
    }

    [Fact]
    public async Task Waves_of_a_zone_that_only_another_replica_knows_wait_for_it_and_hold_up_nobody()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.ExecuteAsync(
            "INSERT INTO waves (zone, task, local_date, due_at) VALUES ('Europe/Newtown', @Task, '2026-11-22', '2026-11-22T03:00Z')", new { Task = Tasks.RegenerateWorkout });

        await scheduler.DispatchAsync(Utc(22, 4));

        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 dispatched"]);
        (await scheduler.QueryAsync<DateOnly>("SELECT local_date FROM waves WHERE zone = 'Europe/Newtown'")).ShouldBe([new DateOnly(2026, 11, 22)]);
    }

    [Fact]
    public async Task An_outage_is_caught_up_at_a_pace_and_what_is_due_now_is_not_held_up_by_it()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "10", ["Scheduler:CatchUpPerSecond"] = "10" });
        await scheduler.ExecuteAsync(
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
            SELECT gen_random_uuid(), 1, 'UTC', 'UTC', '2026-11-01', false, 127, now() FROM generate_series(1, 100)
            """);
        await scheduler.PrepareAsync();

        // Seven o'clock is found three hours late, and four o'clock six.
        await scheduler.DispatchAsync(Utc(22, 10));

        var first = (await scheduler.RunsAsync()).Count;
        first.ShouldBeInRange(10, 30);
        (await scheduler.RunsAsync()).ShouldAllBe(r => r.Late && r.Status == RunStatus.Dispatched);
        await scheduler.DispatchAsync(Utc(22, 10).AddSeconds(5));
        (await scheduler.RunsAsync()).Count.ShouldBeInRange(first + 40, first + 60);
        await scheduler.DispatchAsync(Utc(22, 10).AddSeconds(25));
        (await scheduler.RunsAsync()).Count.ShouldBe(200);

        var newcomer = await scheduler.AthleteAsync("Asia/Kathmandu");
        await scheduler.DispatchAsync(Utc(22, 16, 15));
        (await scheduler.StoryAsync(newcomer)).ShouldBe(["log_missed_training 22 dispatched"]);
    }

    private static Task<bool> ReadAsync(RunningScheduler scheduler) =>
        scheduler.Host.Services.GetRequiredService<ReadZonesAgain>().RunOnceAsync(scheduler.Clock.GetUtcNow(), CancellationToken.None);
}
