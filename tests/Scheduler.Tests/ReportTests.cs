using System.Net;
using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class ReportTests(Servers servers)
{
    private static DateTimeOffset Utc(int hour, int minute = 0) => new(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task Answers_settle_each_client_of_a_run_and_a_repeated_answer_changes_nothing()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (good, bad, hopeless) = (await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"));
        await scheduler.DispatchAsync(Utc(4));
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();

        for (var time = 0; time < 2; time++)
        {
            await scheduler.ReportAsync(due, [good], [new(bad, "no answer"), new(hopeless, "no such channel", Retryable: false)]);
            await StatusAsync(scheduler, good, RunStatus.Completed);
        }

        await BooksAsync(scheduler, 2);
        var runs = (await scheduler.RunsAsync()).ToDictionary(r => r.UserId);
        (runs[bad].Status, runs[bad].ReadyAt, runs[bad].Reason).ShouldBe((RunStatus.Failed, Utc(4, 5), "no answer"));
        runs[hopeless].Status.ShouldBe(RunStatus.Alerted);
        (await AlertsAsync(scheduler)).ShouldBe([$"{hopeless} 1 no such channel"]);
    }

    [Fact]
    public async Task A_failure_is_tried_again_every_five_minutes_three_times_and_then_raises_one_alert()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(4));

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var sent = await scheduler.SentAsync(Tasks.RegenerateWorkout, attempt);
            var due = sent.Single(s => s.Attempt == attempt);
            (due.LocalDate, due.DueAt, due.UserIds.Single()).ShouldBe((new DateOnly(2026, 11, 22), Utc(4), id));
            await scheduler.ReportAsync(due, failed: [new(id, $"failure {attempt}")]);
            await StatusAsync(scheduler, id, attempt < 4 ? RunStatus.Failed : RunStatus.Alerted);

            var now = scheduler.Clock.GetUtcNow();
            await scheduler.RetryAsync(now.AddMinutes(5).AddSeconds(-1));
            await scheduler.RetryAsync(now.AddMinutes(5));
        }

        scheduler.Sent(Tasks.RegenerateWorkout).Select(s => s.RunId).Distinct().Count().ShouldBe(4);
        (await AlertsAsync(scheduler)).ShouldBe([$"{id} 4 failure 4"]);

        var alert = (await scheduler.GetAsync("/api/alerts?status=open")).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await scheduler.Operator.PostAsync($"/api/alerts/{alert}/acknowledge", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scheduler.Operator.PostAsync($"/api/alerts/{alert}/acknowledge", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scheduler.GetAsync("/api/alerts?status=open")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_late_failure_of_an_attempt_that_was_followed_by_another_is_ignored_and_a_late_success_counts()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(4));
        var first = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        await scheduler.ReportAsync(first, failed: [new(id, "no answer")]);
        await StatusAsync(scheduler, id, RunStatus.Failed);
        await scheduler.RetryAsync(Utc(4, 5));

        await scheduler.ReportAsync(first, failed: [new(id, "again", Retryable: false)]);
        await BooksAsync(scheduler, 2);
        await StatusAsync(scheduler, id, RunStatus.Retrying);

        await scheduler.ReportAsync(first, [id]);
        await StatusAsync(scheduler, id, RunStatus.Completed);

        var second = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 2)).Single(s => s.Attempt == 2);
        await scheduler.ReportAsync(second, failed: [new(id, "it was there already", Retryable: false)]);
        await BooksAsync(scheduler, 4);
        await StatusAsync(scheduler, id, RunStatus.Completed);
        (await AlertsAsync(scheduler)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_success_that_is_told_while_the_run_is_being_sent_again_counts()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);
        var first = scheduler.Sent(Tasks.RegenerateWorkout).Single();

        await using (var retry = await scheduler.Host.Database.BeginAsync(CancellationToken.None))
        {
            await retry.ExecuteAsync("UPDATE runs SET status = 'retrying', attempt = 2, ready_at = NULL, reason = NULL");
            await scheduler.ReportAsync(first, [id]);
            await using var owner = NpgsqlDataSource.Create(scheduler.Host.ConnectionString);
            await Eventually.AssertAsync(async () =>
            {
                await using var waiting = owner.CreateCommand(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
                (await waiting.ExecuteScalarAsync()).ShouldBe(1L);
            });
            await retry.CommitAsync(CancellationToken.None);
        }

        await StatusAsync(scheduler, id, RunStatus.Completed);
    }

    [Fact]
    public async Task What_is_sent_again_is_not_late_for_having_been_sent_again()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);
        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 2, paused: true));

        await scheduler.RetryAsync(Utc(4, 5));

        var run = (await scheduler.RunsAsync()).Single();
        (run.Status, run.Late).ShouldBe((RunStatus.Skipped, false));
    }

    [Fact]
    public async Task A_late_success_counts_though_the_run_was_not_tried_again()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);
        var first = scheduler.Sent(Tasks.RegenerateWorkout).Single();
        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 2, paused: true));
        await scheduler.RetryAsync(Utc(4, 5));
        await StatusAsync(scheduler, id, RunStatus.Skipped);

        await scheduler.ReportAsync(first, [id]);

        await StatusAsync(scheduler, id, RunStatus.Completed);
    }

    [Fact]
    public async Task A_failure_of_a_task_that_is_not_dispatched_any_more_is_not_tried_again()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);
        await scheduler.ExecuteAsync("UPDATE tasks SET engine = 'meal_delivery' WHERE name = 'regenerate_workout'");

        await scheduler.RetryAsync(Utc(4, 5));

        await StatusAsync(scheduler, id, RunStatus.Skipped);
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_run_that_cannot_be_tried_again_does_not_hold_up_the_waves()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);
        await using var owner = NpgsqlDataSource.Create(scheduler.Host.ConnectionString);
        await owner.CreateCommand("ALTER TABLE runs ADD CHECK (status <> 'retrying')").ExecuteNonQueryAsync();

        await Should.ThrowAsync<PostgresException>(() => scheduler.DispatchAsync(Utc(20)));

        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 failed", "drop_training 22 dispatched"]);
    }

    [Fact]
    public async Task A_report_of_one_task_leaves_the_other_tasks_of_its_engine_alone()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(20));
        await scheduler.DispatchAsync(Utc(22));

        await scheduler.ReportAsync((await scheduler.SentAsync(Tasks.DropTraining, 1)).Single(), [id]);

        await Eventually.AssertAsync(async () => (await scheduler.StoryAsync(id)).ShouldBe(
            ["regenerate_workout 22 dispatched", "drop_training 22 completed", "log_missed_training 22 dispatched"]));
    }

    [Fact]
    public async Task A_report_of_a_run_that_was_never_sent_is_ignored()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(4));
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();

        await scheduler.ReportAsync(due with { RunId = Guid.CreateVersion7() }, [id]);

        await BooksAsync(scheduler, 1);
        await StatusAsync(scheduler, id, RunStatus.Dispatched);
    }

    [Fact]
    public async Task A_run_answers_for_nobody_but_the_clients_it_was_sent_for()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (early, late) = (await scheduler.AthleteAsync("Europe/Paris"), await scheduler.AthleteAsync("UTC"));
        await scheduler.DispatchAsync(Utc(3));
        await scheduler.DispatchAsync(Utc(4));
        var sent = await scheduler.SentAsync(Tasks.RegenerateWorkout, 2);
        var (first, second) = (sent.Single(s => s.UserIds.Contains(early)), sent.Single(s => s.UserIds.Contains(late)));
        var strangers = Enumerable.Range(0, 10_000).Select(_ => Guid.CreateVersion7()).ToArray();

        await scheduler.ReportAsync(first, completed: [.. strangers, late], failed: [new(late, "not mine")]);
        await BooksAsync(scheduler, 1);

        (await scheduler.RunsAsync("task = 'regenerate_workout'")).Select(r => r.Status).ShouldBe([RunStatus.Dispatched, RunStatus.Dispatched]);
        await scheduler.ReportAsync(first, completed: [early]);
        await scheduler.ReportAsync(second, completed: [late]);
        await StatusAsync(scheduler, early, RunStatus.Completed);
        await StatusAsync(scheduler, late, RunStatus.Completed);
    }

    [Fact]
    public async Task Whoever_is_paused_before_the_retry_is_left_in_peace()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);
        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 2, paused: true));

        await scheduler.RetryAsync(Utc(4, 5));

        await StatusAsync(scheduler, id, RunStatus.Skipped);
        scheduler.Sent(Tasks.RegenerateWorkout).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_that_comes_after_the_window_is_given_up_with_an_alert()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await FailedAsync(scheduler);

        await scheduler.RetryAsync(Utc(4).AddHours(21));

        await StatusAsync(scheduler, id, RunStatus.Alerted);
        (await AlertsAsync(scheduler)).ShouldBe([$"{id} 1 Not tried again. Found 21 h late; it may run up to 20 h late. Last failure: no answer"]);
    }

    [Fact]
    public async Task Two_replicas_retry_a_run_once()
    {
        await using var one = await RunningScheduler.StartAsync(servers);
        await using var two = await RunningScheduler.StartAsync(servers, replicaOf: one);
        await FailedAsync(one);

        await Task.WhenAll(one.RetryAsync(Utc(4, 5)), two.RetryAsync(Utc(4, 5)), one.RetryAsync(Utc(4, 5)), two.RetryAsync(Utc(4, 5)));

        (await one.SentAsync(Tasks.RegenerateWorkout, 2)).Max(s => s.Attempt).ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_scan_is_tried_again_and_a_done_one_is_done()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.PrepareAsync();
        await scheduler.DispatchAsync(Utc(22));
        var due = (await scheduler.SentAsync(Tasks.ComplianceScan, 1)).Single();

        await scheduler.ReportAsync(due, failed: [new(Guid.Empty, "no database")]);
        await ScanStatusAsync(scheduler, RunStatus.Failed);
        await scheduler.RetryAsync(Utc(22, 5));
        var again = (await scheduler.SentAsync(Tasks.ComplianceScan, 2)).Single(s => s.Attempt == 2);
        await scheduler.ReportAsync(again, globally: true);

        await ScanStatusAsync(scheduler, RunStatus.Completed);
    }

    private static async Task<Guid> FailedAsync(RunningScheduler scheduler)
    {
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(4));
        await scheduler.ReportAsync((await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single(), failed: [new(id, "no answer")]);
        await StatusAsync(scheduler, id, RunStatus.Failed);
        return id;
    }

    private static Task StatusAsync(RunningScheduler scheduler, Guid id, string status) => Eventually.AssertAsync(async () =>
        (await scheduler.RunsAsync($"user_id = '{id}' AND task = 'regenerate_workout'")).Single().Status.ShouldBe(status));

    private static Task ScanStatusAsync(RunningScheduler scheduler, string status) => Eventually.AssertAsync(async () =>
        (await scheduler.GetAsync("/api/scheduler/scans")).GetProperty("items").EnumerateArray()
            .First(s => s.GetProperty("task").GetString() == Tasks.ComplianceScan).GetProperty("status").GetString().ShouldBe(status));

    private static Task BooksAsync(RunningScheduler scheduler, int reports) => Eventually.AssertAsync(async () =>
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM inbox WHERE consumer = 'CollectReports'")).Single().ShouldBe(reports));

    private static Task<List<string>> AlertsAsync(RunningScheduler scheduler) =>
        scheduler.QueryAsync<string>("SELECT user_id || ' ' || attempts || ' ' || reason FROM alerts");
}
