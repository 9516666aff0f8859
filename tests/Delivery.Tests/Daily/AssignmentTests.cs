using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Identity;
using static Platform.Delivery.Tests.Setup.Days;

namespace Platform.Delivery.Tests.Daily;

/// <summary>What reaches who follows a template, and who follows one that is gone.</summary>
public sealed class AssignmentTests(Servers servers)
{
    private const string Assigned = "api/deliveries/templates/assigned";

    [Fact]
    public async Task Who_follows_a_template_is_asked_for_its_items_in_their_language_and_unit()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.PreferAsync(athlete, "fr", "lb");
        await world.FollowAsync(athlete, Ask.Meals, new { name = "Soupe *maison*", details = new[] { "Avec du pain", "@everyone" }, energyKcal = 450, proteinG = 30 });
        await world.FollowAsync(athlete, Ask.Cardio, new { name = "Footing", minutes = 45, distanceM = 8047 });
        await world.DropAsync(Ask.Meals, Monday, athlete);
        await world.DropAsync(Ask.Cardio, Monday, athlete);

        var posts = await world.SendAllAsync();
        var meals = posts.Single(p => p.Text().StartsWith("## Repas", StringComparison.Ordinal));
        meals.Text().ShouldContain("lundi 23 novembre 2026 · Lean plan");
        meals.Text().ShouldContain(@"- **Soupe \*maison\***");
        meals.Text().ShouldContain("450 kcal · 30 g de protéines · Avec du pain · ");
        var cardio = posts.Single(p => p.Text().Contains("Footing", StringComparison.Ordinal));
        cardio.Text().ShouldContain("45 min · 5 mi");

