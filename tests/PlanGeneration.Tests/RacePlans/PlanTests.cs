using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

public sealed class PlanTests(Service service, Servers servers) : IClassFixture<Service>
{
    [Fact]
    public async Task A_race_plan_is_stored_whole_followed_and_told()
    {
        var id = await service.RunnerAsync();
        var response = await service.Person(id).PostAsJsonAsync($"{All}/generate", HalfMarathon());
        var made = await Service.ReadAsync(response, HttpStatusCode.Created);
        var plan = made["plan"]!;
        response.Headers.Location!.ToString().ShouldBe($"/api/training-plan/{made.PlanId()}");
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        plan["status"]!.GetValue<string>().ShouldBe("active");
        plan["followed"]!.GetValue<bool>().ShouldBeTrue();
        plan["startDate"]!.GetValue<string>().ShouldBe("2026-11-23");
        plan["endDate"]!.GetValue<string>().ShouldBe("2027-02-14");
        plan["weeks"]!.GetValue<int>().ShouldBe(12);
        plan["target"]!["format"]!.GetValue<string>().ShouldBe("half_marathon");

        var weeks = made["weeks"]!.AsArray();
        weeks.Count.ShouldBe(12);
        weeks[11]!["phase"]!.GetValue<string>().ShouldBe("race_week");
        for (var week = 0; week < 12; week++)
        {
            var days = await service.WeekAsync(id, made.PlanId(), week);
            days.Select(d => d!["date"]!.GetValue<string>())
                .ShouldBe(Enumerable.Range(0, 7).Select(d => FirstMonday.AddDays((7 * week) + d).ToString("yyyy-MM-dd")));
            days[4]!["session"].ShouldBeNull();
            days[6]!["session"].ShouldBeNull();
            days.Where(d => d!["session"] is not null).Sum(d => d!["session"]!["totals"]!["minutes"]!.GetValue<int>())
                .ShouldBe(weeks[week]!["minutes"]!.GetValue<int>());
        }

        (await service.WeekAsync(id, made.PlanId(), 11))[5]!["session"]!["kind"]!.GetValue<string>().ShouldBe("race");
        (await service.GetAsync(id, $"{All}/active")).ToJsonString().ShouldBe(made.ToJsonString());
        await Eventually.AssertAsync(() => service.PlansTold(id).ShouldHaveSingleItem());
        var told = service.PlansTold(id)[0];
        (told.PlanId, told.Version, told.Format, told.RaceDate, told.StartDate, told.Weeks)
            .ShouldBe((made.PlanId(), 1, "half_marathon", new DateOnly(2027, 2, 13), FirstMonday, 12));
    }

    [Fact]
    public async Task A_race_told_with_the_plan_is_noted_once_and_both_plans_are_for_it()
    {
        var id = await service.RunnerAsync();
        var first = await service.PlanAsync(id, HalfMarathon());
        var second = await service.PlanAsync(id, HalfMarathon());
        var races = (await service.GetAsync(id, "api/races"))["items"]!.AsArray();
        var race = races.ShouldHaveSingleItem()!;
        (race["format"]!.GetValue<string>(), race["date"]!.GetValue<string>()).ShouldBe(("half_marathon", "2027-02-13"));
        first["plan"]!["raceId"]!.GetValue<Guid>().ShouldBe(race["id"]!.GetValue<Guid>());
        second["plan"]!["raceId"]!.GetValue<Guid>().ShouldBe(race["id"]!.GetValue<Guid>());

        var third = await service.PlanAsync(id, new() { ["raceId"] = race["id"]!.GetValue<Guid>(), ["weeks"] = 8 });
        third["plan"]!["target"]!["format"]!.GetValue<string>().ShouldBe("half_marathon");
        await Service.ReadAsync(await service.Person(id).DeleteAsync($"api/races/{race["id"]}"), HttpStatusCode.NoContent);
        (await service.GetAsync(id, $"{All}/{third.PlanId()}"))["plan"]!["raceId"].ShouldBeNull();
    }

    [Fact]
    public async Task Of_several_plans_the_one_assigned_last_is_followed_and_the_one_before_when_it_is_put_away()
    {
        var id = await service.RunnerAsync();
        (await service.GetAsync(id, All))["items"]!.AsArray().ShouldBeEmpty();
        (await Service.ReadAsync(await service.Person(id).GetAsync($"{All}/active"), HttpStatusCode.NotFound))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:no-active-plan");
        var a = (await service.PlanAsync(id)).PlanId();
        var b = (await service.PlanAsync(id, Goal(5))).PlanId();
        var draft = Goal(6);
        draft["follow"] = false;
        var c = (await service.PlanAsync(id, draft)).PlanId();
        (await ListAsync(id)).ShouldBe([(b, "active", true), (a, "active", false), (c, "draft", false)]);

        await service.PostAsync(id, $"{All}/{a}/activate");
        (await ListAsync(id)).ShouldBe([(a, "active", true), (b, "active", false), (c, "draft", false)]);
        await service.PostAsync(id, $"{All}/{c}/activate");
        await service.PostAsync(id, $"{All}/{c}/archive");
        (await ListAsync(id)).ShouldBe([(a, "active", true), (b, "active", false), (c, "archived", false)]);
        service.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Service.ReadAsync(await service.Person(id).DeleteAsync($"{All}/{a}"), HttpStatusCode.NoContent);
        (await service.GetAsync(id, $"{All}/active")).PlanId().ShouldBe(b);
        await Eventually.AssertAsync(() => service.PlansTold(id).Select(p => p.PlanId).ShouldBe([a, b, a, c, a, b]));
    }

