using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Timekeeping;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class TaskChangeTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Paris", 60)]
    [InlineData("Asia/Kathmandu", 345)]
    [InlineData("America/St_Johns", -210)]
    public async Task An_hour_that_is_moved_past_this_moment_makes_the_day_come_at_once_and_only_once(string zone, int offset)
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync(zone);
        var threeThere = Utc(24, 3).AddMinutes(-offset);
        await scheduler.DispatchAsync(threeThere.AddDays(-1).AddHours(2));
        await scheduler.DispatchAsync(threeThere);

        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { localTime = "02:30" });
        await scheduler.DispatchAsync(threeThere);
        await scheduler.DispatchAsync(threeThere.AddHours(1));
        await scheduler.DispatchAsync(threeThere.AddDays(1));

        (await scheduler.RunsAsync($"user_id = '{id}' AND task = 'regenerate_workout'")).Select(r => (r.LocalDate.Day, r.DueAt, r.Status)).TakeLast(3).ShouldBe(
        [
            (23, threeThere.AddHours(1).AddDays(-1), "dispatched"),
            (24, threeThere.AddMinutes(-30), "dispatched"),
            (25, threeThere.AddMinutes(-30).AddDays(1), "dispatched"),
        ]);
    }

    [Fact]
    public async Task An_hour_that_is_moved_later_when_the_day_is_done_brings_the_next_day_and_before_that_the_same()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (paris, newYork) = (await scheduler.AthleteAsync("Europe/Paris"), await scheduler.AthleteAsync("America/New_York"));
        await scheduler.DispatchAsync(Utc(22, 5));

        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { localTime = "09:00" });
        foreach (var hour in (int[])[9, 14, 18])
        {
            await scheduler.DispatchAsync(Utc(22, hour));
        }

        (await scheduler.DaysAsync(paris, Tasks.RegenerateWorkout)).ShouldBe(["11-22 11-22T03:00 dispatched"]);
        (await scheduler.DaysAsync(newYork, Tasks.RegenerateWorkout)).ShouldBe(["11-22 11-22T14:00 dispatched"]);
        await scheduler.DispatchAsync(Utc(23, 8));
        (await scheduler.DaysAsync(paris, Tasks.RegenerateWorkout)).ShouldBe(["11-22 11-22T03:00 dispatched", "11-23 11-23T08:00 dispatched"]);
    }

    [Fact]
    public async Task Days_of_the_week_are_taken_out_and_put_back_from_this_moment_on()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");

        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { weekdays = new[] { "monday", "thursday" } });
        await scheduler.DispatchAsync(Utc(22, 5));
        await scheduler.DispatchAsync(Utc(23, 5));
        await scheduler.DispatchAsync(Utc(24, 5));
        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { weekdays = new[] { "monday", "tuesday", "wednesday", "thursday" } });
        foreach (var day in (int[])[24, 25, 26, 27, 28])
        {
            await scheduler.DispatchAsync(Utc(day, 6));
        }

        (await scheduler.DaysAsync(id, Tasks.RegenerateWorkout)).Select(d => d[..5]).ShouldBe(["11-23", "11-25", "11-26"]);
    }

    [Fact]
    public async Task A_change_in_the_middle_of_a_wave_leaves_nobody_out_and_reaches_nobody_twice()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "2" });
        await scheduler.AddClientsAsync(7);
        await CutAsync(scheduler, Utc(22, 4));
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM strides")).Single().ShouldBe(4);

        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { localTime = "10:00", batchSize = 1, priority = 9 });

        (await scheduler.QueryAsync<int>("SELECT DISTINCT priority::int FROM strides")).ShouldBe([9]);
        await scheduler.DispatchAsync(Utc(22, 4, 1));
        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 7)).ShouldAllBe(batch => batch.UserIds.Count == 1);
        await scheduler.DispatchAsync(Utc(22, 10));
        await scheduler.DispatchAsync(Utc(23, 10));
        var sent = await scheduler.SentAsync(Tasks.RegenerateWorkout, 14);
        sent.Select(batch => (batch.UserIds.Single(), batch.LocalDate)).Distinct().Count().ShouldBe(14);
        sent.Select(batch => batch.DueAt).Distinct().ShouldBe([Utc(22, 4), Utc(23, 10)], ignoreOrder: true);
    }

    [Fact]
    public async Task While_two_replicas_dispatch_and_operators_change_hours_every_date_comes_exactly_once()
    {
        await using var one = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "7" });
        await using var two = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "7" }, replicaOf: one);
        await one.AddClientsAsync(60, "UTC");
        await one.AddClientsAsync(60, "Asia/Kathmandu");
        await one.AddClientsAsync(60, "America/St_Johns");
        var people = await one.QueryAsync<Guid>("SELECT user_id FROM clients ORDER BY user_id");
        await one.ChangeAsync(Tasks.RegenerateWorkout, new { graceMinutes = 7 * 24 * 60 });
        var random = new Random(4);
        var changes = 0;
        for (var now = Utc(22, 0); now < Utc(26, 0); now = now.AddMinutes(90))
        {
            var at = now;
            var task = $"{random.Next(24):00}:{random.Next(60):00}";
            var own = $"{random.Next(24):00}:{random.Next(60):00}";
            var (person, back) = (people[random.Next(people.Count)], people[random.Next(people.Count)]);
            await Task.WhenAll(
                one.DispatchAsync(at), two.DispatchAsync(at), one.DispatchAsync(at),
                one.ChangeAsync(Tasks.RegenerateWorkout, new { localTime = task }),
                two.SetHourAsync(person, Tasks.RegenerateWorkout, own),
                two.BackToStandardAsync(back, Tasks.RegenerateWorkout),
                two.PrepareAsync());
            changes++;
        }

        await one.DispatchAsync(Utc(26, 0));
        changes.ShouldBe(64);
        var days = (await one.RunsAsync("task = 'regenerate_workout'")).GroupBy(r => r.UserId)
            .ToDictionary(g => g.Key, g => g.Select(r => r.LocalDate.Day).Order().ToArray());
        days.Keys.ShouldBe(people, ignoreOrder: true);
        days.Values.Where(IsBroken).Select(d => string.Join(' ', d)).ShouldBeEmpty();
        var runs = days.Values.Sum(d => d.Length);
        await Eventually.AssertAsync(() => one.Sent(Tasks.RegenerateWorkout).Sum(b => b.UserIds.Count).ShouldBeGreaterThanOrEqualTo(runs));
        one.Sent(Tasks.RegenerateWorkout).SelectMany(b => b.UserIds.Select(u => (u, b.LocalDate))).ShouldBeUnique();
        (await one.RunsAsync("task = 'regenerate_workout' AND status = 'skipped'")).ShouldBeEmpty();

        static bool IsBroken(int[] days) => days[0] > 23 || days[^1] < 24 || !days.SequenceEqual(Enumerable.Range(days[0], days.Length));
    }

    [Fact]
    public async Task Of_what_is_due_together_the_higher_priority_goes_first()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:Walkers"] = "1" });
        await scheduler.AthleteAsync("UTC");
        await scheduler.ChangeAsync(Tasks.DropTraining, new { localTime = "04:00", priority = 9 });
        (await OrderAsync(Utc(22, 4))).ShouldBe([Tasks.DropTraining, Tasks.RegenerateWorkout]);

        await scheduler.ChangeAsync(Tasks.DropTraining, new { priority = 0 });
        (await OrderAsync(Utc(23, 4))).Where(t => t != Tasks.LogMissedTraining).ShouldBe([Tasks.RegenerateWorkout, Tasks.DropTraining]);

        async Task<string[]> OrderAsync(DateTimeOffset now) =>
            [.. (await scheduler.Host.Services.GetRequiredService<Timekeeper>().RunAsync(now, CancellationToken.None))
                .Where(d => d.Task is not Tasks.ComplianceScan).Select(d => d.Task)];
    }

    [Fact]
    public async Task A_task_that_is_switched_off_sends_nothing_of_what_is_due_and_switched_on_again_begins_with_what_lies_ahead()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        scheduler.Clock.Set(Utc(22, 3, 30));
        var id = await scheduler.AthleteAsync("UTC");
        await CutAsync(scheduler, Utc(22, 4));
        (await scheduler.RunsAsync("status = 'pending'")).Count.ShouldBe(1);

        (await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { enabled = false })).GetProperty("dispatched").GetBoolean().ShouldBeFalse();
        await scheduler.DispatchAsync(Utc(22, 5));
        (await scheduler.QueryAsync<int>(
            "SELECT (SELECT count(*) FROM waves WHERE task = 'regenerate_workout')::int + (SELECT count(*) FROM strides)::int")).Single().ShouldBe(0);
        (await scheduler.RunsAsync()).ShouldBeEmpty();

        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { enabled = true });
        await scheduler.DispatchAsync(Utc(22, 6));
        await scheduler.DispatchAsync(Utc(23, 4));
        (await scheduler.DaysAsync(id, Tasks.RegenerateWorkout)).ShouldBe(["11-23 11-23T04:00 dispatched"]);
    }

    [Fact]
    public async Task Rows_of_single_clients_follow_the_task_and_those_of_an_hour_of_their_own_do_not()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        scheduler.Clock.Set(Utc(22, 3, 30));
        var (standard, own) = (await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"));
        await scheduler.SetHourAsync(own, Tasks.RegenerateWorkout, "04:10");
        (await scheduler.RunsAsync("status = 'pending'")).Select(r => r.DueAt).ShouldBe([Utc(22, 4), Utc(22, 4, 10)]);

        await scheduler.ChangeAsync(Tasks.RegenerateWorkout, new { localTime = "12:00" });
        await scheduler.DispatchAsync(Utc(22, 4, 10));
        await scheduler.DispatchAsync(Utc(22, 12));

        (await scheduler.DaysAsync(standard, Tasks.RegenerateWorkout)).ShouldBe(["11-22 11-22T12:00 dispatched"]);
        (await scheduler.DaysAsync(own, Tasks.RegenerateWorkout)).ShouldBe(["11-22 11-22T04:10 dispatched"]);
    }

    [Fact]
    public async Task A_scan_that_is_moved_on_its_day_runs_once_that_week()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.PrepareAsync();
        scheduler.Clock.Set(Utc(22, 21));

        await scheduler.ChangeAsync(Tasks.ComplianceScan, new { utcCron = "0 30 20 ? * SUN" });
        await scheduler.DispatchAsync(Utc(22, 21));
        scheduler.Clock.Set(Utc(22, 21, 30));
        await scheduler.ChangeAsync(Tasks.ComplianceScan, new { utcCron = "0 0 23 ? * SUN" });
        await scheduler.DispatchAsync(Utc(22, 23));
        (await scheduler.SentAsync(Tasks.ComplianceScan, 1)).Single().DueAt.ShouldBe(Utc(22, 20, 30));

        await scheduler.DispatchAsync(Utc(29, 23));
        (await scheduler.SentAsync(Tasks.ComplianceScan, 2)).Select(s => s.DueAt).ShouldBe([Utc(22, 20, 30), Utc(29, 23)]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_change_is_told_at_once_and_nothing_is_changed()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);

        var local = await PatchAsync(scheduler, Tasks.DropTraining, new
        {
            localTime = "24:00", utcCron = "0 0 22 ? * SUN", weekdays = Array.Empty<string>(), graceMinutes = 0, answerWithinMinutes = 10_081,
            batchSize = 501, priority = 10, reason = new string('x', 501),
        });
        (await local.FaultsAsync()).ShouldBe(
            ["localTime", "utcCron", "weekdays", "graceMinutes", "answerWithinMinutes", "batchSize", "priority", "reason", "version"], ignoreOrder: true);
        (await (await PatchAsync(scheduler, Tasks.ComplianceScan, new { localTime = "07:00", utcCron = "0 */5 22 ? * SUN", weekdays = new[] { "monday" }, version = 1 }))
            .FaultsAsync()).ShouldBe(["localTime", "utcCron", "weekdays"], ignoreOrder: true);
        foreach (var time in (string[])["7 o'clock", "07:00:00", "7:00", "", "25:10", " 07:00"])
        {
            (await (await PatchAsync(scheduler, Tasks.DropTraining, new { localTime = time, version = 1 })).FaultsAsync()).ShouldBe(["localTime"], time);
        }

        var misspelt = await PatchAsync(scheduler, Tasks.DropTraining, new { hour = "07:00", version = 1 });
        (await misspelt.Content.ReadAsStringAsync()).ShouldContain("hour is no field of this request");
        (await misspelt.FaultsAsync()).ShouldBe(["hour"]);
        (await (await PatchAsync(scheduler, Tasks.DropTraining, new { weekdays = new[] { "Funday" }, version = 1 })).FaultsAsync()).ShouldBe(["weekdays"]);
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM audit")).Single().ShouldBe(0);
        (await scheduler.QueryAsync<int>("SELECT max(version) FROM tasks")).Single().ShouldBe(1);
    }

    [Fact]
    public async Task A_change_is_made_on_top_of_the_version_that_was_read()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var address = $"/api/scheduler/tasks/{Tasks.DropTraining}";
        (await scheduler.Operator.GetAsync(address)).Headers.ETag!.Tag.ShouldBe("\"1\"");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => PatchAsync(scheduler, Tasks.DropTraining, new { localTime = $"08:0{n}", version = 1 })));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(4);

        using var late = new HttpRequestMessage(HttpMethod.Patch, address) { Content = JsonContent.Create(new { priority = 1 }), Headers = { { "If-Match", "\"1\"" } } };
        var refused = await scheduler.Operator.SendAsync(late);
        refused.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("currentVersion").GetInt32().ShouldBe(2);

        using var again = new HttpRequestMessage(HttpMethod.Patch, address) { Content = JsonContent.Create(new { priority = 7 }), Headers = { { "If-Match", "\"2\"" } } };
        (await scheduler.Operator.SendAsync(again)).Headers.ETag!.Tag.ShouldBe("\"2\"", "what does not differ changes nothing");
        (await PatchAsync(scheduler, "no_such_task", new { version = 1 })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_change_is_on_the_trail_with_who_what_when_and_why()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var by = Guid.CreateVersion7();
        using var someone = scheduler.Host.ClientFor(by, "operator");
        (await someone.PatchAsJsonAsync($"/api/scheduler/tasks/{Tasks.DropTraining}", new { localTime = "08:00", reason = " summer hours ", version = 1 }))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
        await scheduler.ChangeAsync(Tasks.DropTraining, new { enabled = false });
        await scheduler.ChangeAsync(Tasks.ComplianceScan, new { graceMinutes = 60 });

        var first = await scheduler.GetAsync($"/api/scheduler/tasks/{Tasks.DropTraining}/changes?limit=1");
        first.GetProperty("items")[0].GetProperty("after").GetProperty("enabled").GetBoolean().ShouldBeFalse();
        var next = await scheduler.GetAsync($"/api/scheduler/tasks/{Tasks.DropTraining}/changes?cursor={first.GetProperty("nextCursor").GetString()}");
        var row = next.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (row.GetProperty("by").GetGuid(), row.GetProperty("at").GetDateTimeOffset()).ShouldBe((by, Utc(22, 0)));
        row.GetProperty("before").GetProperty("localTime").GetString().ShouldBe("07:00");
        row.GetProperty("after").GetProperty("localTime").GetString().ShouldBe("08:00");
        row.GetProperty("after").GetProperty("reason").GetString().ShouldBe("summer hours");

        (await CountAsync("")).ShouldBe(3);
        (await CountAsync($"?subject={Tasks.ComplianceScan}&action=task_changed")).ShouldBe(1);
        (await CountAsync("?action=paused")).ShouldBe(0);
        (await (await scheduler.Operator.GetAsync("/api/scheduler/audit?subject=%00&action=&limit=0")).FaultsAsync()).ShouldBe(["subject", "action", "limit"], ignoreOrder: true);
        (await scheduler.Operator.GetAsync("/api/scheduler/tasks/no_such_task/changes")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task<int> CountAsync(string query) => (await scheduler.GetAsync($"/api/scheduler/audit{query}")).GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task Only_operators_change_tasks_and_read_the_trail()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        using var athlete = scheduler.Host.ClientFor(Guid.CreateVersion7(), "athlete");
        using var anonymous = scheduler.Host.Anonymous;
        foreach (var (client, status) in ((HttpClient, HttpStatusCode)[])[(athlete, HttpStatusCode.Forbidden), (anonymous, HttpStatusCode.Unauthorized)])
        {
            (await client.PatchAsJsonAsync($"/api/scheduler/tasks/{Tasks.DropTraining}", new { version = 1 })).StatusCode.ShouldBe(status);
            foreach (var path in (string[])[$"tasks/{Tasks.DropTraining}", $"tasks/{Tasks.DropTraining}/changes", "audit"])
            {
                (await client.GetAsync($"/api/scheduler/{path}")).StatusCode.ShouldBe(status, path);
            }
        }
    }

    private static Task<HttpResponseMessage> PatchAsync(RunningScheduler scheduler, string task, object change) =>
        scheduler.Operator.PatchAsJsonAsync($"/api/scheduler/tasks/{task}", change);

    // A replica that dies between cutting and walking.
    private static async Task CutAsync(RunningScheduler scheduler, DateTimeOffset now)
    {
        scheduler.Clock.Set(now);
        await using var work = await scheduler.Host.Database.BeginAsync(CancellationToken.None);
        (await CutWaves.RunAsync(work, scheduler.Host.Services.GetRequiredService<SchedulerOptions>(), [], now, CancellationToken.None)).ShouldNotBeNull();
        await work.CommitAsync(CancellationToken.None);
    }
}