        await world.LogAsync(athlete, cardio, "Footing", ("minutes", "44"), ("distance", "5,1"), ("heart_rate", ""));
        (await world.PostAsync((string)cardio["id"]!)).Text().ShouldContain("- ✓ **Footing** · 44 min · 5,1 mi");
        (await world.QueryAsync<int>("SELECT (entry ->> 'distanceM')::int FROM daily_logs")).ShouldBe([8208]);
    }

    [Fact]
    public async Task An_item_of_other_weekdays_is_not_asked_for_and_a_day_without_any_is_left_alone()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.FollowAsync(
            athlete, Ask.Cardio, new { name = "Long run", weekdays = new[] { "sunday" } }, new { name = "Swim", weekdays = new[] { "sunday", "tuesday" } });

        var monday = await world.DropAsync(Ask.Cardio, Monday, athlete);
        (await world.ReportAsync(monday)).Completed.ShouldBe([athlete.Id]);
        (await world.SendAllAsync()).ShouldBeEmpty();
        await world.DropAsync(Ask.Cardio, Monday.AddDays(1), athlete);
        (await world.SendAllAsync())[^1].Buttons().Select(b => b.Label).ShouldBe(["Swim"]);

        // A template holds on training days too.
        await world.DropAsync(Ask.Cardio, World.Today, athlete);
        (await world.SendAllAsync())[^1].Buttons().Select(b => b.Label).ShouldBe(["Long run", "Swim"]);
    }

    [Fact]
    public async Task A_template_that_is_gone_or_cannot_be_read_is_told_once_and_the_default_is_sent_to_nobodys_loss()
    {
        await using var world = await World.StartAsync(servers);
        var (gone, broken, sound) = (await world.AddAthleteAsync(), await world.AddAthleteAsync(), await world.AddAthleteAsync());
        var removed = await world.FollowAsync(gone, Ask.Meals, new { name = "Soup" });
        var unreadable = await world.FollowAsync(broken, Ask.Meals, new { name = "Soup" });
        await world.FollowAsync(sound, Ask.Meals, new { name = "Soup" });
        using var client = world.Service.ClientFor(gone.Id);
        await client.AskAsync(HttpMethod.Delete, $"api/deliveries/templates/{removed}", HttpStatusCode.NoContent);
        await world.ExecuteAsync("UPDATE templates SET items = '[{\"id\": \"soup\", \"name\": \"Soup\"}]' WHERE id = @unreadable::uuid", new { unreadable });

        var due = await world.DropAsync(Ask.Meals, Monday, gone, broken, sound);
        var posts = await world.SendAllAsync();
        posts.Select(p => string.Join(',', p.Buttons().Select(b => b.Label))).Order().ShouldBe(["Breakfast,Lunch,Dinner", "Breakfast,Lunch,Dinner", "Soup"]);
        await world.DueAsync(Ask.Meals, Ask.Meals.Drop, Monday, 2, gone, broken, sound);
        (await world.SendAllAsync()).Count.ShouldBe(3);

        var cards = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<RaiseJobCard>()), c => c.Count >= 2);
        cards.Select(c => (c.UserId, c.Kind, c.Subject)).ShouldBe(
            [(gone.Id, JobCardKinds.InvalidTemplate, "meal_delivery"), (broken.Id, JobCardKinds.InvalidTemplate, "meal_delivery")], ignoreOrder: true);
        cards.ShouldAllBe(c => c.Detail.Contains(removed) || c.Detail.Contains(unreadable));
        (await world.QueryAsync<long>("SELECT count(*) FROM deliveries WHERE run_id = @RunId AND status = 'delivered'", new { due.RunId })).ShouldBe([3]);

        State(await client.AskAsync(HttpMethod.Get, Assigned, HttpStatusCode.OK)).ShouldBe([("meal_delivery", "gone"), ("cardio_regiment", "default")]);
        using var other = world.Service.ClientFor(broken.Id);
        State(await other.AskAsync(HttpMethod.Get, Assigned, HttpStatusCode.OK)).ShouldContain(("meal_delivery", "gone"));
        var shown = await other.AskAsync(HttpMethod.Get, $"api/deliveries/templates/{unreadable}", HttpStatusCode.OK);
        shown!["items"].ShouldBeNull();
    }

    [Fact]
    public async Task A_plan_too_long_for_one_message_is_split_and_a_log_by_the_web_app_ticks_the_part_that_has_it()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        var line = string.Concat(Enumerable.Repeat("rice_", 30));
        await world.FollowAsync(athlete, Ask.Meals, [.. Enumerable.Range(1, 20).Select(i => new { name = $"Meal {i}", details = Enumerable.Repeat(line, 5) })]);
        await world.DropAsync(Ask.Meals, Monday, athlete);

        var posts = await world.SendAllAsync();
        posts.Count.ShouldBeGreaterThan(5);
        posts.ShouldAllBe(p => p.Text().Length <= 2000);
        posts.Select((p, i) => p.Text().StartsWith($"## Meals ({i + 1}/{posts.Count})", StringComparison.Ordinal)).ShouldAllBe(numbered => numbered);
        posts.SelectMany(p => p.Buttons()).Select(b => b.Label).ShouldBe(Enumerable.Range(1, 20).Select(i => $"Meal {i}"));

        using var client = world.Service.ClientFor(athlete.Id);
        await client.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-23/meal-20", HttpStatusCode.OK, new { portionPercent = 90 });
        (await world.RefreshAllAsync()).Select(p => p.Text().Contains('✓')).ShouldBe([.. posts.Skip(1).Select(_ => false), true]);

        await world.CloseAsync(Ask.Meals, Monday, athlete);
        (await world.QueryAsync<long>("SELECT count(*) FROM daily_logs WHERE status = 'missed'")).ShouldBe([19]);
    }

    [Fact]
    public async Task A_person_chooses_what_they_follow_and_goes_back_to_the_default()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        using var client = world.Service.ClientFor(athlete.Id);
        State(await client.AskAsync(HttpMethod.Get, Assigned, HttpStatusCode.OK)).ShouldBe([("meal_delivery", "default"), ("cardio_regiment", "default")]);
        var templateId = await world.FollowAsync(athlete, Ask.Meals, new { name = "Soup" });
        var mine = (await client.AskAsync(HttpMethod.Get, Assigned, HttpStatusCode.OK))!.AsArray()[0]!;
        ((string)mine["state"]!, (string)mine["templateId"]!, (string)mine["name"]!, (string)mine["items"]![0]!["id"]!).ShouldBe(("assigned", templateId, "Lean plan", "soup"));

        (await client.AskAsync(HttpMethod.Put, $"{Assigned}/cardio_regiment", HttpStatusCode.BadRequest, new { templateId })).Fields().ShouldBe(["templateId"]);
        (await client.AskAsync(HttpMethod.Put, $"{Assigned}/meal_delivery", HttpStatusCode.BadRequest, new { templateId = "soup" })).Fields().ShouldBe(["templateId"]);
        await client.AskAsync(HttpMethod.Put, $"{Assigned}/training_dispatcher", HttpStatusCode.NotFound, new { templateId });
        var back = await client.AskAsync(HttpMethod.Put, $"{Assigned}/meal_delivery", HttpStatusCode.OK, new { templateId = (string?)null });
        ((string)back!["state"]!, back["templateId"]).ShouldBe(("default", null));
        await world.DropAsync(Ask.Meals, Monday, athlete);
        (await world.SendAllAsync())[^1].Buttons()[0].Label.ShouldBe("Breakfast");
    }

    [Fact]
    public async Task An_operator_assigns_to_any_athlete_even_a_template_of_their_own_and_nobody_else_does()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        var address = $"api/deliveries/athletes/{athlete.Id}/templates/meal_delivery";
        var operatorId = Guid.CreateVersion7();
        using var operators = world.Service.ClientFor(operatorId, PlatformRoles.Operator);
        using var coach = world.Service.ClientFor(Guid.CreateVersion7(), PlatformRoles.Coach);
        using var client = world.Service.ClientFor(athlete.Id);
        var made = await operators.AskAsync(
            HttpMethod.Post, "api/deliveries/templates", HttpStatusCode.Created, new { engine = "meal_delivery", name = "Cut", items = new[] { new { name = "Salad" } }, own = true });
        var body = new { templateId = (string)made!["id"]! };
        foreach (var other in new[] { coach, client })
        {
            await other.AskAsync(HttpMethod.Get, address, HttpStatusCode.NotFound);
            await other.AskAsync(HttpMethod.Put, address, HttpStatusCode.NotFound, body);
        }

        await operators.AskAsync(HttpMethod.Put, $"api/deliveries/athletes/{Guid.CreateVersion7()}/templates/meal_delivery", HttpStatusCode.NotFound, body);
        await operators.AskAsync(HttpMethod.Put, address.Replace("meal_delivery", "training_dispatcher"), HttpStatusCode.NotFound, body);
        (await operators.AskAsync(HttpMethod.Put, address, HttpStatusCode.NotFound, new { templateId = Guid.CreateVersion7() })).Fields().ShouldBe(["templateId"]);
        (await world.QueryAsync<long>("SELECT count(*) FROM template_assignments")).ShouldBe([0]);

        var assigned = await operators.AskAsync(HttpMethod.Put, address, HttpStatusCode.OK, body);
        ((string)assigned!["state"]!, (string)assigned["name"]!).ShouldBe(("assigned", "Cut"));
        (await operators.AskAsync(HttpMethod.Get, address, HttpStatusCode.OK))!.ToJsonString().ShouldBe(assigned.ToJsonString());
        (await client.AskAsync(HttpMethod.Get, Assigned, HttpStatusCode.OK))!.AsArray()[0]!.ToJsonString().ShouldBe(assigned.ToJsonString());
        (await world.QueryAsync<Guid>("SELECT assigned_by FROM template_assignments")).ShouldBe([operatorId]);
        await world.DropAsync(Ask.Meals, Monday, athlete);
        (await world.SendAllAsync())[^1].Buttons().Select(b => b.Label).ShouldBe(["Salad"]);
    }

    private static IEnumerable<(string Engine, string State)> State(JsonNode? assigned) =>
        assigned!.AsArray().Select(a => ((string)a!["engine"]!, (string)a["state"]!));
}
