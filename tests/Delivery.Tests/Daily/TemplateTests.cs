using System.Net;
using System.Text.Json.Nodes;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Tests.Daily;

/// <summary>Plans of meals and cardio: made, read, changed and removed by whom they belong to.</summary>
public sealed class TemplateTests(Servers servers)
{
    private const string Address = "api/deliveries/templates";

    [Fact]
    public async Task A_template_is_made_read_replaced_and_removed_by_its_owner()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        var made = await MakeAsync(client, Meals(
            "Lean", new { name = "Crème brûlée", details = new[] { " One ", "Two" }, weekdays = new[] { "monday", "friday" }, energyKcal = 450, proteinG = 0 },
            new { name = "Creme brulee" }, new { id = "snack", name = "早餐" }, new { name = "早餐" }));
        (Text(made, "engine"), Text(made, "name"), (bool)made["own"]!, (long)made["version"]!).ShouldBe(("meal_delivery", "Lean", true, 1));
        Ids(made).ShouldBe(["creme-brulee", "creme-brulee-2", "snack", "item"]);
        made["items"]![0]!["details"]!.AsArray().Select(d => (string)d!).ShouldBe(["One", "Two"]);
        made["items"]![0]!["weekdays"]!.AsArray().Select(d => (string)d!).ShouldBe(["monday", "friday"]);
        ((int)made["items"]![0]!["energyKcal"]!, (int)made["items"]![0]!["proteinG"]!).ShouldBe((450, 0));
        var id = Text(made, "id");
        (await client.AskAsync(HttpMethod.Get, $"{Address}/{id}", HttpStatusCode.OK))!.ToJsonString().ShouldBe(made.ToJsonString());

        var body = Meals("Leaner", new { id = "snack", name = "Yoghurt" });
        var replaced = await client.AskAsync(HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.OK, body, ifMatch: 1);
        ((long)replaced!["version"]!, Text(replaced, "name")).ShouldBe((2, "Leaner"));
        ((long)(await client.AskAsync(HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.OK, body))!["version"]!).ShouldBe(2, "the same changes nothing");
        var passed = await client.AskAsync(HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.PreconditionFailed, Meals("Late", new { name = "Soup" }), ifMatch: 1);
        ((long)passed!["currentVersion"]!).ShouldBe(2);
        (await client.AskAsync(
            HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.BadRequest, new { engine = "cardio_regiment", name = "Run", items = new[] { new { name = "Run" } } }))
            .Fields().ShouldBe(["engine"]);

        await client.AskAsync(HttpMethod.Delete, $"{Address}/{id}", HttpStatusCode.PreconditionFailed, ifMatch: 1);
        await client.AskAsync(HttpMethod.Delete, $"{Address}/{id}", HttpStatusCode.NoContent, ifMatch: 2);
        await client.AskAsync(HttpMethod.Delete, $"{Address}/{id}", HttpStatusCode.NotFound);
        await client.AskAsync(HttpMethod.Get, $"{Address}/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_kept()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        (await client.AskAsync(HttpMethod.Post, Address, HttpStatusCode.BadRequest, new { })).Fields().ShouldBe(["engine", "name", "items"]);
        (await client.AskAsync(HttpMethod.Post, Address, HttpStatusCode.BadRequest, Meals(
            " ", new { id = "No Slug", name = "", minutes = 30, energyKcal = -1 }, new { id = "a", name = "A", weekdays = new[] { "Monday" } },
            new { id = "a", name = "A", details = new[] { "1", "2", "3", "4", "5", "6" } }))).Fields().ShouldBe(
            ["name", "items[0].id", "items[2].id", "items[0].name", "items[0].energyKcal", "items[0].minutes", "items[1].weekdays", "items[2].details"]);
        (await client.AskAsync(HttpMethod.Put, $"{Address}/{Guid.CreateVersion7()}", HttpStatusCode.BadRequest, new { engine = "meal_delivery" }, ifMatch: 1)).Fields()
            .ShouldBe(["name", "items"]);
        (await client.AskAsync(HttpMethod.Get, $"{Address}?engine=x&cursor=y&limit=0", HttpStatusCode.BadRequest)).Fields().ShouldBe(["engine", "cursor", "limit"]);
        (await world.QueryAsync<long>("SELECT count(*) FROM templates")).ShouldBe([0]);
    }

    [Fact]
    public async Task Another_persons_template_is_not_there_whatever_is_tried()
    {
        await using var world = await World.StartAsync(servers);
        var (owner, athlete) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var client = world.Service.ClientFor(owner);
        var id = Text(await MakeAsync(client, Meals("Mine", new { name = "Soup" })), "id");
        using var other = world.Service.ClientFor(athlete);
        using var operators = world.Service.ClientFor(Guid.CreateVersion7(), PlatformRoles.Operator);
        using var nobody = world.Service.Anonymous;
        foreach (var stranger in new[] { other, operators })
        {
            await stranger.AskAsync(HttpMethod.Get, $"{Address}/{id}", HttpStatusCode.NotFound);
            await stranger.AskAsync(HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.NotFound, Meals("Theirs", new { name = "Soup" }));
            await stranger.AskAsync(HttpMethod.Delete, $"{Address}/{id}", HttpStatusCode.NotFound);
            (await NamesAsync(stranger)).ShouldBeEmpty();
        }

        (await other.AskAsync(HttpMethod.Put, $"{Address}/assigned/meal_delivery", HttpStatusCode.NotFound, new { templateId = id })).Fields().ShouldBe(["templateId"]);
        foreach (var (method, path) in new[] { (HttpMethod.Get, Address), (HttpMethod.Post, Address), (HttpMethod.Delete, $"{Address}/{id}"), (HttpMethod.Get, $"{Address}/assigned") })
        {
            await nobody.AskAsync(method, path, HttpStatusCode.Unauthorized, method == HttpMethod.Post ? new { } : null);
        }

        (await NamesAsync(client)).ShouldBe(["Mine"]);
    }

