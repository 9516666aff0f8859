extern alias pushsimulator;

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

public sealed class SubscriptionApiTests(Servers servers)
{
    private const string Subscriptions = "api/push/subscriptions";

    [Fact]
    public async Task A_browser_subscribes_with_the_key_and_is_listed_until_it_is_removed()
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var client = world.ClientFor(Guid.CreateVersion7());
        var key = await KeyAsync(client);
        var browser = await Browser.SubscribeAsync(world.Push, key);
        var json = browser.Json;
        json["label"] = " Ada's phone ";

        var item = await PostAsync(client, json, HttpStatusCode.Created);

        item["endpoint"]!.GetValue<string>().ShouldBe(browser.Endpoint);
        item["label"]!.GetValue<string>().ShouldBe("Ada's phone");
        item["publicKey"]!.GetValue<string>().ShouldBe(key);
        item.AsObject().Select(field => field.Key).ShouldBe(["id", "endpoint", "label", "publicKey", "createdAt", "lastAcceptedAt", "expiresAt"]);
        var id = item["id"]!.GetValue<string>();
        (await client.GetFromJsonAsync<JsonNode>($"{Subscriptions}/{id}"))!.ToJsonString().ShouldBe(item.ToJsonString());
        (await ListAsync(client)).ShouldHaveSingleItem().ToJsonString().ShouldBe(item.ToJsonString());
        (await client.DeleteAsync($"{Subscriptions}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.DeleteAsync($"{Subscriptions}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(client)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_endpoint_again_replaces_what_was_known_of_it()
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var client = world.ClientFor(Guid.CreateVersion7());
        var (browser, other) = (await Browser.SubscribeAsync(world.Push), await Browser.SubscribeAsync(world.Push));
        var first = await PostAsync(client, browser.Json, HttpStatusCode.Created);
        var json = browser.Json;
        json["keys"] = other.Json["keys"]!.DeepClone();
        json["expirationTime"] = world.Clock.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds() + 0.5;

        var second = await PostAsync(client, json, HttpStatusCode.OK);

        second["id"]!.GetValue<string>().ShouldBe(first["id"]!.GetValue<string>());
        second["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(world.Clock.GetUtcNow().AddDays(1));
        (await ListAsync(client)).Count.ShouldBe(1);
        (await world.QueryAsync<string>("SELECT encode(p256dh, 'base64') FROM push_subscriptions")).Single().Replace("\n", "", StringComparison.Ordinal).TrimEnd('=')
            .ShouldBe(other.Json["keys"]!["p256dh"]!.GetValue<string>().Replace('-', '+').Replace('_', '/'));
    }

    [Fact]
    public async Task A_browser_moves_to_who_sits_before_it_now_and_an_endpoint_alone_moves_nothing()
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var ada = world.ClientFor(Guid.CreateVersion7());
        using var bob = world.ClientFor(Guid.CreateVersion7());
        var (browser, other) = (await Browser.SubscribeAsync(world.Push), await Browser.SubscribeAsync(world.Push));
        var own = await PostAsync(ada, browser.Json, HttpStatusCode.Created);
        var stolen = browser.Json;
        stolen["keys"] = other.Json["keys"]!.DeepClone();

        (await PostAsync(bob, stolen, HttpStatusCode.Conflict))["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:endpoint-taken");
        (await ListAsync(ada)).Count.ShouldBe(1);

        var moved = await PostAsync(bob, browser.Json, HttpStatusCode.Created);
        moved["id"]!.GetValue<string>().ShouldNotBe(own["id"]!.GetValue<string>());
        (await ListAsync(ada)).ShouldBeEmpty();
        (await ListAsync(bob)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Other_peoples_subscriptions_are_not_there()
    {
        await using var world = await PushWorld.StartAsync(servers);
        var athlete = Guid.CreateVersion7();
        using var own = world.ClientFor(athlete);
        using var other = world.ClientFor(Guid.CreateVersion7());
        using var nobody = world.World.Service.Anonymous;
        var browser = await Browser.SubscribeAsync(world.Push);
        var id = (await PostAsync(own, browser.Json, HttpStatusCode.Created))["id"]!.GetValue<string>();

        (await other.GetAsync($"{Subscriptions}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.DeleteAsync($"{Subscriptions}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"{Subscriptions}/{id}/test", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(other)).ShouldBeEmpty();
        (await browser.MessagesAsync()).ShouldBeEmpty();
        foreach (var path in new[] { "api/push/key", Subscriptions, $"{Subscriptions}/{id}" })
        {
            (await nobody.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await nobody.PostAsJsonAsync(Subscriptions, browser.Json)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await using var work = await world.World.Service.Database.BeginForAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken);
        (await work.ScalarAsync<long>("SELECT count(*) FROM push_subscriptions")).ShouldBe(0);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_by_field()
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var client = world.ClientFor(Guid.CreateVersion7());
        var problem = await PostAsync(client, new JsonObject
        {
            ["endpoint"] = "https://169.254.169.254/latest/meta-data/",
            ["expirationTime"] = 1,
            ["keys"] = new JsonObject { ["p256dh"] = "AAAA", ["auth"] = "!" },
            ["label"] = new string('a', 81),
            ["publicKey"] = "BAAA",
        }, HttpStatusCode.BadRequest);

        problem["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()).ShouldBe(["endpoint", "keys.p256dh", "keys.auth", "label", "expirationTime", "publicKey"]);
        problem["errors"]!.AsArray().ShouldAllBe(e => e!["message"]!.GetValue<string>().Length > 20);
        var empty = await PostAsync(client, [], HttpStatusCode.BadRequest);
        empty["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()).ShouldBe(["endpoint", "keys.p256dh", "keys.auth"]);
        (await ListAsync(client)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("p256dh", "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("p256dh", "")]
    [InlineData("p256dh", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw5")]
    [InlineData("auth", "BTBZMqHH6r4Tts7J_aSI")]
    [InlineData("auth", "BTBZMqHH6r4Tts7J_aSIggAA")]
    [InlineData("auth", null)]
    public async Task Damaged_keys_are_not_kept(string field, string? value)
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var client = world.ClientFor(Guid.CreateVersion7());
        var json = (await Browser.SubscribeAsync(world.Push)).Json;
        json["keys"]![field] = value;

        var problem = await PostAsync(client, json, HttpStatusCode.BadRequest);

        problem["errors"]!.AsArray().ShouldHaveSingleItem()!["field"]!.GetValue<string>().ShouldBe($"keys.{field}");
    }

    [Fact]
    public async Task A_person_has_at_most_twenty_however_many_come_at_once()
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var client = world.ClientFor(Guid.CreateVersion7());
        var browsers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Browser.SubscribeAsync(world.Push)));

        var answers = await Task.WhenAll(browsers.Select(browser => client.PostAsJsonAsync(Subscriptions, browser.Json)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(20);
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.Conflict).ToList();
        refused.Count.ShouldBe(5);
        (await refused[0].Content.ReadFromJsonAsync<JsonNode>())!["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:too-many-subscriptions");
        var kept = browsers[Array.FindIndex(answers, a => a.StatusCode == HttpStatusCode.Created)];
        await PostAsync(client, kept.Json, HttpStatusCode.OK);
        await world.World.ExecuteAsync("UPDATE push_subscriptions SET expires_at = @now WHERE endpoint = @Endpoint", new { now = world.Clock.GetUtcNow(), kept.Endpoint });
        await PostAsync(client, browsers[Array.FindIndex(answers, a => a.StatusCode == HttpStatusCode.Conflict)].Json, HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_list_comes_by_pages()
    {
        await using var world = await PushWorld.StartAsync(servers);
        using var client = world.ClientFor(Guid.CreateVersion7());
        for (var i = 0; i < 5; i++)
        {
            await PostAsync(client, (await Browser.SubscribeAsync(world.Push)).Json, HttpStatusCode.Created);
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = (await client.GetFromJsonAsync<JsonNode>($"{Subscriptions}?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}"))!;
            page["items"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        seen.Count.ShouldBe(5);
        seen.Distinct().Count().ShouldBe(5);
        (await client.GetAsync($"{Subscriptions}?limit=0&cursor=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<string> KeyAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonNode>("api/push/key"))!["publicKey"]!.GetValue<string>();

    private static async Task<List<JsonNode>> ListAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonNode>(Subscriptions))!["items"]!.AsArray().Select(item => item!)];

    private static async Task<JsonNode> PostAsync(HttpClient client, JsonObject json, HttpStatusCode status)
    {
        using var answer = await client.PostAsJsonAsync(Subscriptions, json);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }
}
