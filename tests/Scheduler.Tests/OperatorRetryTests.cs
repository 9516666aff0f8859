using System.Net;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class OperatorRetryTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private static object One(Guid userId) => new { userId, task = Tasks.RegenerateWorkout, localDate = "2026-11-22", reason = "it should work now" };

    [Fact]
    public async Task What_was_given_up_is_sent_as_the_next_attempt_and_opens_its_alert_again_where_that_fails_too()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(22, 4));
        await FailAsync(scheduler, id, 1, "no such block");
        var alert = (await scheduler.GetAsync("/api/alerts")).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await scheduler.PostAsync($"alerts/{alert}/acknowledge", null)).Status.ShouldBe(HttpStatusCode.OK);

        // Two days later, far out of its window.
        scheduler.Clock.Set(Utc(24, 9));
        (await scheduler.RetryAsync(One(id))).ShouldBe(1);
        (await scheduler.RunsAsync("status = 'pending' AND forced AND attempt = 1")).Count.ShouldBe(1);
        await scheduler.RetryAsync(Utc(24, 9));
        await FailAsync(scheduler, id, 2, "still no such block");

        var again = (await scheduler.GetAsync("/api/alerts?status=open")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (again.GetProperty("id").GetGuid(), again.GetProperty("attempts").GetInt32(), again.GetProperty("reason").GetString(), again.GetProperty("raisedAt").GetDateTimeOffset())
            .ShouldBe((alert, 2, "still no such block", Utc(24, 9)));
        again.GetProperty("settled").GetBoolean().ShouldBeFalse();

        (await scheduler.RetryAsync(One(id))).ShouldBe(1);
        await scheduler.RetryAsync(Utc(24, 9));
        await scheduler.ReportAsync((await scheduler.SentAsync(Tasks.RegenerateWorkout, 3)).Single(m => m.Attempt == 3), [id]);
        await StatusAsync(scheduler, id, RunStatus.Completed);
        (await scheduler.GetAsync("/api/alerts?status=open")).GetProperty("items")[0].GetProperty("settled").GetBoolean().ShouldBeTrue();
        (await scheduler.AuditAsync()).ShouldBe(["alert_acknowledged", "runs_retried", "runs_retried"]);
    }

    [Fact]
    public async Task A_skipped_day_is_sent_for_all_at_once_and_asked_twice_it_is_sent_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        await scheduler.FollowAsync([.. ids.Select(id => scheduler.Profile(id, "UTC"))]);
        await scheduler.DispatchAsync(Utc(24, 3));
        await scheduler.FollowAsync(scheduler.Profile(ids[2], "UTC", version: 2, paused: true));
        var asked = new { status = "skipped", localDate = "2026-11-22", engine = Engines.TrainingDispatcher, reason = "the server was down" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scheduler.RetryAsync(asked)));
        answers.Sum().ShouldBe(3);
        await scheduler.RetryAsync(Utc(24, 3));
        (await scheduler.RetryAsync(asked)).ShouldBe(1, "who is paused was skipped again");

        var runs = (await scheduler.RunsAsync("task = 'drop_training' AND local_date = '2026-11-22'")).ToDictionary(r => r.UserId);
        ids.Take(2).ShouldAllBe(id => runs[id].Status == RunStatus.Dispatched && runs[id].Attempt == 1);
        await scheduler.RetryAsync(Utc(24, 3));
        var paused = (await scheduler.RunsAsync($"task = 'drop_training' AND local_date = '2026-11-22' AND user_id = '{ids[2]}'")).Single();
        (paused.Status, paused.Reason).ShouldBe((RunStatus.Skipped, "An operator asked for it, but nothing is due for the client on this date."));
        await Eventually.AssertAsync(() => scheduler.Sent(Tasks.DropTraining).Where(m => m.LocalDate.Day == 22).Sum(m => m.UserIds.Count).ShouldBe(2));
        (await scheduler.RunsAsync("task = 'regenerate_workout' AND local_date = '2026-11-22'")).ShouldAllBe(r => r.Status == RunStatus.Skipped);
    }

    [Fact]
    public async Task What_waits_for_its_retry_does_not_wait_any_longer()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(22, 4));
        await FailAsync(scheduler, id, 1, "no answer", retryable: true);

        (await scheduler.RetryAsync(new { status = "failed", reason = "the engine is back" })).ShouldBe(1);
        await scheduler.RetryAsync(Utc(22, 4));

        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 2)).Max(m => m.Attempt).ShouldBe(2);
        await StatusAsync(scheduler, id, RunStatus.Retrying);
    }

    [Fact]
    public async Task A_run_that_is_done_or_under_way_is_not_sent_and_a_late_answer_counts_while_it_waits()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        (await scheduler.PostAsync("scheduler/runs/retry", One(id))).Status.ShouldBe(HttpStatusCode.NotFound);
        await scheduler.DispatchAsync(Utc(22, 4));
        (await scheduler.PostAsync("scheduler/runs/retry", One(id))).Body.Problem().ShouldBe("run-under-way");
        var due = await FailAsync(scheduler, id, 1, "hopeless");

        (await scheduler.RetryAsync(One(id))).ShouldBe(1);
        await scheduler.ReportAsync(due, [id]);
        await StatusAsync(scheduler, id, RunStatus.Completed);
        await scheduler.RetryAsync(Utc(22, 4));

        scheduler.Sent(Tasks.RegenerateWorkout).Count.ShouldBe(1);
        (await scheduler.PostAsync("scheduler/runs/retry", One(id))).Body.Problem().ShouldBe("run-completed");
    }

    [Fact]
    public async Task What_was_given_up_is_found_on_all_dates_by_its_alerts()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.PrepareAsync();
        await scheduler.DispatchAsync(Utc(22, 22));
        await scheduler.DispatchAsync(Utc(23, 22));
        await scheduler.ExecuteAsync("UPDATE runs SET status = 'alerted', reason = 'r', run_id = gen_random_uuid(), attempt = 4, ready_at = NULL");
        await scheduler.ExecuteAsync(
            """
            INSERT INTO alerts (id, user_id, task, engine, local_date, reason, attempts, raised_at)
            SELECT gen_random_uuid(), nullif(user_id, '00000000-0000-0000-0000-000000000000'), task, 'e', local_date, 'r', 4, now() FROM runs
            """);

        (await scheduler.RetryAsync(new { status = "alerted", task = Tasks.LogMissedTraining, reason = "r" })).ShouldBe(2);
        (await scheduler.RetryAsync(new { status = "alerted", task = Tasks.ComplianceScan, reason = "r" })).ShouldBe(1);
        (await scheduler.RetryAsync(new { status = "alerted", localDate = "2026-11-23", reason = "r" })).ShouldBe(2);
        (await scheduler.RetryAsync(new { status = "alerted", reason = "r" })).ShouldBe(3);
        await scheduler.RetryAsync(Utc(23, 22));

        (await scheduler.RunsAsync("status = 'retrying' AND attempt = 5")).Count(r => r.UserId == id).ShouldBe(6);
        (await scheduler.GetAsync("/api/scheduler/scans")).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("status").GetString()).ShouldBe(["retrying", "retrying"]);
    }

    [Fact]
    public async Task Every_fault_of_a_retry_is_told_at_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        (await FaultsAsync(new { task = "x", localDate = "2026-02-30", status = "completed" })).ShouldBe(["localDate", "task", "reason", "status"], ignoreOrder: true);
        (await FaultsAsync(new { status = "skipped", reason = "r" })).ShouldBe(["localDate"]);
        (await FaultsAsync(new { userId = Guid.CreateVersion7(), status = "failed", reason = "r" })).ShouldBe(["task", "localDate", "status"], ignoreOrder: true);
        (await FaultsAsync(new { status = "failed", task = Tasks.DropTraining, engine = Engines.Regenerate, reason = "r" })).ShouldBe(["engine"]);

        async Task<IEnumerable<string?>> FaultsAsync(object body) => (await scheduler.PostAsync("scheduler/runs/retry", body)).Body.Faults();
    }

    [Fact]
    public async Task A_start_date_that_is_moved_back_brings_nothing_of_the_past()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC", start: "2026-12-24");
        await scheduler.DispatchAsync(Utc(24, 12));

        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 2, start: "2026-11-01"));
        await scheduler.DispatchAsync(Utc(24, 21));
        (await scheduler.StoryAsync(id)).ShouldBeEmpty();
        await scheduler.DispatchAsync(Utc(24, 22));

        (await scheduler.StoryAsync(id)).ShouldBe(["log_missed_training 24 dispatched"]);
    }

    private static async Task<EngineDue> FailAsync(RunningScheduler scheduler, Guid id, int attempt, string reason, bool retryable = false)
    {
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, attempt)).Single(m => m.Attempt == attempt);
        await scheduler.ReportAsync(due, failed: [new(id, reason, retryable)]);
        await StatusAsync(scheduler, id, retryable ? RunStatus.Failed : RunStatus.Alerted);
        return due;
    }

    private static Task StatusAsync(RunningScheduler scheduler, Guid id, string status) => Eventually.AssertAsync(async () =>
        (await scheduler.RunsAsync($"user_id = '{id}' AND task = 'regenerate_workout'")).Single().Status.ShouldBe(status));
}
