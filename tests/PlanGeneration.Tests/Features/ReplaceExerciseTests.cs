using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class ReplaceExerciseTests(Service service) : IClassFixture<Service>
{
    private static readonly DateOnly Sunday = DailyWorld.Sunday;

    [Fact]
    public async Task An_exercise_without_equipment_is_replaced_by_one_of_the_same_pattern_and_muscles_that_is_possible()
    {
        var id = await service.CoachedAsync();
        var before = await LiftAsync(id);
        var answer = await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "equipment" }), HttpStatusCode.OK);

        var replacement = CatalogueIndex.Shipped.Find(answer["exercise"]!["exerciseId"]!.GetValue<string>())!;
        var replaced = CatalogueIndex.Shipped.Find(before.Id)!;
        replacement.Id.ShouldNotBe(replaced.Id);
        replacement.Pattern.ShouldBe(replaced.Pattern);
        replacement.Primary.Concat(replacement.Secondary).Intersect(replaced.Primary.Concat(replaced.Secondary)).ShouldNotBeEmpty();
        replacement.Needs.SelectMany(g => g).Intersect(replaced.Needs.Select(g => g[0])).ShouldBeEmpty();
        answer["reasoning"]!.AsArray().ShouldNotBeEmpty();
        GenerateSessionTests.ExercisesOf(answer["session"]!).ShouldNotContain(replaced);
        answer["workout"]!["version"]!.GetValue<long>().ShouldBe(2);

        await service.RegenerateAsync(Sunday, id);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 2, 0)]);
        await Eventually.AssertAsync(() => service.WorkoutsOf(id)[^1].Exercises.ShouldContain(e => e.ExerciseId == replacement.Id));
    }

    [Fact]
    public async Task Too_hard_takes_load_off_too_easy_puts_some_on_within_what_is_known_and_pain_spares()
    {
        var id = await service.CoachedAsync();
        var before = await LiftAsync(id);
        var easier = await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "too_hard" }), HttpStatusCode.OK);
        easier["exercise"]!["exerciseId"]!.GetValue<string>().ShouldBe(before.Id);
        var load = easier["exercise"]!["loadKg"]!.GetValue<decimal>();
        load.ShouldBeInRange(before.LoadKg * 0.8m, before.LoadKg * 0.95m);
        var harder = await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "too_easy" }), HttpStatusCode.OK);
        harder["exercise"]!["loadKg"]!.GetValue<decimal>().ShouldBeGreaterThan(load);

        // Of what stands in the workout, one that has a substitute which does not load what it loads.
        var (painful, area) = (await service.TodayOfAsync(id))["workout"]!["exercises"]!.AsArray().Where(e => e!["asksTopSet"]!.GetValue<bool>())
            .Select(e => CatalogueIndex.Shipped.Find(e!["exerciseId"]!.GetValue<string>())!)
            .SelectMany(e => e.Stresses.Select(a => (e.Id, a)))
            .First(p => Matching.SubstitutesFor(CatalogueIndex.Shipped.Find(p.Id)!, EquipmentSet.Nothing, new HashSet<BodyArea> { p.a }, ExperienceLevel.Intermediate, 30).Count > 8);
        var sparing = await Service.ReadAsync(
            await PostAsync(id, painful, new() { ["reason"] = "pain", ["painAreas"] = new JsonArray(WireNames.Of(area)) }), HttpStatusCode.OK);
        CatalogueIndex.Shipped.Find(sparing["exercise"]!["exerciseId"]!.GetValue<string>())!.Stresses.ShouldNotContain(area);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 4, 0)]);
    }

    [Fact]
    public async Task Faults_unknown_exercises_passed_versions_and_days_without_a_workout_are_refused()
    {
        var id = await service.CoachedAsync();
        await Service.ReadAsync(await PostAsync(id, "back-squat", new() { ["reason"] = "pain", ["painAreas"] = new JsonArray("knee") }), HttpStatusCode.NotFound);
        var before = await LiftAsync(id);
        (await Service.FaultsAsync(await PostAsync(id, before.Id, new() { ["reason"] = "boring", ["painAreas"] = new JsonArray("soul"), ["equipment"] = new JsonArray("wand") })))
            .ShouldBe(["reason", "painAreas[0]", "equipment[0]"]);
        (await Service.FaultsAsync(await PostAsync(id, before.Id, new() { ["reason"] = "pain" }))).ShouldBe(["painAreas"]);
        await Service.ReadAsync(await PostAsync(id, "no-such-thing", new() { ["reason"] = "too_hard" }), HttpStatusCode.NotFound);
        await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "too_hard", ["version"] = 7 }), HttpStatusCode.PreconditionFailed);

        // Everything hurts: nothing is left of the kind, and what was tried is told.
        var everywhere = new JsonArray([.. Enum.GetValues<BodyArea>().Select(a => JsonValue.Create(WireNames.Of(a)))]);
        var problem = await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "pain", ["painAreas"] = everywhere }), HttpStatusCode.Conflict);
        problem["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:nothing-suitable");
        problem["tried"]!.AsArray().ShouldNotBeEmpty();
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 1, 0)]);

        var other = await service.CoachedAsync();
        await Service.ReadAsync(await PostAsync(other, before.Id, new() { ["reason"] = "too_hard" }), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_key_again_replaces_nothing_more()
    {
        var id = await service.CoachedAsync();
        var before = await LiftAsync(id);
        var first = await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "too_hard" }, "one"), HttpStatusCode.OK);
        var again = await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "too_hard" }, "one"), HttpStatusCode.OK);
        again.ToJsonString().ShouldBe(first.ToJsonString());
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 2, 0)]);
        await Service.ReadAsync(await PostAsync(id, before.Id, new() { ["reason"] = "too_hard" }, "two"), HttpStatusCode.OK);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 3, 0)]);
    }

    [Fact]
    public async Task A_blocks_exercise_is_replaced_too_also_of_someone_without_a_training_profile()
    {
        var id = await service.AthleteAsync();
        var exercises = (await service.TodayOfAsync(id))["workout"]!["exercises"]!.AsArray();
        var known = exercises.First(e => CatalogueIndex.Shipped.Find(e!["exerciseId"]!.GetValue<string>()) is not null)!;
        var before = known["exerciseId"]!.GetValue<string>();
        var answer = await Service.ReadAsync(await PostAsync(id, before, new() { ["reason"] = "equipment" }), HttpStatusCode.OK);

        answer["session"].ShouldBeNull();
        answer["workout"]!["source"]!.GetValue<string>().ShouldBe("block");
        answer["exercise"]!["exerciseId"]!.GetValue<string>().ShouldNotBe(before);
        answer["exercise"]!["sets"]!.GetValue<int>().ShouldBe(known["sets"]!.GetValue<int>());
        answer["exercise"]!["restSeconds"]!.GetValue<int>().ShouldBe(known["restSeconds"]!.GetValue<int>());
        var row = (await service.RowAsync(id, Sunday))!;
        row.ReadWorkout().Exercises.Count.ShouldBe(exercises.Count);
        row.BlockId.ShouldBe(Service.BlockA);

        // The block's next day is the next one.
        await service.RegenerateAsync(Sunday.AddDays(1), id);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 2, 0), (Sunday.AddDays(1), 1, 1)]);
    }

    private async Task<(string Id, decimal LoadKg)> LiftAsync(Guid id)
    {
        var lift = (await service.TodayOfAsync(id))["workout"]!["exercises"]!.AsArray()
            .First(e => e!["asksTopSet"]!.GetValue<bool>() && e["loadKg"] is not null)!;
        return (lift["exerciseId"]!.GetValue<string>(), lift["loadKg"]!.GetValue<decimal>());
    }

    private Task<HttpResponseMessage> PostAsync(Guid id, string exercise, JsonObject body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/training/today/exercises/{exercise}/regenerate") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return service.Person(id).SendAsync(request);
    }
}
