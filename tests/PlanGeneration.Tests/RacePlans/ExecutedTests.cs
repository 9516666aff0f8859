using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

/// <summary>Trainings that athletes enter, link and correct. The clock stands in the plan's second week.</summary>
public sealed class ExecutedTests : IClassFixture<Service>
{
    private static readonly DateTimeOffset Before = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 12, 6, 12, 0, 0, TimeSpan.Zero);
    private readonly Service _service;

    public ExecutedTests(Service service)
    {
        _service = service;
        service.Host.Clock.Set(Before);
    }

    [Fact]
    public async Task A_training_entered_by_hand_is_matched_by_date_and_sport_and_compared()
    {
        var (id, plan) = await PlannedAsync();
        var planned = (await _service.WeekAsync(id, plan, 0))[5]!["session"]!["totals"]!;
        var body = new JsonObject
        {
            ["date"] = "2026-11-28", ["sport"] = "running", ["durationSeconds"] = planned["minutes"]!.GetValue<int>() * 60,
            ["distanceM"] = (int)(planned["distanceKm"]!.GetValue<decimal>() * 1000), ["rpe"] = 5, ["notes"] = "Good legs",
        };
        var made = await _service.PostAsync(id, Executed, body, HttpStatusCode.Created);
        (made.Rule(), made.At(), made["source"]!.GetValue<string>(), made["version"]!.GetValue<long>()).ShouldBe(("same_sport", (0, 5), "manual", 1));
        var figures = made["analysis"]!["figures"]!.AsArray();
        figures[0]!["verdict"]!.GetValue<string>().ShouldBe("as_planned");
        figures[1]!["ratio"]!.GetValue<decimal>().ShouldBe(1);
        (await _service.WeekAsync(id, plan, 0))[5]!["executedId"]!.GetValue<Guid>().ShouldBe(made["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_training_without_a_plan_is_kept_as_such()
    {
        var (id, _) = await PlannedAsync();
        var made = await _service.PostAsync(
            id, Executed, new() { ["date"] = "2026-11-28", ["sport"] = "running", ["unplanned"] = true }, HttpStatusCode.Created);
        (made.Rule(), made.At(), made["analysis"]).ShouldBe(("not_planned", null, null));
        // It does not stand in the way of the planned one.
        var planned = await _service.PostAsync(id, Executed, new() { ["date"] = "2026-11-28", ["sport"] = "running" }, HttpStatusCode.Created);
        planned.At().ShouldBe((0, 5));
    }

    [Fact]
    public async Task A_planned_day_can_be_trained_on_another_date_and_once_only()
    {
        var (id, plan) = await PlannedAsync();
        var moved = await _service.PostAsync(id, Executed, Entry("2026-11-29", plan, 0, 5), HttpStatusCode.Created);
        (moved.Rule(), moved.At(), moved["date"]!.GetValue<string>(), moved["plannedDate"]!.GetValue<string>()).ShouldBe(("entered", (0, 5), "2026-11-29", "2026-11-28"));
        moved["sport"]!.GetValue<string>().ShouldBe("running");
        (await _service.PostAsync(id, Executed, Entry("2026-11-28", plan, 0, 5), HttpStatusCode.Conflict))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:day-executed");
        // What comes on the planned date itself is told why it is not the planned one.
        var late = await _service.PostAsync(id, Executed, new() { ["date"] = "2026-11-28", ["sport"] = "running" }, HttpStatusCode.Created);
        late.Rule().ShouldBe("day_taken");
    }

    [Fact]
    public async Task A_link_beats_what_was_matched_by_itself_and_unlinked_it_stays_off()
    {
        var (id, plan) = await PlannedAsync();
        var auto = await _service.PostAsync(id, Executed, new() { ["date"] = "2026-11-28", ["sport"] = "running", ["durationSeconds"] = 4000 }, HttpStatusCode.Created);
        var other = await _service.PostAsync(id, Executed, new() { ["date"] = "2026-11-29", ["sport"] = "cycling" }, HttpStatusCode.Created);
        var key = new JsonObject { ["planId"] = plan, ["weekIndex"] = 0, ["dayIndex"] = 5 };
        var linked = await _service.PostAsync(id, $"{Executed}/{other["id"]}/link", key);
        (linked.Rule(), linked.At()).ShouldBe(("linked", (0, 5)));
        linked["session"].ShouldNotBeNull();
        (await _service.GetAsync(id, $"{Executed}/{auto["id"]}")).Rule().ShouldBe("day_taken");

        var unlinked = await _service.PostAsync(id, $"{Executed}/{other["id"]}/unlink");
        (unlinked.Rule(), unlinked.At(), unlinked["session"], unlinked["analysis"]).ShouldBe(("unlinked", null, null, null));
        (await _service.GetAsync(id, $"{Executed}/{auto["id"]}")).At().ShouldBe((0, 5));
        (await _service.PostAsync(id, $"{Executed}/{other["id"]}/unlink"))["version"]!.GetValue<long>().ShouldBe(unlinked["version"]!.GetValue<long>());
        // It does not come back by itself when the date is looked at again.
        await _service.PostAsync(id, Executed, new() { ["date"] = "2026-11-29", ["sport"] = "yoga" }, HttpStatusCode.Created);
        (await _service.GetAsync(id, $"{Executed}/{other["id"]}")).Rule().ShouldBe("unlinked");
        await Eventually.AssertAsync(() => _service.Told(id).Where(t => t.ExecutedId == other["id"]!.GetValue<Guid>()).Select(t => t.PlanId).ShouldBe([null, plan, null]));
    }

    [Fact]
    public async Task How_it_felt_is_corrected_against_a_version_and_changes_the_load()
    {
        var (id, _) = await PlannedAsync();
        var made = await _service.PostAsync(id, Executed, new() { ["date"] = "2026-11-28", ["sport"] = "running", ["durationSeconds"] = 3600 }, HttpStatusCode.Created);
        var address = $"{Executed}/{made["id"]}";
        var me = _service.Person(id);
        var changed = await Service.ReadAsync(await me.PutAsJsonAsync(address, new JsonObject { ["rpe"] = 7, ["notes"] = "  Hot\r\nand long ", ["version"] = 1 }), HttpStatusCode.OK);
        (changed["version"]!.GetValue<long>(), changed["notes"]!.GetValue<string>()).ShouldBe((2, "Hot\nand long"));
        changed["analysis"]!["figures"]![4]!["actual"]!.GetValue<decimal>().ShouldBe(420);
        await Service.ReadAsync(await me.PutAsJsonAsync(address, new JsonObject { ["rpe"] = 8, ["version"] = 1 }), HttpStatusCode.PreconditionFailed);
        (await Service.FaultsAsync(await me.PutAsJsonAsync(address, new JsonObject { ["rpe"] = 11, ["notes"] = "\u0007" }))).ShouldBe(["rpe", "notes"]);
        await Eventually.AssertAsync(() => _service.Told(id).Select(t => (t.Version, t.Load)).ShouldBe([(1, null), (2, 420)]));
    }

    [Fact]
    public async Task An_activity_is_recorded_as_the_training_of_a_planned_day_with_how_it_felt()
    {
        var (id, plan) = await PlannedAsync();
        var activity = Activity(id, new DateOnly(2026, 11, 27), 50, "swimming", 1500);
        await _service.Host.PublishAsync(activity);
        (await _service.TrainingsAsync(id, 1))[0].Rule().ShouldBe("rest_day");
        var body = new JsonObject
        {
            ["activityId"] = activity.ActivityId, ["rpe"] = 4, ["planned"] = new JsonObject { ["planId"] = plan, ["weekIndex"] = 0, ["dayIndex"] = 3 },
        };
        var recorded = await _service.PostAsync(id, Executed, body);
        (recorded.Rule(), recorded.At(), recorded["rpe"]!.GetValue<decimal>()).ShouldBe(("entered", (0, 3), 4m));
        (await _service.TrainingsAsync(id, 1)).ShouldHaveSingleItem();
        (await Service.FaultsAsync(await _service.Person(id).PostAsJsonAsync(Executed, new JsonObject { ["activityId"] = Guid.CreateVersion7() }))).ShouldBe(["activityId"]);
    }

    [Fact]
    public async Task Faults_are_told_together()
    {
        var (id, plan) = await PlannedAsync();
        (await Service.FaultsAsync(await _service.Person(id).PostAsJsonAsync(Executed, new JsonObject
        {
            ["date"] = "2026-12-07", ["sport"] = "Running!", ["durationSeconds"] = 0, ["averageHeartRate"] = 5, ["rpe"] = 7.3, ["unplanned"] = true,
            ["planned"] = new JsonObject { ["planId"] = plan, ["weekIndex"] = 52, ["dayIndex"] = 7 },
        }))).ShouldBe(["unplanned", "planned.weekIndex", "planned.dayIndex", "rpe", "date", "sport", "durationSeconds", "averageHeartRate"], ignoreOrder: true);
        foreach (var (week, day) in new[] { (0, 4), (9, 0) })
        {
            (await Service.FaultsAsync(await _service.Person(id).PostAsJsonAsync(Executed, Entry("2026-11-28", plan, week, day)))).ShouldBe(["planned"]);
        }
    }

    [Fact]
    public async Task A_repeated_request_records_one_training_and_one_that_was_entered_can_be_deleted()
    {
        var (id, _) = await PlannedAsync();
        var me = _service.Person(id);
        me.DefaultRequestHeaders.Add("Idempotency-Key", "run");
        var body = new JsonObject { ["date"] = "2026-11-28", ["sport"] = "running" };
        var first = await Service.ReadAsync(await me.PostAsJsonAsync(Executed, body), HttpStatusCode.Created);
        (await Service.ReadAsync(await me.PostAsJsonAsync(Executed, body), HttpStatusCode.Created))["id"]!.GetValue<Guid>().ShouldBe(first["id"]!.GetValue<Guid>());
        (await me.DeleteAsync($"{Executed}/{first["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await me.GetAsync($"{Executed}/{first["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Eventually.AssertAsync(() => _service.Told(id).Select(t => (t.Version, t.Removed)).ShouldBe([(1, false), (2, true)]));
    }

    [Fact]
    public async Task Trainings_are_listed_newest_first_page_by_page_within_a_period()
    {
        var (id, _) = await PlannedAsync();
        foreach (var day in new[] { 24, 28, 26, 28 })
        {
            await _service.PostAsync(id, Executed, new() { ["date"] = $"2026-11-{day}", ["sport"] = "yoga" }, HttpStatusCode.Created);
        }

        var dates = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _service.GetAsync(id, $"{Executed}?limit=1&from=2026-11-25&to=2026-11-28{(cursor is null ? "" : $"&cursor={cursor}")}");
            dates.AddRange(page["items"]!.AsArray().Select(i => i!["date"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        dates.ShouldBe(["2026-11-28", "2026-11-28", "2026-11-26"]);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-11-24T11:00:00Z", "2026-11-25")]
    [InlineData("America/Los_Angeles", "2026-11-24T07:00:00Z", "2026-11-23")]
    public async Task Today_is_the_athletes(string zone, string now, string today)
    {
        var id = await _service.RunnerAsync(zone);
        _service.Host.Clock.Set(DateTimeOffset.Parse(now));
        var tomorrow = DateOnly.Parse(today).AddDays(1).ToString("yyyy-MM-dd");
        await _service.PostAsync(id, Executed, new() { ["date"] = today, ["sport"] = "running", ["startedAt"] = now }, HttpStatusCode.Created);
        (await Service.FaultsAsync(await _service.Person(id).PostAsJsonAsync(
            Executed, new JsonObject { ["date"] = today, ["sport"] = "running", ["startedAt"] = "2026-11-21T23:00:00+05:45" }))).ShouldBe(["startedAt"]);
        (await Service.FaultsAsync(await _service.Person(id).PostAsJsonAsync(Executed, new JsonObject { ["date"] = tomorrow, ["sport"] = "running" }))).ShouldBe(["date"]);
    }

    private async Task<(Guid Id, Guid Plan)> PlannedAsync()
    {
        var id = await _service.RunnerAsync();
        var plan = (await _service.PlanAsync(id)).PlanId();
        _service.Host.Clock.Set(Now);
        return (id, plan);
    }

    private static JsonObject Entry(string date, Guid plan, int week, int day) => new()
    {
        ["date"] = date, ["planned"] = new JsonObject { ["planId"] = plan, ["weekIndex"] = week, ["dayIndex"] = day },
    };
}
