using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Delivery;
using static Platform.Delivery.Tests.Setup.Days;

namespace Platform.Delivery.Tests.Daily;

/// <summary>Meals, cardio and the check-in, logged and listed by the web app.</summary>
public sealed class DailyLogApiTests(Servers servers)
{
    [Fact]
    public async Task A_check_in_by_the_web_app_ticks_the_message_and_is_told_with_its_version()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.AskedAsync(Ask.CheckIn);
        using var client = world.Service.ClientFor(athlete.Id);
        var first = await PutAsync(client, "check-ins/2026-11-23", new { mood = 4, energy = 3, sleepHours = 7.25, soreness = 2, weightKg = 72.5 });
        (Number(first, "version"), Number(first, "mood"), Number(first, "sleepHours"), Number(first, "weightKg")).ShouldBe((1, 4, 7.25m, 72.5m));
        ((string)first["date"]!, (string)first["status"]!).ShouldBe(("2026-11-23", "logged"));

        await world.RefreshAllAsync();
        (await world.PostAsync((string)post["id"]!)).Text().ShouldContain("✓ **Check-in** · mood 4, energy 3, soreness 2, sleep 7.25 h, 72.5 kg");

        Number(await PutAsync(client, "check-ins/2026-11-23", new { mood = 5, energy = 3, sleepHours = 7.25, soreness = 2 }), "version").ShouldBe(2);
        await world.RefreshAllAsync();
        var again = await PutAsync(client, "check-ins/2026-11-23", new { mood = 5.0, energy = 3, sleepHours = 7.250, soreness = 2 });
        (Number(again, "version"), again["weightKg"]).ShouldBe((2, null));
        (await world.QueryAsync<long>("SELECT count(*) FROM deliveries WHERE refresh_at IS NOT NULL")).ShouldBe([0], "the same again changes no message");

        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<CheckInLogged>()), t => t.Count >= 2);
        told.Select(t => (t.Mood, t.WeightKg, t.Version)).ShouldBe([(4, 72.5m, 1), (5, (decimal?)null, 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task Meals_and_cardio_are_logged_by_their_ids_before_the_message_is_out_too()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.DropAsync(Ask.Meals, Monday, athlete);
        await world.DropAsync(Ask.Cardio, Monday, athlete);
        using var client = world.Service.ClientFor(athlete.Id);

        var meal = await PutAsync(client, "meals/2026-11-23/lunch", new { portionPercent = 150 });
        (Number(meal, "portionPercent"), (string)meal["mealId"]!, (string)meal["mealName"]!).ShouldBe((150, "lunch", "Lunch"));
        var cardio = await PutAsync(client, "cardio/2026-11-23/easy-cardio", new { minutes = 40.5, distanceM = 8200, averageHeartRate = 141 });
        (Number(cardio, "minutes"), Number(cardio, "distanceM"), Number(cardio, "averageHeartRate")).ShouldBe((40.5m, 8200, 141));
        (await world.SendAllAsync()).Select(p => p.Text()).ShouldContain(t => t.Contains("✓ **Lunch** · 150% eaten", StringComparison.Ordinal));
        await Eventually.AssertAsync(() => world.Service.Published<CardioLogged>().ShouldHaveSingleItem().DistanceM.ShouldBe(8200));
        world.Service.Published<MealLogged>().ShouldHaveSingleItem().PortionPercent.ShouldBe(150);
    }

    [Fact]
    public async Task Every_fault_is_named_by_its_field_at_once()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, _) = await world.AskedAsync(Ask.CheckIn);
        using var client = world.Service.ClientFor(athlete.Id);
        (await FaultsAsync(client, "check-ins/2026-02-30", new { mood = 9, energy = 3.5, sleepHours = 24.01, weightKg = 19.99 })).ShouldBe(
            ["date", "mood", "energy", "sleepHours", "soreness", "weightKg"]);
        (await FaultsAsync(client, "check-ins/2026-11-23", new { })).ShouldBe(["mood", "energy", "sleepHours", "soreness"]);
        (await FaultsAsync(client, "meals/2026-11-23/lunch", new { portionPercent = 301 })).ShouldBe(["portionPercent"]);
        (await FaultsAsync(client, "meals/2026-11-23/lunch", new { portionPercent = 0.5 })).ShouldBe(["portionPercent"]);
        (await FaultsAsync(client, "cardio/2026-11-23/run", new { minutes = 0, distanceM = 1000001, averageHeartRate = 29 })).ShouldBe(
            ["minutes", "distanceM", "averageHeartRate"]);
        var problem = await client.AskAsync(HttpMethod.Put, "api/logs/cardio/2026-11-23/run", HttpStatusCode.BadRequest, new { minutes = 40, distanceM = 8000.5 });
        ((string)problem!["detail"]!).ShouldBe("Distance must be a whole number, such as 8000.");
        (await world.QueryAsync<long>("SELECT count(*) FROM daily_logs")).ShouldBe([0]);
    }

    [Fact]
    public async Task What_was_not_asked_for_or_asked_of_another_is_not_there_and_a_closed_day_stays_as_it_is()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, _) = await world.AskedAsync(Ask.Meals);
        using var client = world.Service.ClientFor(athlete.Id);
        using var other = world.Service.ClientFor(Guid.CreateVersion7());
        using var nobody = world.Service.Anonymous;
        var whole = new { portionPercent = 100 };
        await client.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-23/brunch", HttpStatusCode.NotFound, whole);
        await client.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-24/lunch", HttpStatusCode.NotFound, whole);
        await client.AskAsync(HttpMethod.Put, "api/logs/cardio/2026-11-23/lunch", HttpStatusCode.NotFound, new { minutes = 40 });
        await client.AskAsync(HttpMethod.Put, "api/logs/check-ins/2026-11-23", HttpStatusCode.NotFound, new { mood = 4, energy = 3, sleepHours = 7, soreness = 2 });
        await other.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-23/lunch", HttpStatusCode.NotFound, whole);
        await nobody.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-23/lunch", HttpStatusCode.Unauthorized, whole);
        await nobody.AskAsync(HttpMethod.Get, "api/logs/meals", HttpStatusCode.Unauthorized);
        (await world.QueryAsync<long>("SELECT count(*) FROM daily_logs")).ShouldBe([0]);

        await PutAsync(client, "meals/2026-11-23/lunch", whole);
        await world.CloseAsync(Ask.Meals, Monday, athlete);
        var closed = await client.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-23/dinner", HttpStatusCode.Conflict, whole);
        ((string)closed!["type"]!).ShouldEndWith("day-closed");
        await client.AskAsync(HttpMethod.Put, "api/logs/meals/2026-11-23/lunch", HttpStatusCode.Conflict, new { portionPercent = 50 });

        var mine = await client.AskAsync(HttpMethod.Get, "api/logs/meals", HttpStatusCode.OK);
        mine!["items"]!.AsArray().Select(i => ((string)i!["mealId"]!, (string)i["status"]!, (int?)i["portionPercent"])).ShouldBe(
            [("breakfast", "missed", null), ("dinner", "missed", null), ("lunch", "logged", 100)]);
        (await other.AskAsync(HttpMethod.Get, "api/logs/meals", HttpStatusCode.OK))!["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_expired_with_its_day_is_closed_and_not_missing()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.DropAsync(Ask.CheckIn, Monday, athlete);
        await world.CloseAsync(Ask.CheckIn, Monday, athlete);
        using var client = world.Service.ClientFor(athlete.Id);
        await client.AskAsync(HttpMethod.Put, "api/logs/check-ins/2026-11-23", HttpStatusCode.Conflict, new { mood = 4, energy = 3, sleepHours = 7, soreness = 2 });
        (await client.AskAsync(HttpMethod.Get, "api/logs/check-ins", HttpStatusCode.OK))!["items"]!.AsArray().ShouldBeEmpty();
        world.Service.Published<DemandMissed>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Logs_come_by_pages_newest_date_first_each_kind_for_itself()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = Guid.CreateVersion7();
        await world.ExecuteAsync(
            """
            INSERT INTO daily_logs (id, user_id, engine, local_date, item_id, item_name, status, logged_at)
            SELECT gen_random_uuid(), @athlete, engine, date '2026-11-01' + d, 'item-' || i, 'I', 'missed', now()
            FROM unnest(ARRAY['meal_delivery', 'cardio_regiment']) engine, generate_series(0, 24) d, generate_series(0, 3) i
            """,
            new { athlete });
        using var client = world.Service.ClientFor(athlete);
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await client.AskAsync(
                HttpMethod.Get, $"api/logs/cardio?from=2026-11-02&to=2026-11-24&limit=30{(cursor is null ? "" : $"&cursor={cursor}")}", HttpStatusCode.OK);
            seen.AddRange(page!["items"]!.AsArray().Select(i => $"{i!["date"]} {i["sessionId"]}"));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        seen.Count.ShouldBe(23 * 4);
        seen.ShouldBe(seen.Distinct().OrderByDescending(s => s[..10]).ThenBy(s => s));
        (await client.AskAsync(HttpMethod.Get, "api/logs/check-ins", HttpStatusCode.OK))!["items"]!.AsArray().ShouldBeEmpty();
        (await client.AskAsync(HttpMethod.Get, "api/logs/meals?from=x&limit=0&cursor=AAAA", HttpStatusCode.BadRequest)).Fields().ShouldBe(["from", "cursor", "limit"]);
    }

    private static async Task<JsonNode> PutAsync(HttpClient client, string path, object body) =>
        (await client.AskAsync(HttpMethod.Put, $"api/logs/{path}", HttpStatusCode.OK, body))!;

    private static async Task<IEnumerable<string>> FaultsAsync(HttpClient client, string path, object body) =>
        (await client.AskAsync(HttpMethod.Put, $"api/logs/{path}", HttpStatusCode.BadRequest, body)).Fields();

    private static decimal Number(JsonNode node, string field) => (decimal)node[field]!;
}