    [Fact]
    public async Task Following_the_plan_that_is_followed_changes_nothing_and_a_passed_version_is_told()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id)).PlanId();
        (await service.PostAsync(id, $"{All}/{plan}/activate"))["version"]!.GetValue<long>().ShouldBe(1);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{All}/{plan}/archive");
        request.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        (await Service.ReadAsync(await service.Person(id).SendAsync(request), HttpStatusCode.PreconditionFailed))["currentVersion"]!.GetValue<long>().ShouldBe(1);
        (await service.PostAsync(id, $"{All}/{plan}/archive"))["version"]!.GetValue<long>().ShouldBe(2);
        (await service.PostAsync(id, $"{All}/{plan}/archive"))["version"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_whose_last_day_has_passed_is_completed_at_the_athletes_04_00_and_stays_so()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id, Goal(1))).PlanId();
        await service.RegenerateAsync(new DateOnly(2026, 11, 29), id);
        (await service.GetAsync(id, $"{All}/{plan}"))["plan"]!["status"]!.GetValue<string>().ShouldBe("active");
        await service.RegenerateAsync(new DateOnly(2026, 11, 30), id);
        (await service.GetAsync(id, $"{All}/{plan}"))["plan"]!["status"]!.GetValue<string>().ShouldBe("completed");
        foreach (var (address, body) in new[] { ("activate", null), ("regenerate", new JsonObject { ["fromWeek"] = 0 }) })
        {
            (await service.PostAsync(id, $"{All}/{plan}/{address}", body, HttpStatusCode.Conflict))["type"]!
                .GetValue<string>().ShouldBe("urn:platform:problem:plan-completed");
        }
    }

    [Fact]
    public async Task After_the_plan_that_was_followed_the_one_assigned_before_it_is_followed_again_and_told()
    {
        var id = await service.RunnerAsync();
        var longer = (await service.PlanAsync(id, Goal(4))).PlanId();
        var brief = (await service.PlanAsync(id, Goal(1))).PlanId();
        var aside = (await service.PlanAsync(id, Goal(1))).PlanId();
        await service.PostAsync(id, $"{All}/{brief}/activate");
        await Eventually.AssertAsync(() => service.PlansTold(id).Count.ShouldBe(4));

        await service.RegenerateAsync(new DateOnly(2026, 11, 30), id);
        (await ListAsync(id)).ShouldBe([(longer, "active", true), (aside, "completed", false), (brief, "completed", false)]);
        await Eventually.AssertAsync(() => service.PlansTold(id).Select(p => p.PlanId).ShouldBe([longer, brief, aside, brief, longer]));
        // The next night ends nothing, and tells nothing.
        await service.RegenerateAsync(new DateOnly(2026, 12, 1), id);
        service.PlansTold(id).Count.ShouldBe(5);
    }

    [Fact]
    public async Task There_are_no_more_plans_races_and_trainings_of_a_date_than_anyone_needs()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id, Goal(1))).PlanId();
        await using (var work = await service.Host.Database.BeginAsync(CancellationToken.None))
        {
            await work.ExecuteAsync(
                """
                INSERT INTO training_plans (id, user_id, version, name, status, first_date, start_date, weeks, target, seed, source, provenance, warnings, outline, created_at, changed_at)
                SELECT gen_random_uuid(), user_id, 1, name, 'archived', first_date, start_date, weeks, target, seed, source, provenance, warnings, outline, created_at, changed_at
                FROM training_plans, generate_series(1, 98) WHERE id = @plan;
                INSERT INTO races (id, user_id, version, format, name, date, created_at, changed_at)
                SELECT gen_random_uuid(), @id, 1, '5k', '5K', '2020-01-01', now(), now() FROM generate_series(1, 499);
                """, new { plan, id });
            await work.CommitAsync(CancellationToken.None);
        }

        var race = await service.PostAsync(id, "api/races", new() { ["format"] = "10k", ["date"] = "2027-01-09" }, HttpStatusCode.Created);
        await TooManyAsync("api/races", new() { ["format"] = "10k", ["date"] = "2027-01-16" });
        await TooManyAsync($"{All}/generate", HalfMarathon());
        await service.PlanAsync(id, new() { ["raceId"] = race["id"]!.GetValue<Guid>(), ["weeks"] = 4 });
        await TooManyAsync($"{All}/generate", Goal(1));

        JsonObject training = new() { ["date"] = "2026-11-22", ["sport"] = "running", ["durationSeconds"] = 1800 };
        for (var i = 0; i < 20; i++)
        {
            await service.PostAsync(id, Executed, training, HttpStatusCode.Created);
        }

        await TooManyAsync(Executed, training);

        async Task TooManyAsync(string address, JsonObject body) => (await service.PostAsync(id, address, body, HttpStatusCode.Conflict))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:too-many");
    }

    [Fact]
    public async Task Faults_are_told_together_and_nothing_is_stored()
    {
        var id = await service.RunnerAsync();
        var faulty = new JsonObject { ["format"] = "marathon", ["raceDate"] = "2026-11-01", ["goalSeconds"] = 60, ["weeks"] = 60, ["coach"] = "nobody" };
        (await Service.FaultsAsync(await service.Person(id).PostAsJsonAsync($"{All}/generate", faulty)))
            .ShouldBe(["raceDate", "weeks", "goalSeconds", "coach"], ignoreOrder: true);
        (await Service.FaultsAsync(await service.Person(id).PostAsJsonAsync($"{All}/generate", new JsonObject { ["raceId"] = Guid.CreateVersion7() })))
            .ShouldContain("raceId");
        (await service.GetAsync(id, All))["items"]!.AsArray().ShouldBeEmpty();
        (await service.GetAsync(id, "api/races"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_profile_or_a_training_profile_the_answer_says_what_is_missing()
    {
        (await Service.ReadAsync(await service.Person(Guid.CreateVersion7()).PostAsJsonAsync($"{All}/generate", Goal()), HttpStatusCode.NotFound))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:no-profile");
        (await Service.ReadAsync(await service.Person(await service.AthleteAsync()).PostAsJsonAsync($"{All}/generate", Goal()), HttpStatusCode.NotFound))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:no-training-profile");
    }

    [Fact]
    public async Task A_repeated_request_makes_one_plan()
    {
        var id = await service.RunnerAsync();
        var me = service.Person(id);
        me.DefaultRequestHeaders.Add("Idempotency-Key", "first plan");
        var first = await Service.ReadAsync(await me.PostAsJsonAsync($"{All}/generate", Goal()), HttpStatusCode.Created);
        var second = await Service.ReadAsync(await me.PostAsJsonAsync($"{All}/generate", Goal()), HttpStatusCode.Created);
        second.ToJsonString().ShouldBe(first.ToJsonString());
        (await ListAsync(id)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-11-22T09:30:00Z", "2026-11-22", "2026-11-23")] // there it is 23:30 on Sunday
    [InlineData("Pacific/Kiritimati", "2026-11-22T10:30:00Z", "2026-11-23", "2026-11-23")] // 00:30 on Monday
    [InlineData("America/Los_Angeles", "2026-11-24T07:30:00Z", "2026-11-23", "2026-11-23")] // 23:30 on Monday
    [InlineData("America/Los_Angeles", "2026-11-24T08:30:00Z", "2026-11-24", "2026-11-30")] // 00:30 on Tuesday: the next whole week
    public async Task Dates_are_those_of_the_athletes_calendar(string zone, string now, string today, string monday)
    {
        await using var own = new Service(servers);
        await ((IAsyncLifetime)own).InitializeAsync();
        own.Host.Clock.Set(DateTimeOffset.Parse(now));
        var id = await own.RunnerAsync(zone);
        var plan = await own.PlanAsync(id);
        plan["plan"]!["startDate"]!.GetValue<string>().ShouldBe(monday);
        (await own.WeekAsync(id, plan.PlanId(), 0))[0]!["date"]!.GetValue<string>().ShouldBe(monday);
        (await own.GetAsync(id, $"{All}/calendar"))["today"]!.GetValue<string>().ShouldBe(today);
    }

    [Fact]
    public async Task Plans_are_listed_page_by_page()
    {
        var id = await service.RunnerAsync();
        for (var i = 0; i < 3; i++)
        {
            await service.PlanAsync(id, Goal(1));
        }

        var whole = await ListAsync(id);
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await service.GetAsync(id, $"{All}?limit=1{(cursor is null ? "" : $"&cursor={cursor}")}");
            paged.AddRange(page["items"]!.AsArray().Select(p => p!["id"]!.GetValue<Guid>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        paged.ShouldBe(whole.Select(p => p.Id));
        (await Service.FaultsAsync(await service.Person(id).GetAsync($"{All}?limit=0&cursor=x"))).ShouldBe(["limit", "cursor"]);
        (await service.Person(id).GetAsync($"{All}/{whole[0].Id}/weeks/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<List<(Guid Id, string Status, bool Followed)>> ListAsync(Guid id) =>
        [.. (await service.GetAsync(id, All))["items"]!.AsArray().Select(p => (p!["id"]!.GetValue<Guid>(), p["status"]!.GetValue<string>(), p["followed"]!.GetValue<bool>()))];
}
