using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Timekeeping;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

/// <summary>Everything at once on two replicas: nothing is doubled and nothing is lost.</summary>
public sealed class AllAtOnceTests(Servers servers)
{
    [Theory]
    [InlineData("1")]
    [InlineData("5000")]
    public async Task Who_moves_about_has_every_date_once_with_hours_outages_pauses_skewed_clocks_and_one_set_back(string perSecond)
    {
        string[] zones =
        [
            "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/Paris", "America/Los_Angeles", "Pacific/Chatham", "Australia/Lord_Howe",
            "Asia/Tokyo", "UTC", "America/St_Johns", "+05:45", "-11:00",
        ];
        var random = new Random(int.Parse(perSecond, CultureInfo.InvariantCulture));
        var settings = new Dictionary<string, string?> { ["Scheduler:StrideSize"] = "4", ["Scheduler:CatchUpPerSecond"] = perSecond };
        await using var one = await RunningScheduler.StartAsync(servers, settings);
        await using var two = await RunningScheduler.StartAsync(servers, settings, replicaOf: one);
        var now = At("2026-11-22T00:00:00Z");
        one.Clock.Set(now);
        var people = Enumerable.Range(0, 24).Select(_ => Guid.CreateVersion7()).ToArray();
        var at = people.ToDictionary(p => p, _ => zones[random.Next(zones.Length)]);
        var version = people.ToDictionary(p => p, _ => 1L);
        await one.FollowAsync([.. people.Select(p => one.Profile(p, at[p]))]);
        var oper = one.Operator;
        for (var step = 0; step < 40; step++)
        {
            var jump = random.Next(10);
            now += jump == 0 ? TimeSpan.FromHours(-1) : jump == 1 ? TimeSpan.FromHours(12 + random.Next(14)) : TimeSpan.FromMinutes(random.Next(5, 360));
            one.Clock.Set(now);
            var movers = people.OrderBy(_ => random.Next()).Take(8).ToList();
            movers.ForEach(m => (at[m], version[m]) = (zones[random.Next(zones.Length)], version[m] + 1));
            var own = people[random.Next(people.Length)];
            var hour = $"{random.Next(24):00}:{random.Next(60):00}";
            var skew = TimeSpan.FromMinutes(random.Next(-2, 3));
            await Task.WhenAll(
                RunAsync(one, now), RunAsync(two, now + skew),
                one.FollowAsync([.. movers.Select(m => one.Profile(m, at[m], version[m]))]),
                oper.PutAsJsonAsync($"/api/scheduler/clients/{own}/tasks/regenerate_workout", new { localTime = hour }),
                random.Next(5) == 0 ? one.PrepareAsync() : Task.CompletedTask,
                random.Next(4) == 0 ? one.PostAsync("scheduler/pause", new { reason = "test" }) : one.PostAsync("scheduler/resume", new { }));
        }

        await one.PostAsync("scheduler/resume", new { });

        for (var i = 0; i < 60; i++)
        {
            now += TimeSpan.FromHours(1);
            one.Clock.Set(now);
            await RunAsync(one, now);
        }

        (await one.QueryAsync<int>("SELECT count(*)::int FROM strides WHERE ready_at <= @now", new { now })).Single().ShouldBe(0);
        var runs = await one.RunsAsync();
        List<string> wrong = [];
        foreach (var g in runs.GroupBy(r => (r.UserId, r.Task)))
        {
            var dates = g.Select(r => r.LocalDate).Order().ToList();
            wrong.AddRange(Enumerable.Range(0, dates[^1].DayNumber - dates[0].DayNumber).Select(dates[0].AddDays).Except(dates)
                .Select(x => $"{g.Key} lost {x:MM-dd}; has {string.Join(" ", g.OrderBy(r => r.LocalDate).Select(r => $"{r.LocalDate:dd}{r.Status[0]}@{r.DueAt:dd/HH:mm}"))}"));
            if (dates[^1] < DateOnly.FromDateTime(now.AddHours(-36).UtcDateTime))
            {
                wrong.Add($"{g.Key} ends {dates[^1]}");
            }
        }

        await Eventually.AssertAsync(async () => (await one.QueryAsync<int>("SELECT count(*)::int FROM outbox")).Single().ShouldBe(0));
        var expected = runs.Count(r => r.Status == "dispatched");
        await Eventually.AssertAsync(() => one.Host.Published<EngineDue>().Sum(m => m.UserIds.Count).ShouldBeGreaterThanOrEqualTo(expected));
        var doubled = one.Host.Published<EngineDue>().SelectMany(m => m.UserIds.Select(u => (m.Task, m.LocalDate, u))).GroupBy(k => k).Where(g => g.Count() > 1).ToList();
        doubled.ShouldBeEmpty();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Triggers_waves_reports_retries_and_acknowledgements_meet_and_each_attempt_is_sent_once()
    {
        var settings = new Dictionary<string, string?> { ["Scheduler:StrideSize"] = "10" };
        await using var one = await RunningScheduler.StartAsync(servers, settings);
        await using var two = await RunningScheduler.StartAsync(servers, settings, replicaOf: one);
        await one.AddClientsAsync(120, "UTC");
        await one.AddClientsAsync(60, "Europe/Paris");
        var ids = (await one.QueryAsync<Guid>("SELECT user_id FROM clients")).ToArray();
        var seven = At("2026-11-22T07:00:00Z");
        one.Clock.Set(seven);
        var key = Guid.CreateVersion7().ToString();
        var oper = one.Operator;
        List<string> answers = [], byKey = [];
        async Task TriggerAsync(object body, string? k = null, RunningScheduler? at = null)
        {
            var (status, answer) = await (at ?? one).PostAsync("scheduler/triggers", body, k ?? Guid.CreateVersion7().ToString(), oper);
            lock (answers)
            {
                answers.Add($"{(int)status} {answer}");
                if (k is not null)
                {
                    byKey.Add(answers[^1]);
                }
            }
        }

        object everyone = new { task = "drop_training", localDate = "2026-11-22", everyone = true, reason = "x" };
        await Task.WhenAll(
            RunAsync(one, seven), RunAsync(two, seven), TriggerAsync(everyone, key), TriggerAsync(everyone, key, two), TriggerAsync(everyone), TriggerAsync(everyone),
            TriggerAsync(new { task = "drop_training", localDate = "2026-11-22", userIds = ids.Take(90), reason = "x" }),
            TriggerAsync(new { task = "drop_training", localDate = "2026-11-22", userIds = ids.Skip(60), reason = "x" }, null, two),
            TriggerAsync(new { task = "drop_training", localDate = "2026-11-22", zone = "UTC", reason = "x", again = true }),
            RunAsync(one, seven), RunAsync(two, seven));
        await RunAsync(one, seven);
        answers.Distinct().Count(answer => answer.StartsWith("200", StringComparison.Ordinal)).ShouldBe(answers.Distinct().Count());
        byKey.Distinct().ShouldHaveSingleItem();
        var runs = await one.RunsAsync("task = 'drop_training' AND local_date = '2026-11-22'");
        runs.Count.ShouldBe(180);
        runs.ShouldAllBe(r => r.Status == "dispatched" && r.Attempt == 1);
        await Eventually.AssertAsync(() => one.Sent("drop_training").Sum(m => m.UserIds.Count).ShouldBeGreaterThanOrEqualTo(180));
        one.Sent("drop_training").SelectMany(m => m.UserIds).Count().ShouldBe(180);

        // Everything fails, again and again, while operators retry, acknowledge and both replicas retry.
        var told = new HashSet<Guid>();
        var now = seven;
        var reports = 0;
        for (var round = 0; round < 8; round++)
        {
            now += TimeSpan.FromMinutes(3);
            one.Clock.Set(now);
            var fresh = one.Sent("drop_training").Where(m => told.Add(m.RunId)).ToList();
            reports += fresh.Count;
            await Task.WhenAll(
            [
                .. fresh.Select(m => one.ReportAsync(m, failed: [.. m.UserIds.Select(u => new EngineRunFailure(u, "boom", u.GetHashCode() % 3 != 0))])),
                RunAsync(one, now), RunAsync(two, now), RunAsync(one, now),
                one.PostAsync("scheduler/runs/retry", new { status = "alerted", task = "drop_training", reason = "x" }, client: oper),
                two.PostAsync("scheduler/runs/retry", new { status = "failed", task = "drop_training", reason = "x" }, client: oper),
                one.PostAsync("alerts/acknowledge", new { task = "drop_training" }, client: oper),
            ]);
            await Eventually.AssertAsync(async () => (await one.QueryAsync<int>("SELECT count(*)::int FROM inbox WHERE consumer = 'CollectReports'")).Single().ShouldBe(reports));
        }

        var all = one.Sent("drop_training");
        var doubled = all.SelectMany(m => m.UserIds.Select(u => (m.LocalDate, u, m.Attempt))).GroupBy(k => k).Where(g => g.Count() > 1).ToList();
        doubled.ShouldBeEmpty();
        (await one.QueryAsync<string>("SELECT r.user_id::text FROM runs r LEFT JOIN alerts a USING (user_id, task, local_date) WHERE r.status = 'alerted' AND a.id IS NULL")).ShouldBeEmpty();
        (await one.QueryAsync<string>("SELECT b.run_id::text FROM batches b WHERE b.open <> (SELECT count(*) FROM runs r WHERE r.run_id = b.run_id AND r.status IN ('dispatched','retrying'))")).ShouldBeEmpty();

        // The first answers come after all.
        foreach (var m in all.Where(m => m.Attempt == 1))
        {
            await one.ReportAsync(m, completed: [.. m.UserIds]);
        }

        await Eventually.AssertAsync(async () => (await one.RunsAsync("task = 'drop_training' AND local_date = '2026-11-22' AND status <> 'completed'")).Select(r => $"{r.Status} {r.Attempt} {r.Reason}").ShouldBeEmpty());
        (await one.QueryAsync<int>("SELECT count(*)::int FROM batches WHERE open <> 0 AND task = 'drop_training'")).Single().ShouldBe(0);
    }

    private static Task RunAsync(RunningScheduler replica, DateTimeOffset now) =>
        replica.Host.Services.GetRequiredService<Timekeeper>().RunAsync(now, CancellationToken.None);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
