using System.Net;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class OperatorTriggerTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private static object Of(string task, string localDate, Guid[]? userIds = null, string? zone = null, bool? everyone = null, bool? again = null) =>
        new { task, localDate, userIds, zone, everyone, again, reason = "the plan was wrong" };

    [Fact]
    public async Task Each_client_is_treated_by_how_their_run_stands_and_the_same_key_gives_the_same_answer()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        Guid[] ids = [.. Enumerable.Range(0, 7).Select(_ => Guid.CreateVersion7())];
        await scheduler.FollowAsync([.. ids.Take(6).Select(id => scheduler.Profile(id, "UTC"))]);
        await scheduler.FollowAsync(scheduler.Profile(ids[6], "UTC", paused: true));
        await scheduler.DispatchAsync(Utc(22, 4));
        string[] statuses = ["skipped", "alerted", "failed", "completed"];
        foreach (var (status, n) in statuses.Select((s, n) => (s, n)))
        {
            await scheduler.ExecuteAsync(
                "UPDATE runs SET status = @status::run_status, reason = 'r', ready_at = CASE WHEN @status = 'failed' THEN '2026-11-22T04:05Z'::timestamptz END WHERE user_id = @Id",
                new { status, Id = ids[n] });
        }

        await scheduler.ExecuteAsync("DELETE FROM runs WHERE user_id = @Id", new { Id = ids[5] });
        var asked = Of(Tasks.RegenerateWorkout, "2026-11-22", [.. ids, Guid.CreateVersion7()]);
        const string Counts = "queued 1, sentAgain 3, underWay 1, completed 1, inactive 1, unknown 1";

        using var person = scheduler.Operator;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scheduler.TriggerAsync(asked, "one", person)));
        answers.ShouldAllBe(answer => answer == Counts);
        scheduler.Clock.Set(Utc(22, 4).AddDays(60));
        (await scheduler.TriggerAsync(asked, "one", person)).ShouldBe(Counts, "also when the date is none to be asked for any more");
        await scheduler.DispatchAsync(Utc(22, 4));

        var runs = (await scheduler.RunsAsync()).ToDictionary(r => r.UserId);
        ids.Take(6).Select(id => $"{runs[id].Status} {runs[id].Attempt}").ShouldBe(
            ["retrying 2", "retrying 2", "retrying 2", "completed 1", "dispatched 1", "dispatched 1"]);
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 3)).Sum(m => m.UserIds.Count).ShouldBe(6 + 3 + 1);
        (await scheduler.AuditAsync()).ShouldBe(["triggered"]);

        var (status2, body) = await scheduler.PostAsync("scheduler/triggers", Of(Tasks.DropTraining, "2026-11-22", ids), "one", person);
        (status2, body.Problem()).ShouldBe((HttpStatusCode.Conflict, "idempotency-key-taken"));
    }

    [Fact]
    public async Task What_is_completed_is_sent_again_only_where_that_is_asked_for()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(22, 4));
        var first = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        await scheduler.ReportAsync(first, [id]);
        await StatusAsync(scheduler, id, "completed");

        (await scheduler.TriggerAsync(Of(Tasks.RegenerateWorkout, "2026-11-22", [id]))).ShouldBe("completed 1");
        (await scheduler.TriggerAsync(Of(Tasks.RegenerateWorkout, "2026-11-22", [id], again: true))).ShouldBe("sentAgain 1");

        // The answer to the first attempt, told twice, does not stand for the second.
        await scheduler.ReportAsync(first, [id]);
        await Eventually.AssertAsync(async () =>
            (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM inbox WHERE consumer = 'CollectReports'")).Single().ShouldBe(2));
        await scheduler.DispatchAsync(Utc(22, 5));
        await StatusAsync(scheduler, id, "retrying");
        var second = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 2)).Single(m => m.Attempt == 2);
        await scheduler.ReportAsync(second, [id]);
        await StatusAsync(scheduler, id, "completed");
    }

    [Fact]
    public async Task A_day_of_a_zone_is_replayed_whatever_the_grace_window_with_own_hours_and_without_who_is_muted()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "2" });
        Guid[] ids = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];
        await scheduler.FollowAsync([.. ids.Select(id => scheduler.Profile(id, "Europe/Paris"))]);
        await scheduler.AthleteAsync("UTC");
        await scheduler.ExecuteAsync(
            """
            INSERT INTO client_tasks (user_id, task, local_time, muted, zone, changed_at, changed_by)
            VALUES (@Own, 'drop_training', '09:30', false, 'Europe/Paris', now(), @Own), (@Muted, 'drop_training', NULL, true, 'Europe/Paris', now(), @Own);
            UPDATE clients SET own_tasks = 16 WHERE user_id IN (@Own, @Muted);
            """,
            new { Own = ids[4], Muted = ids[5] });
        await scheduler.ExecuteAsync(
            """
            INSERT INTO runs (due_at, user_id, local_date, status, attempt, late, forced, task, reason)
            VALUES ('2026-11-18T06:00Z', @Id, '2026-11-18', 'skipped', 0, true, false, 'drop_training', 'Found 27 h late')
            """,
            new { Id = ids[0] });

        (await scheduler.TriggerAsync(Of(Tasks.DropTraining, "2026-11-18", zone: "Europe/Paris"))).ShouldBe("queued 4, sentAgain 1, inactive 1");
        (await scheduler.TriggerAsync(Of(Tasks.DropTraining, "2026-11-18", userIds: [ids[0]]))).ShouldBe("underWay 1");
        await scheduler.DispatchAsync(Utc(22, 0));

        var runs = await scheduler.RunsAsync();
        runs.Select(r => r.UserId).ShouldBe(ids.Take(5), ignoreOrder: true);
        runs.ShouldAllBe(r => r.Status == RunStatus.Dispatched && r.Forced && r.Late && r.LocalDate == new DateOnly(2026, 11, 18));
        runs.Single(r => r.UserId == ids[4]).DueAt.ShouldBe(Utc(18, 8, 30));
        runs.Single(r => r.UserId == ids[1]).DueAt.ShouldBe(Utc(18, 6));

        (await scheduler.TriggerAsync(Of(Tasks.DropTraining, "2026-11-18", zone: "Europe/Paris"))).ShouldBe("underWay 5, inactive 1");
        await scheduler.DispatchAsync(Utc(22, 0));
        await Eventually.AssertAsync(() => scheduler.Sent(Tasks.DropTraining).Sum(m => m.UserIds.Count).ShouldBe(5));
    }

    [Fact]
    public async Task Everyone_for_whom_the_task_is_due_on_the_date_is_reached_before_their_time_and_not_again_at_it()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (paris, kathmandu) = (await scheduler.AthleteAsync("Europe/Paris"), await scheduler.AthleteAsync("Asia/Kathmandu"));
        var resting = await scheduler.AthleteAsync("UTC", days: [DayOfWeek.Monday]);
        await scheduler.AthleteAsync("Mars/Olympus");

        (await scheduler.TriggerAsync(Of(Tasks.DropTraining, "2026-11-22", everyone: true))).ShouldBe("queued 2, inactive 2");
        await scheduler.DispatchAsync(Utc(22, 0));
        (await scheduler.RunsAsync("task = 'drop_training'")).Select(r => r.UserId).ShouldBe([paris, kathmandu], ignoreOrder: true);

        await scheduler.DispatchAsync(Utc(22, 12));
        await Eventually.AssertAsync(() => scheduler.Sent(Tasks.DropTraining).Sum(m => m.UserIds.Count).ShouldBe(2));
        resting.ShouldNotBe(paris);
    }

    [Fact]
    public async Task A_scan_is_triggered_for_a_date_on_which_it_was_due_and_for_everyone_together()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        (await scheduler.TriggerAsync(Of(Tasks.ComplianceScan, "2026-11-15"))).ShouldBe("queued 1");
        await scheduler.DispatchAsync(Utc(22, 0));
        var due = (await scheduler.SentAsync(Tasks.ComplianceScan, 1)).Single();
        (due.LocalDate, due.DueAt, due.UserIds.Count).ShouldBe((new DateOnly(2026, 11, 15), Utc(15, 22), 0));
        (await scheduler.TriggerAsync(Of(Tasks.ComplianceScan, "2026-11-15", again: true))).ShouldBe("underWay 1");

        await scheduler.ReportAsync(due, globally: true);
        await Eventually.AssertAsync(async () => (await scheduler.TriggerAsync(Of(Tasks.ComplianceScan, "2026-11-15"))).ShouldBe("completed 1"));
        (await scheduler.TriggerAsync(Of(Tasks.ComplianceScan, "2026-11-15", again: true))).ShouldBe("sentAgain 1");
        await scheduler.DispatchAsync(Utc(22, 0));
        (await scheduler.SentAsync(Tasks.ComplianceScan, 2)).Max(m => m.Attempt).ShouldBe(2);

        // Today's has not come, and a Monday has none.
        foreach (var date in (string[])["2026-11-22", "2026-11-16"])
        {
            (await scheduler.PostAsync("scheduler/triggers", Of(Tasks.ComplianceScan, date), "key")).Body.Faults().ShouldBe(["localDate"]);
        }
    }

    [Fact]
    public async Task Every_fault_of_a_trigger_is_told_at_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        var (status, body) = await scheduler.PostAsync("scheduler/triggers", new { task = Tasks.DropMeals, localDate = "2026-10-01", zone = "UTC", everyone = true });
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.Faults().ShouldBe(["Idempotency-Key", "task", "localDate", "userIds", "reason"], ignoreOrder: true);

        foreach (var (asked, field) in ((object, string)[])
            [
                (Of(Tasks.DropTraining, "2026-11-24", everyone: true), "localDate"),
                (Of(Tasks.DropTraining, "2026-11-22", []), "userIds"),
                (Of(Tasks.DropTraining, "2026-11-22", [.. Enumerable.Range(0, 501).Select(_ => Guid.CreateVersion7())]), "userIds"),
                (Of(Tasks.DropTraining, "2026-11-22", zone: "Mars/Olympus"), "zone"),
                (Of(Tasks.DropTraining, "2026-11-22", everyone: false), "userIds"),
                (Of(Tasks.ComplianceScan, "2026-11-15", zone: "UTC"), "everyone"),
            ])
        {
            (await scheduler.PostAsync("scheduler/triggers", asked, "key")).Body.Faults().ShouldBe([field]);
        }

        (await scheduler.QueryAsync<string>("SELECT key FROM triggers")).ShouldBeEmpty();
    }

    private static Task StatusAsync(RunningScheduler scheduler, Guid id, string status) => Eventually.AssertAsync(async () =>
        (await scheduler.RunsAsync($"user_id = '{id}'")).Single().Status.ShouldBe(status));
}
