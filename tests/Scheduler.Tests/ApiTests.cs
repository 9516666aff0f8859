using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class ApiTests(Servers servers)
{
    private static readonly Dictionary<string, string?> Simulation = new() { ["Scheduler:AllowSimulation"] = "true" };

    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task Only_operators_see_the_machinery_and_nobody_sees_it_without_a_ticket()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        using var athlete = scheduler.Host.ClientFor(Guid.CreateVersion7(), "athlete");
        using var anonymous = scheduler.Host.Anonymous;
        foreach (var path in (string[])
            ["scheduler/tasks", "scheduler/runs", "scheduler/scans", $"scheduler/clients/{Guid.CreateVersion7()}", "job-cards", "alerts"])
        {
            (await anonymous.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await athlete.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        foreach (var path in (string[])["scheduler/clock", $"job-cards/{Guid.CreateVersion7()}/resolve", $"alerts/{Guid.CreateVersion7()}/acknowledge"])
        {
            (await anonymous.PostAsJsonAsync($"/api/{path}", new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await athlete.PostAsJsonAsync($"/api/{path}", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await anonymous.GetAsync("/api/scheduler/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_does_not_exist_answers_404()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var unknown = Guid.CreateVersion7();

        (await scheduler.Operator.GetAsync($"/api/scheduler/clients/{unknown}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scheduler.Operator.PostAsync($"/api/job-cards/{unknown}/resolve", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scheduler.Operator.PostAsync($"/api/alerts/{unknown}/acknowledge", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scheduler.Host.ClientFor(unknown, "athlete").GetAsync("/api/scheduler/me")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_person_sees_their_own_schedule_and_no_row_of_another()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (mine, other) = (await scheduler.AthleteAsync("Asia/Kathmandu"), await scheduler.AthleteAsync("Asia/Kathmandu"));
        await scheduler.AthleteAsync("Mars/Olympus");
        await scheduler.DispatchAsync(Utc(23, 1, 30));

        var me = await scheduler.Host.ClientFor(mine, "athlete").GetFromJsonAsync<JsonElement>("/api/scheduler/me");
        me.GetProperty("userId").GetGuid().ShouldBe(mine);
        me.GetProperty("state").GetString().ShouldBe("active");
        var next = me.GetProperty("next").EnumerateArray().ToDictionary(n => n.GetProperty("task").GetString()!, n => n.GetProperty("dueAt").GetString());
        next[Tasks.DropTraining].ShouldBe("2026-11-24T07:00:00+05:45");
        next[Tasks.LogMissedTraining].ShouldBe("2026-11-23T22:00:00+05:45");

        foreach (var table in (string[])["clients", "runs", "client_tasks", "job_cards", "alerts"])
        {
            await using var work = await scheduler.Host.Database.BeginForAsync(mine, CancellationToken.None);
            (await work.QueryAsync<Guid>($"SELECT DISTINCT user_id FROM {table} WHERE user_id IS DISTINCT FROM @mine", new { mine })).ShouldBeEmpty(table);
        }

        await using var own = await scheduler.Host.Database.BeginForAsync(mine, CancellationToken.None);
        (await own.QueryAsync<Guid>("SELECT DISTINCT user_id FROM runs")).ShouldBe([mine]);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => own.ExecuteAsync("UPDATE runs SET status = 'completed'"))).SqlState.ShouldBe("42501");
        other.ShouldNotBe(mine);
    }

    [Fact]
    public async Task The_state_of_a_client_comes_with_a_sentence()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var invalid = await scheduler.AthleteAsync("Mars/Olympus");
        var future = await scheduler.AthleteAsync("UTC", start: "2026-12-24");

        var lost = await scheduler.GetAsync($"/api/scheduler/clients/{invalid}");
        lost.GetProperty("state").GetString().ShouldBe("invalid_zone");
        lost.GetProperty("sentence").GetString()!.ShouldContain("'Mars/Olympus' is not known");

        var waiting = await scheduler.GetAsync($"/api/scheduler/clients/{future}");
        waiting.GetProperty("state").GetString().ShouldBe("not_started");
        waiting.GetProperty("next")[0].GetProperty("dueAt").GetString().ShouldBe("2026-12-24T04:00:00+00:00");
    }

    [Fact]
    public async Task The_task_table_is_the_one_that_was_agreed_and_says_what_is_served_here()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        var table = (await scheduler.GetAsync("/api/scheduler/tasks")).GetProperty("tasks").EnumerateArray().ToList();

        string? Text(JsonElement task, string name) => task.GetProperty(name).GetString();
        table.Where(t => Text(t, "utcCron") is null).Select(t => $"{Text(t, "localTime")![..5]} {Text(t, "task")} {Text(t, "engine")} {t.GetProperty("trainingDaysOnly")}")
            .ShouldBe(TaskTables.Local.Select(t => $"{t.LocalTime:HH:mm} {t.Name} {t.Engine} {t.TrainingDaysOnly}"));
        table.Where(t => Text(t, "utcCron") is not null).Select(t => $"{Text(t, "task")} {Text(t, "utcCron")}")
            .ShouldBe([$"{Tasks.ComplianceScan} 0 0 22 ? * SUN", $"{Tasks.HonoursBoard} 0 0 22 ? * SUN"]);
        table.Where(t => t.GetProperty("dispatched").GetBoolean()).Select(t => Text(t, "task"))
            .ShouldBe([Tasks.RegenerateWorkout, Tasks.DropTraining, Tasks.LogMissedTraining, Tasks.ComplianceScan, Tasks.HonoursBoard]);
    }

    [Fact]
    public async Task Runs_are_listed_page_by_page_newest_date_first_and_by_every_filter()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (one, _) = (await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"));
        await scheduler.DispatchAsync(Utc(23, 20));

        List<string> seen = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await scheduler.GetAsync($"/api/scheduler/runs?limit=5{(cursor == "" ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => $"{r.GetProperty("localDate")} {r.GetProperty("task")} {r.GetProperty("userId")}"));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        seen.Count.ShouldBe(10);
        seen.Distinct().Count().ShouldBe(10);
        seen.ShouldBe(seen.OrderDescending(StringComparer.Ordinal));
        (await scheduler.GetAsync($"/api/scheduler/runs?localDate=2026-11-23&task=drop_training&status=dispatched&userId={one}"))
            .GetProperty("items").GetArrayLength().ShouldBe(1);
        (await scheduler.GetAsync("/api/scheduler/runs?status=failed")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Runs_without_an_answer_for_an_hour_since_their_latest_attempt_are_overdue()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (silent, failing) = (await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"));
        await scheduler.DispatchAsync(Utc(22, 4));
        await scheduler.ReportAsync((await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single(), failed: [new(failing, "no answer")]);
        await Eventually.AssertAsync(async () =>
            (await scheduler.GetAsync("/api/scheduler/runs?status=failed")).GetProperty("items").GetArrayLength().ShouldBe(1));
        scheduler.Clock.Set(Utc(22, 4).AddMinutes(30));
        await scheduler.RetryAsync(scheduler.Clock.GetUtcNow());
        (await scheduler.GetAsync("/api/scheduler/runs?overdue=true")).GetProperty("items").GetArrayLength().ShouldBe(0);

        scheduler.Clock.Set(Utc(22, 5).AddSeconds(1));
        (await scheduler.GetAsync("/api/scheduler/runs?overdue=true")).GetProperty("items").EnumerateArray()
            .ShouldHaveSingleItem().GetProperty("userId").GetGuid().ShouldBe(silent);
    }

    [Fact]
    public async Task Every_fault_of_a_question_is_told_at_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        var answer = await scheduler.Operator.GetAsync("/api/scheduler/runs?localDate=22.11.&task=x&status=y&userId=z&limit=0&cursor=%21");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString())
            .ShouldBe(["localDate", "task", "status", "userId", "cursor", "limit"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_job_card_is_resolved_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.AthleteAsync("Mars/Olympus");
        var id = (await scheduler.GetAsync("/api/job-cards")).GetProperty("items")[0].GetProperty("id").GetGuid();

        var first = await scheduler.Operator.PostAsJsonAsync($"/api/job-cards/{id}/resolve", new { resolution = "called them" });
        var second = await scheduler.Operator.PostAsync($"/api/job-cards/{id}/resolve", null);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("resolution").GetString().ShouldBe("called them");
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_clock_lives_through_a_day_in_the_order_of_the_due_instants()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, Simulation, turns: true);
        foreach (var zone in (string[])["Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns", "Europe/Paris", "-03:30"])
        {
            await scheduler.AthleteAsync(zone);
        }

        var answer = await RunClockAsync(scheduler, Utc(23, 0));

        var done = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dispatched").EnumerateArray()
            .Select(d => (Due: d.GetProperty("dueAt").GetDateTimeOffset(), Task: d.GetProperty("task").GetString(), Sent: d.GetProperty("sent").GetInt32())).ToList();
        done.Select(d => d.Due).ShouldBe(done.Select(d => d.Due).Order());
        done.Where(d => d.Task is not (Tasks.ComplianceScan or Tasks.HonoursBoard)).Sum(d => d.Sent).ShouldBe(15);
        done.Count(d => d.Task == Tasks.ComplianceScan).ShouldBe(1);
        (await scheduler.RunsAsync("status = 'skipped'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_clock_stands_where_it_was_run_to_and_retries_pass_with_it()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, Simulation, turns: true);
        var id = await scheduler.AthleteAsync("UTC");
        (await RunClockAsync(scheduler, Utc(22, 4))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        await scheduler.ReportAsync(due, failed: [new(id, "no answer")]);
        await Eventually.AssertAsync(async () => (await scheduler.RunsAsync("ready_at = '2026-11-22T04:05Z'")).Count.ShouldBe(1));

        var answer = await RunClockAsync(scheduler, Utc(22, 4, 5));

        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("from").GetDateTimeOffset().ShouldBe(Utc(22, 4));
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 2)).Max(s => s.Attempt).ShouldBe(2);
    }

    [Fact]
    public async Task The_clock_runs_neither_backwards_nor_out_of_sight_nor_where_simulation_is_not_allowed()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, Simulation);
        await using var real = await RunningScheduler.StartAsync(servers);

        (await RunClockAsync(scheduler, Utc(21, 23))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await RunClockAsync(scheduler, Utc(22, 0).AddDays(401))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scheduler.Operator.PostAsJsonAsync("/api/scheduler/clock", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await RunClockAsync(real, Utc(22, 4))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await RunClockAsync(scheduler, Utc(22, 0))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_who_run_the_clock_at_once_one_does_and_the_others_are_told()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, Simulation);
        await using (var turn = await scheduler.Host.Database.BeginAsync(CancellationToken.None))
        {
            (await SchedulerClock.TakeOverAsync(turn, CancellationToken.None)).ShouldBeTrue();

            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunClockAsync(scheduler, Utc(22, 4))));

            answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
        }

        (await RunClockAsync(scheduler, Utc(22, 4))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> RunClockAsync(RunningScheduler scheduler, DateTimeOffset to) =>
        scheduler.Operator.PostAsJsonAsync("/api/scheduler/clock", new { to });
}
