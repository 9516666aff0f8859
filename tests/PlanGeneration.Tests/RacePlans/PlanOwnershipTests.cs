using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

public sealed class PlanOwnershipTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Nothing_of_another_athlete_is_found_whatever_is_tried()
    {
        var (owner, stranger) = (await service.RunnerAsync(), await service.RunnerAsync());
        var made = await service.PlanAsync(owner, HalfMarathon());
        var (plan, race) = (made.PlanId(), made["plan"]!["raceId"]!.GetValue<Guid>());
        var activity = Activity(owner, FirstMonday, 45);
        await service.Host.PublishAsync(activity);
        var training = (await service.TrainingsAsync(owner, 1))[0]["id"]!.GetValue<Guid>();
        var before = await StateAsync(owner);

        var me = service.Person(stranger);
        var key = new JsonObject { ["planId"] = plan, ["weekIndex"] = 0, ["dayIndex"] = 1 };
        var raceBody = new JsonObject { ["format"] = "5k", ["date"] = "2027-01-01" };
        HttpResponseMessage[] answers =
        [
            await me.GetAsync($"{All}/{plan}"), await me.GetAsync($"{All}/{plan}/weeks/0"), await me.PostAsync($"{All}/{plan}/activate", null),
            await me.PostAsync($"{All}/{plan}/archive", null), await me.PostAsJsonAsync($"{All}/{plan}/regenerate", new JsonObject { ["fromWeek"] = 0 }),
            await me.DeleteAsync($"{All}/{plan}"), await me.GetAsync($"api/races/{race}"), await me.PutAsJsonAsync($"api/races/{race}", raceBody),
            await me.DeleteAsync($"api/races/{race}"), await me.GetAsync($"{Executed}/{training}"),
            await me.PutAsJsonAsync($"{Executed}/{training}", new JsonObject { ["rpe"] = 3 }), await me.DeleteAsync($"{Executed}/{training}"),
            await me.PostAsJsonAsync($"{Executed}/{training}/link", key), await me.PostAsync($"{Executed}/{training}/unlink", null),
        ];
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.NotFound);
        (await Service.FaultsAsync(await me.PostAsJsonAsync($"{All}/generate", new JsonObject { ["raceId"] = race }))).ShouldContain("raceId");
        (await Service.FaultsAsync(await me.PostAsJsonAsync(Executed, new JsonObject { ["date"] = "2026-11-21", ["planned"] = key.DeepClone() }))).ShouldBe(["planned"]);
        (await Service.FaultsAsync(await me.PostAsJsonAsync(Executed, new JsonObject { ["activityId"] = activity.ActivityId }))).ShouldBe(["activityId"]);
        foreach (var list in new[] { All, "api/races", Executed })
        {
            (await service.GetAsync(stranger, list))["items"]!.AsArray().ShouldBeEmpty(list);
        }

        (await service.GetAsync(stranger, $"{All}/calendar?from=2026-11-01&to=2027-03-01"))["days"]!.AsArray().ShouldBeEmpty();
        (await StateAsync(owner)).ShouldBe(before);
    }

    [Fact]
    public async Task A_query_that_forgets_whose_rows_it_wants_finds_ones_own_only()
    {
        var (mine, other) = (await service.RunnerAsync(), await service.RunnerAsync());
        foreach (var id in new[] { mine, other })
        {
            await service.PlanAsync(id, HalfMarathon());
            await service.Host.PublishAsync(Activity(id, FirstMonday, 45));
            await service.TrainingsAsync(id, 1);
            await service.PostAsync(id, "api/training-plan/calendar/feed", expected: HttpStatusCode.Created);
        }

        await using var work = await service.Host.Database.BeginForAsync(mine, CancellationToken.None);
        foreach (var table in new[]
        {
            "races", "training_plans", "race_training_plans", "athlete_training_plans", "training_days_planned", "training_days_executed", "activities",
            "calendar_feeds",
        })
        {
            (await work.QueryAsync<Guid>($"SELECT DISTINCT user_id FROM {table}")).ShouldBe([mine], table);
        }
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_ticket()
    {
        foreach (var address in new[] { All, $"{All}/active", $"{All}/calendar", $"{All}/calendar/feed", Executed, "api/races", $"{All}/{Guid.CreateVersion7()}" })
        {
            (await service.Host.Anonymous.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
        }
    }

    private async Task<string> StateAsync(Guid id) => string.Join(
        '\n',
        (await service.GetAsync(id, All)).ToJsonString(), (await service.GetAsync(id, "api/races")).ToJsonString(), (await service.GetAsync(id, Executed)).ToJsonString());
}
