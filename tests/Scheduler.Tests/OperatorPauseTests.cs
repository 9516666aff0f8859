using System.Net;
using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class OperatorPauseTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_comes_due_while_paused_runs_late_after_resuming_or_is_recorded_as_skipped()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.PrepareAsync();
        (await scheduler.PostAsync("scheduler/pause", new { reason = "Discord is down" })).Status.ShouldBe(HttpStatusCode.OK);

        await scheduler.DispatchAsync(Utc(22, 23, 30));
        (await scheduler.RunsAsync()).ShouldBeEmpty();
        (await scheduler.PostAsync("scheduler/resume", null)).Body.GetProperty("paused").GetBoolean().ShouldBeFalse();
        await scheduler.DispatchAsync(Utc(22, 23, 30));

        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 dispatched", "drop_training 22 skipped", "log_missed_training 22 dispatched"]);
        (await scheduler.RunsAsync("late")).Count.ShouldBe(3);
        (await scheduler.RunsAsync("status = 'skipped'")).Single().Reason.ShouldBe("Found 16.5 h late; it may run up to 14 h late.");
        (await scheduler.SentAsync(Tasks.ComplianceScan, 1)).Single().LocalDate.ShouldBe(new DateOnly(2026, 11, 22));
    }

    [Fact]
    public async Task A_pause_takes_hold_between_two_strides_of_a_wave_and_the_rest_is_walked_after_it()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "1", ["Scheduler:Walkers"] = "1" });
        await scheduler.ExecuteAsync(
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
            SELECT gen_random_uuid(), 1, 'UTC', 'UTC', '2026-11-01', false, 127, now() FROM generate_series(1, 5)
            """);
        await scheduler.PrepareAsync();

        // Someone pauses at the very moment of the first stride.
        await using var owner = NpgsqlDataSource.Create(scheduler.Host.ConnectionString);
        await owner.CreateCommand(
            """
            CREATE FUNCTION pause_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE dispatching SET paused = true; RETURN NULL; END $$;
            CREATE TRIGGER pause_all AFTER INSERT ON batches EXECUTE FUNCTION pause_all();
            """).ExecuteNonQueryAsync();
        await scheduler.DispatchAsync(Utc(22, 4));
        (await scheduler.RunsAsync()).Count.ShouldBe(1);
        (await scheduler.GetAsync("/api/scheduler/due")).GetProperty("tasks").EnumerateArray()
            .Single(t => t.GetProperty("task").GetString() == Tasks.RegenerateWorkout).GetProperty("strides").GetInt32().ShouldBeGreaterThanOrEqualTo(4);

        await owner.CreateCommand("DROP TRIGGER pause_all ON batches").ExecuteNonQueryAsync();
        await scheduler.PostAsync("scheduler/resume", new { reason = "all is well" });
        await scheduler.DispatchAsync(Utc(22, 4));
        (await scheduler.RunsAsync()).Count.ShouldBe(5);
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 5)).SelectMany(b => b.UserIds).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Paused_twice_is_paused_once_with_the_first_reason_and_is_in_the_audit_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        (await scheduler.PostAsync("scheduler/pause", new { reason = " " })).Body.Faults().ShouldBe(["reason"]);
        foreach (var reason in (string[])["first", "second"])
        {
            (await scheduler.PostAsync("scheduler/pause", new { reason })).Body.GetProperty("reason").GetString().ShouldBe("first");
        }

        for (var time = 0; time < 2; time++)
        {
            (await scheduler.PostAsync("scheduler/resume", new { })).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await scheduler.AuditAsync()).ShouldBe(["paused", "resumed"]);
    }

    [Fact]
    public async Task While_paused_nothing_that_waits_is_sent_and_the_clock_is_not_run()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:AllowSimulation"] = "true" });
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(22, 4));
        await scheduler.ReportAsync((await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single(), failed: [new(id, "no answer")]);
        await Eventually.AssertAsync(async () => (await scheduler.RunsAsync("status = 'failed'")).Count.ShouldBe(1));
        await scheduler.PostAsync("scheduler/pause", new { reason = "a look" });

        await scheduler.RetryAsync(Utc(22, 4, 5));

        (await scheduler.RunsAsync("status = 'failed'")).Count.ShouldBe(1);
        var (status, body) = await scheduler.PostAsync("scheduler/clock", new { to = Utc(22, 8) });
        (status, body.Problem()).ShouldBe((HttpStatusCode.Conflict, "dispatching-paused"));
        (await scheduler.QueryAsync<DateTimeOffset>("SELECT at FROM simulated_clock")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_due_is_shown_with_what_waits_and_what_could_not_be_walked()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Asia/Kathmandu");
        await scheduler.AthleteAsync("UTC");
        await scheduler.ExecuteAsync(
            """
            INSERT INTO strides (id, zone, task, local_date, due_at, ready_at, priority, forced, failures, failure)
            VALUES (gen_random_uuid(), 'UTC', 'drop_training', '2026-11-21', '2026-11-21T07:00Z', '2026-11-22T03:59Z', 5, false, 3, '57014: cancelled')
            """);
        await scheduler.TriggerAsync(new { task = Tasks.RegenerateWorkout, localDate = "2026-11-21", userIds = new[] { id }, reason = "test" });
        scheduler.Clock.Set(Utc(22, 4, 0).AddSeconds(30));

        var due = await scheduler.GetAsync("/api/scheduler/due");

        due.GetProperty("behindSeconds").GetDouble().ShouldBe(4 * 3600 + 30);
        due.GetProperty("dispatching").GetProperty("paused").GetBoolean().ShouldBeFalse();
        var next = due.GetProperty("next").EnumerateArray().ToList();
        next.Select(w => w.GetProperty("dueAt").GetDateTimeOffset()).ShouldBeInOrder();
        var late = next.Single(w => w.GetProperty("zone").GetString() == "UTC" && w.GetProperty("task").GetString() == Tasks.RegenerateWorkout);
        (late.GetProperty("localDate").GetString(), late.GetProperty("lateBySeconds").GetDouble()).ShouldBe(("2026-11-22", 30));
        var tasks = due.GetProperty("tasks").EnumerateArray().ToDictionary(t => t.GetProperty("task").GetString()!);
        tasks[Tasks.RegenerateWorkout].GetProperty("pending").GetInt32().ShouldBe(1);
        tasks[Tasks.RegenerateWorkout].GetProperty("waves").GetInt32().ShouldBe(2);
        tasks[Tasks.DropTraining].GetProperty("stuckStrides").GetInt32().ShouldBe(1);
        due.GetProperty("stuck").EnumerateArray().Single().GetProperty("failure").GetString().ShouldBe("57014: cancelled");
    }
}
