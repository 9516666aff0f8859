using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class OwnHourTests(Servers servers)
{
    private const string Regenerate = Tasks.RegenerateWorkout;

    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_client_with_an_hour_of_their_own_is_reached_then_and_the_others_at_the_standard()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (own, other) = (await scheduler.AthleteAsync("Asia/Kathmandu"), await scheduler.AthleteAsync("Asia/Kathmandu"));

        await scheduler.SetHourAsync(own, Regenerate, "06:15");
        await scheduler.DispatchAsync(Utc(22, 0, 30));
        await scheduler.DispatchAsync(Utc(22, 22, 15));
        await scheduler.DispatchAsync(Utc(23, 0, 30));

        (await scheduler.DaysAsync(own, Regenerate)).ShouldBe(["11-22 11-22T00:30 dispatched", "11-23 11-23T00:30 dispatched"]);
        (await scheduler.DaysAsync(other, Regenerate)).ShouldBe(["11-23 11-22T22:15 dispatched"]);
        var me = await scheduler.Host.ClientFor(own, "athlete").GetFromJsonAsync<System.Text.Json.JsonElement>("/api/scheduler/me");
        var next = me.GetProperty("next").EnumerateArray().Single(n => n.GetProperty("task").GetString() == Regenerate);
        (next.GetProperty("localTime").GetString(), next.GetProperty("dueAt").GetString()).ShouldBe(("06:15", "2026-11-24T06:15:00+05:45"));
    }

    [Fact]
    public async Task An_hour_moved_past_this_moment_brings_the_day_at_once_and_going_back_does_not_bring_it_again()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.DispatchAsync(Utc(22, 2));

        await scheduler.SetHourAsync(id, Regenerate, "02:30");
        await scheduler.DispatchAsync(Utc(22, 2));
        await scheduler.BackToStandardAsync(id, Regenerate);
        await scheduler.DispatchAsync(Utc(22, 3));
        await scheduler.SetHourAsync(id, Regenerate, "05:00");
        await scheduler.DispatchAsync(Utc(22, 4));
        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(["11-22 11-22T01:30 dispatched"]);

        // The next day is not done yet by the later hour, and comes at once by the earlier one.
        scheduler.Clock.Set(Utc(23, 3, 30));
        await scheduler.BackToStandardAsync(id, Regenerate);
        await scheduler.DispatchAsync(Utc(23, 3, 30));
        await scheduler.DispatchAsync(Utc(23, 4));
        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(["11-22 11-22T01:30 dispatched", "11-23 11-23T03:00 dispatched"]);
        (await scheduler.SentAsync(Regenerate, 2)).ShouldAllBe(s => s.UserIds.Single() == id);
    }

    [Fact]
    public async Task An_hour_moved_in_the_middle_of_the_wave_is_owed_what_the_wave_has_not_done()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:StrideSize"] = "1" });
        await scheduler.AddClientsAsync(4);
        await using (var work = await scheduler.Host.Database.BeginAsync(CancellationToken.None))
        {
            await Features.DispatchDue.CutWaves.RunAsync(
                work, scheduler.Host.Services.GetRequiredService<SchedulerOptions>(), [], Utc(22, 4), CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        scheduler.Clock.Set(Utc(22, 4));
        foreach (var (id, hour) in (await scheduler.QueryAsync<Guid>("SELECT user_id FROM clients")).Zip(["03:00", "09:00", "04:00", "23:00"]))
        {
            await scheduler.SetHourAsync(id, Regenerate, hour);
        }

        await scheduler.DispatchAsync(Utc(22, 4));
        await scheduler.DispatchAsync(Utc(22, 9));
        await scheduler.DispatchAsync(Utc(22, 23));
        (await scheduler.RunsAsync($"task = '{Regenerate}'")).Select(r => (r.LocalDate.Day, r.DueAt)).ShouldBe(
            [(22, Utc(22, 3)), (22, Utc(22, 4)), (22, Utc(22, 9)), (22, Utc(22, 23))]);
    }

    [Fact]
    public async Task Who_comes_back_to_a_standard_that_was_moved_later_after_it_was_done_has_the_day_by_the_new_hour()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (back, standard) = (await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"));
        await scheduler.SetHourAsync(back, Regenerate, "22:00");
        await scheduler.DispatchAsync(Utc(22, 4));
        await scheduler.ChangeAsync(Regenerate, new { localTime = "20:00" });
        scheduler.Clock.Set(Utc(22, 12));

        await scheduler.BackToStandardAsync(back, Regenerate);
        var newcomer = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(Utc(22, 20));
        await scheduler.DispatchAsync(Utc(23, 20));

        (await scheduler.DaysAsync(standard, Regenerate)).ShouldBe(["11-22 11-22T04:00 dispatched", "11-23 11-23T20:00 dispatched"]);
        (await scheduler.DaysAsync(back, Regenerate)).ShouldBe(["11-22 11-22T20:00 dispatched", "11-23 11-23T20:00 dispatched"]);
        (await scheduler.DaysAsync(newcomer, Regenerate)).ShouldBe(["11-22 11-22T20:00 dispatched", "11-23 11-23T20:00 dispatched"]);
    }

    [Fact]
    public async Task Muted_nothing_comes_and_unmuted_what_comes_due_from_then_on()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        scheduler.Clock.Set(Utc(22, 3, 30));
        var id = await scheduler.AthleteAsync("UTC");
        (await scheduler.RunsAsync("status = 'pending'")).Count.ShouldBe(1);

        await scheduler.MuteAsync(id, Regenerate);
        (await scheduler.RunsAsync()).ShouldBeEmpty();
        await scheduler.DispatchAsync(Utc(22, 5));
        await scheduler.BackToStandardAsync(id, Regenerate);
        await scheduler.DispatchAsync(Utc(22, 6));
        (await scheduler.DaysAsync(id, Regenerate)).ShouldBeEmpty();

        await scheduler.DispatchAsync(Utc(23, 4));
        await scheduler.MuteAsync(id, Regenerate);
        await scheduler.DispatchAsync(Utc(24, 4));
        scheduler.Clock.Set(Utc(25, 3, 59));
        await scheduler.SetHourAsync(id, Regenerate, "04:30");
        await scheduler.DispatchAsync(Utc(25, 4, 30));
        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(["11-23 11-23T04:00 dispatched", "11-25 11-25T04:30 dispatched"]);
    }

    [Theory]
    [InlineData("2026-03-28", "03-28 03-28T01:30,03-29 03-29T01:00,03-30 03-30T00:30", "in the gap at the first valid instant after")]
    [InlineData("2026-10-24", "10-24 10-24T00:30,10-25 10-25T00:30,10-26 10-26T01:30", "in the overlap at the first")]
    public async Task Half_past_two_comes_once_on_the_nights_of_the_clock_change(string first, string expected, string why)
    {
        var start = DateTimeOffset.Parse($"{first}T00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new FakeClock(start));
        var id = await scheduler.AthleteAsync("Europe/Paris", start: "2026-01-01");
        await scheduler.SetHourAsync(id, Regenerate, "02:30");

        for (var now = start; now < start.AddDays(3); now = now.AddMinutes(30))
        {
            await scheduler.DispatchAsync(now);
        }

        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(expected.Split(',').Select(day => $"{day} dispatched"), why);
    }

    [Fact]
    public async Task Who_moves_takes_their_hour_along_and_has_every_date_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.SetHourAsync(id, Regenerate, "06:15");
        await scheduler.DispatchAsync(Utc(22, 5, 15));

        // It is 21:00 in Tokyo, then 07:00 of the 23rd in Paris again.
        scheduler.Clock.Set(Utc(22, 12));
        await scheduler.FollowAsync(scheduler.Profile(id, "Asia/Tokyo", version: 2));
        await scheduler.DispatchAsync(Utc(22, 21, 15));
        scheduler.Clock.Set(Utc(23, 6));
        await scheduler.FollowAsync(scheduler.Profile(id, "Europe/Paris", version: 3));
        await scheduler.DispatchAsync(Utc(23, 6));
        await scheduler.DispatchAsync(Utc(24, 5, 15));

        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(
            ["11-22 11-22T05:15 dispatched", "11-23 11-22T21:15 dispatched", "11-24 11-24T05:15 dispatched"]);
        await scheduler.PrepareAsync();
        (await scheduler.QueryAsync<string>("SELECT DISTINCT zone FROM waves WHERE zone <> '*'")).ShouldBe(["Europe/Paris"], "nobody is in Tokyo any more");
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM waves WHERE own_time IS NOT NULL")).Single().ShouldBe(1);
    }

    [Fact]
    public async Task An_hour_that_is_set_while_the_zone_is_not_known_holds_as_soon_as_it_is()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Mars/Olympus");
        await scheduler.SetHourAsync(id, Regenerate, "06:15");
        await scheduler.DispatchAsync(Utc(22, 7));
        (await scheduler.RunsAsync()).ShouldBeEmpty();

        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 2));
        await scheduler.DispatchAsync(Utc(23, 6, 15));
        await scheduler.FollowAsync(scheduler.Profile(id, "Mars/Olympus", version: 3));
        await scheduler.DispatchAsync(Utc(24, 7));
        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 4));
        await scheduler.DispatchAsync(Utc(25, 6, 15));

        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(["11-23 11-23T06:15 dispatched", "11-25 11-25T06:15 dispatched"]);
    }

    [Fact]
    public async Task A_task_that_is_off_keeps_the_hours_and_has_them_when_it_is_on_again()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.ChangeAsync(Regenerate, new { enabled = false });
        await scheduler.SetHourAsync(id, Regenerate, "06:15");

        await scheduler.ChangeAsync(Regenerate, new { enabled = true });
        await scheduler.DispatchAsync(Utc(22, 5));
        await scheduler.DispatchAsync(Utc(22, 6, 15));

        (await scheduler.DaysAsync(id, Regenerate)).ShouldBe(["11-22 11-22T06:15 dispatched"]);
    }

    [Fact]
    public async Task A_wave_that_nobody_is_at_goes_unless_someone_comes_to_it_at_that_moment()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.SetHourAsync(id, Regenerate, "06:15");
        await scheduler.BackToStandardAsync(id, Regenerate);
        var options = scheduler.Host.Services.GetRequiredService<SchedulerOptions>();

        await using (var arriving = await scheduler.Host.Database.BeginAsync(CancellationToken.None))
        {
            var table = await TaskTable.ReadToPlaceAsync(arriving, options, CancellationToken.None);
            var task = table.Find(Regenerate)!;
            await arriving.ExecuteAsync(
                "INSERT INTO client_tasks (user_id, task, local_time, muted, zone, changed_at, changed_by) VALUES (@id, @Regenerate, '06:15', false, 'UTC', now(), @id)",
                new { id, Regenerate });
            await Waves.EnsureAsync(
                arriving, [(new Placement(NodaTime.DateTimeZone.Utc, new(6, 15)), task)], scheduler.Clock.GetUtcNow(), CancellationToken.None);
            var fitting = scheduler.PrepareAsync();
            await Eventually.AssertAsync(async () => (await scheduler.QueryAsync<int>(
                "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .Single().ShouldBe(1));
            await arriving.CommitAsync(CancellationToken.None);
            await fitting;
        }

        (await OwnWavesAsync()).ShouldBe(1);
        await scheduler.ExecuteAsync("DELETE FROM client_tasks");
        await scheduler.PrepareAsync();
        (await OwnWavesAsync()).ShouldBe(0);

        async Task<int> OwnWavesAsync() => (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM waves WHERE own_time IS NOT NULL")).Single();
    }

    [Fact]
    public async Task What_cannot_be_set_is_refused_with_every_fault_and_what_is_set_is_on_the_trail_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");

        (await (await PutAsync(id, Regenerate, new { localTime = "24:00", muted = true, reason = "\u0007" })).FaultsAsync()).ShouldBe(["localTime", "muted", "reason"], ignoreOrder: true);
        (await (await PutAsync(id, Regenerate, new { muted = false })).FaultsAsync()).ShouldBe(["muted"]);
        (await (await PutAsync(id, Tasks.ComplianceScan, new { })).FaultsAsync()).ShouldBe(["task", "muted"], ignoreOrder: true);
        (await PutAsync(id, "no_such_task", new { muted = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(Guid.CreateVersion7(), Regenerate, new { muted = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scheduler.Operator.GetAsync($"/api/scheduler/clients/{Guid.CreateVersion7()}/tasks")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM audit")).Single().ShouldBe(0);

        (await PutAsync(id, Regenerate, new { localTime = "06:15", reason = "early riser" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await scheduler.SetHourAsync(id, Regenerate, "06:15");
        await scheduler.MuteAsync(id, Tasks.DropTraining);
        (await scheduler.GetAsync($"/api/scheduler/clients/{id}/tasks")).GetProperty("tasks").EnumerateArray()
            .Select(t => $"{t.GetProperty("task")} {t.GetProperty("standardTime")} {t.GetProperty("localTime")} {t.GetProperty("muted")}")
            .ShouldBe(["drop_training 07:00  True", "regenerate_workout 04:00 06:15 False"]);
        await scheduler.BackToStandardAsync(id, Regenerate);
        await scheduler.BackToStandardAsync(id, Regenerate);

        (await scheduler.GetAsync($"/api/scheduler/audit?subject={id}")).GetProperty("items").EnumerateArray()
            .Select(a => a.GetProperty("action").GetString()).ShouldBe(["client_task_removed", "client_task_set", "client_task_set"]);
        (await scheduler.QueryAsync<int>("SELECT own_tasks FROM clients")).Single().ShouldBe(1 << 4);

        Task<HttpResponseMessage> PutAsync(Guid userId, string task, object body) =>
            scheduler.Operator.PutAsJsonAsync($"/api/scheduler/clients/{userId}/tasks/{task}", body);
    }

    [Fact]
    public async Task Only_operators_set_hours()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("UTC");
        using var athlete = scheduler.Host.ClientFor(id, "athlete");
        using var anonymous = scheduler.Host.Anonymous;
        foreach (var (client, status) in ((HttpClient, HttpStatusCode)[])[(athlete, HttpStatusCode.Forbidden), (anonymous, HttpStatusCode.Unauthorized)])
        {
            var address = $"/api/scheduler/clients/{id}/tasks";
            (await client.GetAsync(address)).StatusCode.ShouldBe(status);
            (await client.PutAsJsonAsync($"{address}/{Regenerate}", new { muted = true })).StatusCode.ShouldBe(status);
            (await client.DeleteAsync($"{address}/{Regenerate}")).StatusCode.ShouldBe(status);
        }
    }
}