    [Fact]
    public async Task An_operators_template_is_for_everyone_to_use_and_for_operators_to_change_unless_it_is_their_own()
    {
        await using var world = await World.StartAsync(servers);
        using var first = world.Service.ClientFor(Guid.CreateVersion7(), PlatformRoles.Operator);
        using var second = world.Service.ClientFor(Guid.CreateVersion7(), PlatformRoles.Operator);
        using var athlete = world.Service.ClientFor(Guid.CreateVersion7());
        var everyones = await MakeAsync(first, Meals("For everyone", new { name = "Soup" }));
        ((bool)everyones["own"]!).ShouldBeFalse();
        await MakeAsync(first, new { engine = "meal_delivery", name = "For me", items = new[] { new { name = "Cake" } }, own = true });
        (await NamesAsync(first)).ShouldBe(["For me", "For everyone"]);
        (await NamesAsync(second)).ShouldBe(["For everyone"]);
        (await NamesAsync(athlete)).ShouldBe(["For everyone"]);
        (await NamesAsync(athlete, "?engine=cardio_regiment")).ShouldBeEmpty();

        var id = Text(everyones, "id");
        await athlete.AskAsync(HttpMethod.Get, $"{Address}/{id}", HttpStatusCode.OK);
        await athlete.AskAsync(HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.NotFound, Meals("Taken", new { name = "Soup" }));
        await athlete.AskAsync(HttpMethod.Delete, $"{Address}/{id}", HttpStatusCode.NotFound);
        (await second.AskAsync(HttpMethod.Put, $"{Address}/{id}", HttpStatusCode.OK, Meals("Better", new { name = "Soup" })))!["name"]!.ToString().ShouldBe("Better");
        await second.AskAsync(HttpMethod.Delete, $"{Address}/{id}", HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Row_security_lets_a_person_read_what_is_for_everyone_and_write_only_their_own()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.ExecuteAsync(
            """
            INSERT INTO templates (id, owner_id, engine, name, items, created_at, updated_at)
            SELECT gen_random_uuid(), owner, 'meal_delivery', 'x', '[]', now(), now() FROM unnest(ARRAY[@athlete, @other, NULL]::uuid[]) owner;
            INSERT INTO template_assignments (user_id, engine, template_id, assigned_by, assigned_at)
            SELECT person, 'meal_delivery', gen_random_uuid(), person, now() FROM unnest(ARRAY[@athlete, @other]) person;
            INSERT INTO daily_logs (id, user_id, engine, local_date, item_id, item_name, status, logged_at)
            SELECT gen_random_uuid(), person, 'meal_delivery', '2026-11-22', 'lunch', 'Lunch', 'missed', now() FROM unnest(ARRAY[@athlete, @other]) person;
            """,
            new { athlete, other });
        await using var work = await world.Service.Database.BeginForAsync(athlete, TestContext.Current.CancellationToken);
        (await work.ScalarAsync<long>("SELECT count(*) FROM templates")).ShouldBe(2);
        (await work.ScalarAsync<long>("SELECT count(*) FROM template_assignments")).ShouldBe(1);
        (await work.ScalarAsync<long>("SELECT count(*) FROM daily_logs")).ShouldBe(1);
        (await work.ExecuteAsync("UPDATE templates SET name = 'mine', owner_id = @athlete", new { athlete })).ShouldBe(1);
        (await work.ExecuteAsync("UPDATE template_assignments SET engine = 'cardio_regiment'")).ShouldBe(1);
        (await work.ExecuteAsync("DELETE FROM daily_logs")).ShouldBe(1);
        (await work.ExecuteAsync("DELETE FROM templates")).ShouldBe(1);
    }

    [Fact]
    public async Task A_person_has_fifty_at_most_and_pages_through_them_newest_first()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        foreach (var chunk in Enumerable.Range(0, 49).Chunk(7))
        {
            await Task.WhenAll(chunk.Select(i => MakeAsync(client, Meals($"Plan {i}", new { name = "Soup" }))));
        }

        // Of three at the same time, one is the fiftieth.
        var last = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
            (await client.PostAsync(Address, System.Net.Http.Json.JsonContent.Create(Meals("Last", new { name = "Soup" })))).StatusCode));
        last.Order().ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict]);

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await client.AskAsync(HttpMethod.Get, $"{Address}?limit=20{(cursor is null ? "" : $"&cursor={cursor}")}", HttpStatusCode.OK);
            seen.AddRange(page!["items"]!.AsArray().Select(t => Text(t!, "id")));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        seen.Count.ShouldBe(50);
        seen.ShouldBe(seen.Distinct().OrderDescending(StringComparer.Ordinal));
    }

    private static object Meals(string name, params object[] items) => new { engine = "meal_delivery", name, items };

    private static async Task<JsonNode> MakeAsync(HttpClient client, object body) => (await client.AskAsync(HttpMethod.Post, Address, HttpStatusCode.Created, body))!;

    private static async Task<IEnumerable<string>> NamesAsync(HttpClient client, string query = "") =>
        (await client.AskAsync(HttpMethod.Get, Address + query, HttpStatusCode.OK))!["items"]!.AsArray().Select(t => Text(t!, "name"));

    private static IEnumerable<string> Ids(JsonNode template) => template["items"]!.AsArray().Select(i => Text(i!, "id"));

    private static string Text(JsonNode node, string field) => (string)node[field]!;
}
