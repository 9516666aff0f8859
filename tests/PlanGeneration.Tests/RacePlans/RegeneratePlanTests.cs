using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

public sealed class RegeneratePlanTests(Service service, Servers servers) : IClassFixture<Service>
{
    [Fact]
    public async Task Earlier_weeks_and_what_was_trained_stay_and_the_rest_follows_the_profile_of_now()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id, HalfMarathon())).PlanId();
        var before = await AllAsync(id, plan);
        // Trained in a week that is made anew.
        await service.Host.PublishAsync(Activity(id, FirstMonday.AddDays(21), 45));
        var trained = (await service.TrainingsAsync(id, 1))[0];
        trained.At().ShouldBe((3, 0));

        var faster = TrainingTests.Training();
        faster["raceResults"] = new JsonArray(new JsonObject { ["distanceM"] = 10000, ["seconds"] = 2280, ["date"] = "2026-11-15" });
        await service.ProfileAsync(id, faster);
        var answer = await service.PostAsync(id, $"{All}/{plan}/regenerate", new() { ["fromWeek"] = 2, ["version"] = 1 });
        answer["plan"]!["version"]!.GetValue<long>().ShouldBe(2);
        answer["provenance"]!["regeneratedFrom"]!.GetValue<int>().ShouldBe(2);

        var after = await AllAsync(id, plan);
        after.Count.ShouldBe(84);
        for (var day = 0; day < 84; day++)
        {
            if (day is < 14 or 21)
            {
                Text(after[day]).ShouldBe(Text(before[day]), $"day {day}");
            }
        }

        Enumerable.Range(14, 70).Where(day => before[day]["session"] is not null && day != 21).ShouldContain(day => Text(after[day]) != Text(before[day]));
        after[21]["executedId"]!.GetValue<Guid>().ShouldBe(trained["id"]!.GetValue<Guid>());
        for (var week = 0; week < 12; week++)
        {
            answer["weeks"]![week]!["load"]!.GetValue<int>().ShouldBe(
                after.Skip(7 * week).Take(7).Sum(d => d["session"]?["totals"]!["load"]!.GetValue<int>() ?? 0), $"week {week}");
        }

        await Eventually.AssertAsync(() => service.PlansTold(id).Select(p => p.Version).ShouldBe([1, 2]));
    }

    [Fact]
    public async Task What_was_trained_keeps_what_was_planned_even_when_the_plan_is_deleted()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id)).PlanId();
        await service.Host.PublishAsync(Activity(id, FirstMonday, 45));
        var trained = (await service.TrainingsAsync(id, 1))[0];
        trained["session"].ShouldNotBeNull();
        await Service.ReadAsync(await service.Person(id).DeleteAsync($"{All}/{plan}"), HttpStatusCode.NoContent);
        (await service.ScalarAsync<long>($"SELECT count(*) FROM training_days_planned WHERE plan_id = '{plan}'")).ShouldBe(0);
        (await service.TrainingsAsync(id, 1))[0].ToJsonString().ShouldBe(trained.ToJsonString());
    }

    [Fact]
    public async Task Days_that_have_passed_stay_whatever_week_is_named()
    {
        await using var own = new Service(servers);
        await ((IAsyncLifetime)own).InitializeAsync();
        var id = await own.RunnerAsync("Pacific/Kiritimati");
        var plan = (await own.PlanAsync(id)).PlanId();
        var before = await AllAsync(id, plan, own, 4);
        // Thursday of the second week on Kiritimati, Wednesday in Greenwich.
        own.Host.Clock.Set(new DateTimeOffset(2026, 12, 2, 12, 0, 0, TimeSpan.Zero));
        await own.PostAsync(id, $"{All}/{plan}/regenerate", new() { ["fromWeek"] = 0, ["seed"] = 99 });
        var after = await AllAsync(id, plan, own, 4);
        after.Take(10).Select(Text).ShouldBe(before.Take(10).Select(Text));
        after.Skip(10).Select(Text).ShouldNotBe(before.Skip(10).Select(Text));
    }

    [Fact]
    public async Task The_same_profile_and_seed_make_the_same_plan_again()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id)).PlanId();
        var before = (await AllAsync(id, plan, service, 4)).Select(Text).ToList();
        await service.PostAsync(id, $"{All}/{plan}/regenerate", new() { ["fromWeek"] = 1 });
        (await AllAsync(id, plan, service, 4)).Select(Text).ShouldBe(before);
    }

    [Fact]
    public async Task A_week_that_is_not_there_a_passed_version_and_a_profile_that_cannot_train_are_refused()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id)).PlanId();
        (await Service.FaultsAsync(await service.Person(id).PostAsJsonAsync($"{All}/{plan}/regenerate", new JsonObject { ["fromWeek"] = 4 }))).ShouldBe(["fromWeek"]);
        await service.PostAsync(id, $"{All}/{plan}/regenerate", new() { ["fromWeek"] = 1, ["version"] = 9 }, HttpStatusCode.PreconditionFailed);
        await service.PostAsync(id, $"{All}/{plan}/archive");
        (await service.PostAsync(id, $"{All}/{plan}/regenerate", new() { ["fromWeek"] = 1 }, HttpStatusCode.Conflict))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:plan-archived");
    }

    private Task<List<JsonNode>> AllAsync(Guid id, Guid plan) => AllAsync(id, plan, service, 12);

    private static async Task<List<JsonNode>> AllAsync(Guid id, Guid plan, Service service, int weeks)
    {
        var days = new List<JsonNode>();
        for (var week = 0; week < weeks; week++)
        {
            days.AddRange((await service.WeekAsync(id, plan, week))!);
        }

        return days;
    }

    private static string Text(JsonNode day) => day["session"]?.ToJsonString() ?? "rest";
}
