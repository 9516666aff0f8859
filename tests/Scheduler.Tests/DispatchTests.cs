using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class DispatchTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_client_is_dispatched_once_at_the_local_time_of_their_zone()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var paris = new[] { await scheduler.AthleteAsync("Europe/Paris"), await scheduler.AthleteAsync("Europe/Paris") };
        var kathmandu = await scheduler.AthleteAsync("+05:45");

        await scheduler.DispatchAsync(Utc(22, 2, 59));
        (await scheduler.RunsAsync("task = 'regenerate_workout'")).ShouldBeEmpty();
        await scheduler.DispatchAsync(Utc(22, 3));
        await scheduler.DispatchAsync(Utc(22, 3));

        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        due.UserIds.ShouldBe(paris, ignoreOrder: true);
        (due.Engine, due.LocalDate, due.DueAt, due.Attempt).ShouldBe((Engines.Regenerate, new DateOnly(2026, 11, 22), Utc(22, 3), 1));
        var runs = await scheduler.RunsAsync("task = 'regenerate_workout'");
        runs.Select(r => r.UserId).ShouldBe(paris, ignoreOrder: true);
        runs.ShouldAllBe(r => r.RunId == due.RunId && r.Status == RunStatus.Dispatched);

        await scheduler.DispatchAsync(Utc(22, 22, 15));
        (await scheduler.RunsAsync($"user_id = '{kathmandu}' AND task = 'regenerate_workout'")).Single().LocalDate.ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Fact]
    public async Task A_wave_is_walked_in_pages_and_reaches_everyone_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "2" });
        await scheduler.AddClientsAsync(5);

        await scheduler.DispatchAsync(Utc(22, 4));

        var batches = await scheduler.SentAsync(Tasks.RegenerateWorkout, 3);
        batches.Select(b => b.UserIds.Count).ShouldBe([2, 2, 1], ignoreOrder: true);
        batches.SelectMany(b => b.UserIds).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Waves_that_a_wrong_clock_drove_days_ahead_come_again_by_the_runbook_and_do_nothing_twice()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(22, 4));
        await scheduler.DispatchAsync(Utc(25, 3));
        await scheduler.DispatchAsync(Utc(25, 3));
        (await scheduler.RunsAsync("task = 'regenerate_workout' AND status = 'skipped'")).Select(r => r.LocalDate.Day).ShouldBe([23, 24]);
        await scheduler.SentAsync(Tasks.LogMissedTraining, 3);

        // docs/operations.md, with the test's clock for the database's.
        scheduler.Clock.Set(Utc(22, 5));
        await scheduler.ExecuteAsync(
            """
            UPDATE pace SET next_at = @now;
            UPDATE strides SET ready_at = least(ready_at, @now);
            UPDATE batches SET answer_by = least(answer_by, @now + interval '2 hours') WHERE open > 0;
            UPDATE runs SET ready_at = @now WHERE status = 'failed' AND ready_at > @now;
            DELETE FROM runs WHERE status = 'skipped' AND due_at > @now;
            UPDATE waves SET local_date = date(@now) - 1 WHERE zone <> '*' AND local_date > date(@now)
            """,
            new { now = Utc(22, 5) });
        await scheduler.PrepareAsync();
        foreach (var day in (int[])[22, 23, 24])
        {
            await scheduler.DispatchAsync(Utc(day, 5));
            await scheduler.DispatchAsync(Utc(day, 23));
        }

        (await scheduler.RunsAsync($"user_id = '{id}' AND task = 'regenerate_workout' AND status <> 'skipped'")).Select(r => (r.LocalDate.Day, r.DueAt))
            .ShouldBe([(22, Utc(22, 4)), (23, Utc(23, 4)), (24, Utc(24, 4))]);
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 3)).Count.ShouldBe(3);
        // Yesterday too, of which there was no run.
        (await scheduler.SentAsync(Tasks.LogMissedTraining, 4)).Select(s => s.LocalDate.Day).Order().ShouldBe([21, 22, 23, 24]);
    }

    [Fact]
    public async Task Two_replicas_that_dispatch_the_same_wave_at_once_reach_everyone_once()
    {
        await using var one = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "7" });
        await using var two = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "7" }, replicaOf: one);
        await one.AddClientsAsync(300);

        foreach (var now in (DateTimeOffset[])[Utc(22, 20), Utc(22, 22)])
        {
            await Task.WhenAll(one.DispatchAsync(now), two.DispatchAsync(now), one.DispatchAsync(now), two.DispatchAsync(now));
        }

        foreach (var task in (string[])[Tasks.RegenerateWorkout, Tasks.DropTraining, Tasks.LogMissedTraining])
        {
            await Eventually.AssertAsync(() => one.Sent(task).Sum(b => b.UserIds.Count).ShouldBe(300));
            one.Sent(task).SelectMany(b => b.UserIds).Distinct().Count().ShouldBe(300);
        }

        (await one.RunsAsync()).Count.ShouldBe(900);
        await Eventually.AssertAsync(() => one.Sent(Tasks.ComplianceScan).Count.ShouldBe(1));
    }

    [Fact]
    public async Task Whoever_is_paused_not_started_or_not_scheduled_is_left_in_silence()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var active = await scheduler.AthleteAsync("UTC", days: [DayOfWeek.Sunday]);
        var resting = await scheduler.AthleteAsync("UTC", days: [DayOfWeek.Monday]);
        await scheduler.AthleteAsync("UTC", paused: true);
        await scheduler.AthleteAsync("UTC", start: "2026-11-23");
        await scheduler.AthleteAsync("UTC", start: null);
        await scheduler.AthleteAsync("Mars/Olympus");

        await scheduler.DispatchAsync(Utc(22, 20));
        await scheduler.DispatchAsync(Utc(22, 23));

        (await scheduler.RunsAsync()).Select(r => r.UserId).Distinct().ShouldBe([active, resting], ignoreOrder: true);
        (await scheduler.StoryAsync(resting)).ShouldBe(["regenerate_workout 22 dispatched"]);
        (await scheduler.StoryAsync(active)).ShouldBe(
            ["regenerate_workout 22 dispatched", "drop_training 22 dispatched", "log_missed_training 22 dispatched"]);
    }

    [Fact]
    public async Task The_statement_that_walks_a_wave_and_the_rule_in_code_agree_on_every_kind_of_client()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var kinds = (
            from zone in (string?[])["UTC", null]
            from paused in (bool[])[false, true]
            from start in (DateOnly?[])[null, new(2026, 11, 21), new(2026, 11, 22), new(2026, 11, 23)]
            from days in (short[])[0, 1, 2, 126, 127]
            select new Client { UserId = Guid.CreateVersion7(), ZoneText = "UTC", Zone = zone, Paused = paused, StartDate = start, ScheduleDays = days }).ToList();
        foreach (var kind in kinds)
        {
            await scheduler.ExecuteAsync(
                """
                INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
                VALUES (@UserId, 1, 'UTC', @Zone, @StartDate, @Paused, @ScheduleDays, now())
                """,
                kind);
        }

        await scheduler.PrepareAsync();
        await scheduler.DispatchAsync(Utc(22, 23));

        var runs = (await scheduler.RunsAsync()).Select(r => (r.UserId, r.Task)).ToHashSet();
        var tasks = TaskTables.Local.Where(t => t.Engine is Engines.Regenerate or Engines.TrainingDispatcher);
        runs.ShouldBe(
            from kind in kinds from task in tasks where kind.IsDue(task, new(2026, 11, 22)) select (kind.UserId, task.Name), ignoreOrder: true);
    }

    [Fact]
    public async Task After_an_outage_what_is_inside_its_window_runs_late_and_the_rest_is_recorded_as_skipped()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var athlete = await scheduler.AthleteAsync("UTC");

        await scheduler.DispatchAsync(Utc(25, 10));

        (await scheduler.StoryAsync(athlete)).ShouldBe(
        [
            "regenerate_workout 22 skipped", "drop_training 22 skipped", "log_missed_training 22 dispatched",
            "regenerate_workout 23 skipped", "drop_training 23 skipped", "log_missed_training 23 dispatched",
            "regenerate_workout 24 skipped", "drop_training 24 skipped", "log_missed_training 24 dispatched",
            "regenerate_workout 25 dispatched", "drop_training 25 dispatched",
        ]);
        var skipped = (await scheduler.RunsAsync("task = 'drop_training' AND local_date = '2026-11-24'")).Single();
        skipped.Reason.ShouldBe("Found 27 h late; it may run up to 14 h late.");
        skipped.RunId.ShouldBeNull();
        (await scheduler.SentAsync(Tasks.DropTraining, 1)).Single().LocalDate.ShouldBe(new DateOnly(2026, 11, 25));
    }

    [Fact]
    public async Task While_the_broker_is_away_runs_and_messages_are_kept_together_and_go_out_later()
    {
        await using var mute = await RunningScheduler.StartAsync(servers, without: "OutboxRelay");
        await mute.AthleteAsync("UTC");

        await mute.DispatchAsync(Utc(22, 4));

        (await mute.RunsAsync()).Count.ShouldBe(1);
        (await mute.QueryAsync<string>("SELECT type FROM outbox")).ShouldBe([typeof(EngineDue).FullName!]);
        mute.Sent(Tasks.RegenerateWorkout).ShouldBeEmpty();

        await using var speaking = await RunningScheduler.StartAsync(servers, replicaOf: mute);
        await mute.SentAsync(Tasks.RegenerateWorkout, 1);
        await Eventually.AssertAsync(async () => (await mute.QueryAsync<string>("SELECT type FROM outbox")).ShouldBeEmpty());
    }

    [Fact]
    public async Task A_stride_that_breaks_off_leaves_nothing_behind_and_is_walked_again_a_little_later()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, without: "OutboxRelay");
        var id = await scheduler.AthleteAsync("UTC");
        await using var owner = NpgsqlDataSource.Create(scheduler.Host.ConnectionString);

        // The outbox is written last, just before the commit.
        await owner.CreateCommand("ALTER TABLE outbox RENAME TO outbox_away").ExecuteNonQueryAsync();
        await scheduler.DispatchAsync(Utc(22, 4));
        (await scheduler.RunsAsync()).ShouldBeEmpty();
        (await scheduler.QueryAsync<string>("SELECT failure FROM strides WHERE failures = 1")).Single().ShouldStartWith("42P01");

        await owner.CreateCommand("ALTER TABLE outbox_away RENAME TO outbox").ExecuteNonQueryAsync();
        await scheduler.DispatchAsync(Utc(22, 4).AddSeconds(2));
        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 dispatched"]);
        (await scheduler.QueryAsync<string>("SELECT type FROM outbox")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_who_has_a_run_already_that_nobody_looks_for_does_not_keep_the_others_of_the_stride_from_theirs()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.AddClientsAsync(20);
        // Whoever came to the wave long ago is not asked for a run of the date; an operator may have had one made.
        await scheduler.ExecuteAsync(
            """
            UPDATE clients SET placed_at = '2026-10-01Z';
            INSERT INTO runs (local_date, task, user_id, status, attempt, due_at, late, forced, reason)
            SELECT '2026-11-22', 'regenerate_workout', user_id, 'skipped', 0, '2026-11-22T04:00Z', false, true, 'x' FROM clients ORDER BY user_id LIMIT 1 OFFSET 7
            """);
        var ahead = (await scheduler.RunsAsync()).Single().UserId;

        await scheduler.DispatchAsync(Utc(22, 4));

        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        due.UserIds.Distinct().Count().ShouldBe(19);
        due.UserIds.ShouldNotContain(ahead);
        (await scheduler.RunsAsync()).Count(r => r.Status == RunStatus.Dispatched && r.RunId == due.RunId).ShouldBe(19);
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM strides")).ShouldBe([0]);
    }

    [Fact]
    public async Task The_loop_finds_what_has_become_due()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:PollInterval"] = "00:00:00.05" }, turns: true);
        await scheduler.AthleteAsync("UTC");

        scheduler.Clock.Set(Utc(22, 4));

        await scheduler.SentAsync(Tasks.RegenerateWorkout, 1);
    }

    [Fact]
    public async Task The_scan_for_everyone_is_sent_once_a_week_and_names_nobody()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.AddClientsAsync(3);

        await scheduler.DispatchAsync(Utc(22, 22));
        await scheduler.DispatchAsync(Utc(23, 22));

        var due = (await scheduler.SentAsync(Tasks.ComplianceScan, 1)).Single();
        due.UserIds.ShouldBeEmpty();
        due.LocalDate.ShouldBe(new DateOnly(2026, 11, 22));
    }

    [Fact]
    public async Task A_wave_keeps_its_date_when_its_local_time_is_another_at_the_next_start()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.ExecuteAsync("UPDATE waves SET due_at = due_at + interval '3 hours' WHERE zone = 'Europe/Paris'");
        await scheduler.ExecuteAsync("INSERT INTO waves (zone, task, local_date, due_at) VALUES ('Europe/Paris', 'gone', '2026-11-22', now())");

        await scheduler.PrepareAsync();

        (await scheduler.QueryAsync<DateTimeOffset>("SELECT due_at FROM waves WHERE task = 'regenerate_workout'")).ShouldBe([Utc(22, 3)]);
        (await scheduler.QueryAsync<string>("SELECT task FROM waves WHERE task = 'gone'")).ShouldBeEmpty();
    }
}
