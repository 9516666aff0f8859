using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class GenerateSessionTests(Service service) : IClassFixture<Service>
{
    private static readonly DateOnly Sunday = DailyWorld.Sunday;

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var id = await service.CoachedAsync();
        var step = new JsonObject
        {
            ["energy"] = 11, ["minutes"] = 10, ["locationId"] = Guid.CreateVersion7(), ["equipment"] = new JsonArray("barbel"),
            ["painAreas"] = new JsonArray("kneee"), ["coach"] = "guru",
        };
        var response = await service.Person(id).PostAsJsonAsync(DailyWorld.Generate, step);
        (await Service.FaultsAsync(response)).ShouldBe(["energy", "minutes", "locationId", "equipment[0]", "painAreas[0]", "coach"], ignoreOrder: true);
        (await response.Content.ReadAsStringAsync()).ShouldContain("barbell");
        (await Service.FaultsAsync(await service.Person(id).PostAsJsonAsync(DailyWorld.Generate, new JsonObject()))).ShouldBe(["energy", "minutes"]);
        (await service.RowsOfAsync(id)).ShouldBeEmpty();

        var plain = await service.AthleteAsync();
        (await Service.ReadAsync(await service.Person(plain).PostAsJsonAsync(DailyWorld.Generate, DailyWorld.Step()), HttpStatusCode.NotFound))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:no-training-profile");
    }

    [Fact]
    public async Task A_session_suits_time_place_and_pain_and_generation_leaves_it()
    {
        var id = await service.CoachedAsync(block: Service.BlockA);
        var step = DailyWorld.Step(minutes: 30);
        step["equipment"] = new JsonArray("dumbbell");
        step["painAreas"] = new JsonArray("Lower Back", "knee");
        step["notes"] = "Hotel room";
        var made = await Service.ReadAsync(await service.Person(id).PostAsJsonAsync(DailyWorld.Generate, step), HttpStatusCode.OK);

        made["source"]!.GetValue<string>().ShouldBe("coach");
        made["provenance"]!["source"]!.GetValue<string>().ShouldBe("rules");
        made["notice"].ShouldBeNull();
        made["session"]!["totals"]!["minutes"]!.GetValue<int>().ShouldBeLessThanOrEqualTo(30);
        string.Join(" ", made["reasoning"]!.AsArray().Select(r => r!.GetValue<string>())).ShouldContain("knee");
        var there = EquipmentSet.Of(CatalogueIndex.Shipped, [CatalogueIndex.Shipped.FindEquipment("dumbbell")!.Id]);
        foreach (var exercise in ExercisesOf(made["session"]!))
        {
            there.Meets(exercise).ShouldBeTrue(exercise.Id);
            exercise.Stresses.ShouldNotContain(BodyArea.Knee);
            exercise.Stresses.ShouldNotContain(BodyArea.LowerBack);
        }

        (await service.RegenerateAsync(Sunday, id)).Completed.ShouldBe([id]);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 1, 0)]);
        var today = await service.TodayOfAsync(id);
        today["workout"]!["requested"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode.DeepEquals(today["workout"]!["session"], made["session"]).ShouldBeTrue();
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).ShouldHaveSingleItem().Source.ShouldBe("coach"));
        (await service.ScalarAsync<string>($"SELECT context ->> 'notes' FROM daily_workouts WHERE user_id = '{id}'")).ShouldBe("Hotel room");

        // The next day the block goes on from its start: nothing of it was trained.
        await service.RegenerateAsync(Sunday.AddDays(1), id);
        (await service.RowAsync(id, Sunday.AddDays(1)))!.DayIndex.ShouldBe(0);
    }

    [Fact]
    public async Task A_plans_day_is_adapted_and_stays_the_plans()
    {
        var id = await service.CoachedAsync();
        var (planId, plan) = await service.FollowAsync(id, DailyWorld.Strength, Sunday.AddDays(-6), 4);
        var planned = plan.Days.Single(d => d.Date == Sunday).Session ?? plan.Days.First(d => d.Session is not null).Session!;
        var hasSession = plan.Days.Single(d => d.Date == Sunday).Session is not null;
        var fresh = await Service.ReadAsync(await service.Person(id).PostAsJsonAsync(DailyWorld.Generate, DailyWorld.Step(8, 90)), HttpStatusCode.OK);
        fresh["source"]!.GetValue<string>().ShouldBe(hasSession ? "plan" : "coach");
        if (hasSession)
        {
            fresh["workout"]!["blockId"]!.GetValue<Guid>().ShouldBe(planId);
            fresh["session"]!["title"]!.GetValue<string>().ShouldBe(planned.Title);
        }

        var tired = await Service.ReadAsync(await service.Person(id).PostAsJsonAsync(DailyWorld.Generate, DailyWorld.Step(2, 30)), HttpStatusCode.OK);
        tired["session"]!["totals"]!["minutes"]!.GetValue<int>().ShouldBeLessThanOrEqualTo(30);
        tired["session"]!["targetRpe"]!.GetValue<decimal>().ShouldBeLessThan(fresh["session"]!["targetRpe"]!.GetValue<decimal>());
        string.Join(" ", tired["reasoning"]!.AsArray().Select(r => r!.GetValue<string>())).ShouldContain("energy 2 of 10");
        tired["workout"]!["version"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Two_at_once_come_one_after_the_other_and_nothing_is_doubled()
    {
        var id = await service.CoachedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => service.Person(id).PostAsJsonAsync(DailyWorld.Generate, DailyWorld.Step(7, 30 + (10 * i)))));
        var versions = new List<long>();
        foreach (var answer in answers)
        {
            versions.Add((await Service.ReadAsync(answer, HttpStatusCode.OK))["workout"]!["version"]!.GetValue<long>());
        }

        versions.Order().ShouldBe([1, 2, 3, 4, 5, 6]);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 6, 0)]);
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).Select(w => w.Version).ShouldBe([1, 2, 3, 4, 5, 6]));
    }

    internal static IEnumerable<Exercise> ExercisesOf(JsonNode session) => session["parts"]!.AsArray().SelectMany(p => p!["steps"]!.AsArray())
        .Where(s => s!["exerciseId"] is not null).Select(s => CatalogueIndex.Shipped.Find(s!["exerciseId"]!.GetValue<string>())!);
}
