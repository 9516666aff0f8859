using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests;

/// <summary>How one wants to be reached: one's own preferences and channels.</summary>
public sealed class PreferencesTests(Servers servers)
{
    private const string Address = "api/deliveries/preferences";

    [Fact]
    public async Task Who_has_chosen_nothing_reads_the_defaults_and_what_is_put_is_read_again()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        var before = await ReadAsync(client);
        before["version"]!.GetValue<int>().ShouldBe(0);
        (Text(before, "language"), Text(before, "weightUnit"), before["quietFrom"]).ShouldBe(("en", "kg", null));
        Channels(before).ShouldBe(["discord", "web_push"]);

        var put = await PutAsync(client, Whole(language: "fr", unit: "lb", channels: ["web_push"], from: "22:00", until: "06:30"), HttpStatusCode.OK);
        put.ToJsonString().ShouldBe((await ReadAsync(client)).ToJsonString());
        put["version"]!.GetValue<int>().ShouldBe(1);
        (Text(put, "language"), Text(put, "weightUnit"), Text(put, "quietFrom"), Text(put, "quietUntil")).ShouldBe(("fr", "lb", "22:00", "06:30"));
        Channels(put).ShouldBe(["web_push"]);

        // The same once more is no change; what is left out is gone.
        (await PutAsync(client, Whole(language: "fr", unit: "lb", channels: ["web_push"], from: "22:00", until: "06:30"), HttpStatusCode.OK))["version"]!.GetValue<int>().ShouldBe(1);
        (await PutAsync(client, Whole(), HttpStatusCode.OK))["quietFrom"].ShouldBeNull();
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_kept()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        await ShouldNameAsync(client, new { }, "language", "weightUnit", "channels");
        await ShouldNameAsync(client, Whole(language: "de", unit: "stone", channels: []), "language", "weightUnit", "channels");
        await ShouldNameAsync(client, Whole(channels: ["discord", "discord"]), "channels");
        await ShouldNameAsync(client, Whole(channels: ["email"]), "channels");
        await ShouldNameAsync(client, Whole(channels: [null]), "channels");
        await ShouldNameAsync(client, Whole(from: "22:00"), "quietUntil");
        await ShouldNameAsync(client, Whole(until: "06:00"), "quietFrom");
        await ShouldNameAsync(client, Whole(from: "22:00", until: "22:00"), "quietUntil");
        await ShouldNameAsync(client, Whole(from: "24:00", until: "6:00"), "quietFrom", "quietUntil");
        (await ReadAsync(client))["version"]!.GetValue<int>().ShouldBe(0);
        (await world.QueryAsync<long>("SELECT count(*) FROM preferences")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_writer_who_has_seen_an_older_version_is_told_so()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        using var first = await client.GetAsync(Address);
        first.Headers.ETag!.Tag.ShouldBe("\"0\"");
        client.DefaultRequestHeaders.IfMatch.Add(first.Headers.ETag);
        await PutAsync(client, Whole(unit: "lb"), HttpStatusCode.OK);
        (await PutAsync(client, Whole(unit: "kg"), HttpStatusCode.PreconditionFailed))["currentVersion"]!.GetValue<int>().ShouldBe(1);
        client.DefaultRequestHeaders.IfMatch.Clear();
        await PutAsync(client, Whole(unit: "kg", version: 1), HttpStatusCode.OK);
        await PutAsync(client, Whole(unit: "lb", version: 1), HttpStatusCode.PreconditionFailed);

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.PutAsJsonAsync(Address, Whole(from: $"0{i}:00", until: "12:00", version: 2))));
        all.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(1, "of writers who have all seen the same version one is first");
    }

    [Fact]
    public async Task It_tells_which_channel_reaches_me_and_a_dead_end_is_tried_again_on_demand()
    {
        await using var world = await World.StartAsync(servers);
        var nobody = Guid.CreateVersion7();
        using var none = world.Service.ClientFor(nobody);
        var empty = await ReadAsync(none);
        Discord(empty).ShouldBe(("none", false));
        Push(empty).ShouldBe(("none", false, 0));
        await world.ExecuteAsync(
            """
            INSERT INTO push_subscriptions (id, user_id, endpoint, p256dh, auth, public_key, created_at, expires_at)
            SELECT gen_random_uuid(), @nobody, 'https://push.example/' || i, decode(repeat('04', 65), 'hex'), decode(repeat('00', 16), 'hex'), 'k', now(), e
            FROM unnest(ARRAY['2030-01-01'::timestamptz, NULL, '2020-01-01']) WITH ORDINALITY AS s (e, i)
            """,
            new { nobody });
        Push(await ReadAsync(none)).ShouldBe(("subscribed", true, 2));

        var athlete = await world.AddAthleteAsync();
        using var client = world.Service.ClientFor(athlete.Id);
        Discord(await ReadAsync(client)).ShouldBe(("named", true));

        await world.ExecuteAsync(
            "INSERT INTO channel_stops (user_id, channel, address, reason, stopped_at) VALUES (@Id, 'discord', @DiscordId, 'Discord refused (403, code 50007)', now())", athlete);
        var stopped = await ReadAsync(client);
        Discord(stopped).ShouldBe(("named", false));
        stopped["reach"]![0]!["stopped"]!.AsArray().ShouldHaveSingleItem()!["reason"]!.GetValue<string>().ShouldContain("50007");

        using var other = world.Service.ClientFor(nobody);
        (await other.PostAsync("api/deliveries/channels/discord/resume", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Discord(await ReadAsync(client)).ShouldBe(("named", false), "someone else cannot resume it");
        (await client.PostAsync("api/deliveries/channels/discord/resume", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Discord(await ReadAsync(client)).ShouldBe(("named", true));
        (await client.PostAsync("api/deliveries/channels/pigeon/resume", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Someone proves that the account is theirs: the profile's word does not count any more.
        await world.ExecuteAsync("INSERT INTO discord_links VALUES (@nobody, @DiscordId, '1', now())", new { nobody, athlete.DiscordId });
        Discord(await ReadAsync(client)).ShouldBe(("none", false));
        Discord(await ReadAsync(other)).ShouldBe(("linked", true));
    }

    [Fact]
    public async Task Preferences_and_a_delivery_are_their_owners_alone()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = Guid.CreateVersion7();
        var delivery = Guid.CreateVersion7();
        await world.ExecuteAsync(
            """
            INSERT INTO deliveries (id, user_id, engine, local_date, kind, part, run_id, due_at, status, content, nonce, created_at, channel)
            VALUES (@delivery, @athlete, 'training_dispatcher', '2026-11-22', 'close', 0, @delivery, now(), 'failed', '{}', 'n', now(), 'discord')
            """,
            new { delivery, athlete });
        using var own = world.Service.ClientFor(athlete);
        using var other = world.Service.ClientFor(Guid.CreateVersion7());
        var shown = (await own.GetFromJsonAsync<JsonNode>($"api/deliveries/{delivery}"))!;
        (Text(shown, "kind"), Text(shown, "channel"), Text(shown, "status")).ShouldBe(("close", "discord", "failed"));
        (await own.GetFromJsonAsync<JsonNode>("api/deliveries"))!["items"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(shown.ToJsonString());
        (await other.GetAsync($"api/deliveries/{delivery}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await own.GetAsync($"api/deliveries/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await PutAsync(own, Whole(language: "fr"), HttpStatusCode.OK);
        Text(await ReadAsync(other), "language").ShouldBe("en");
        using var anonymous = world.Service.Anonymous;
        (await anonymous.GetAsync(Address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await anonymous.GetAsync($"api/deliveries/{delivery}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static object Whole(
        string language = "en", string unit = "kg", string?[]? channels = null, string? from = null, string? until = null, long? version = null) =>
        new { language, weightUnit = unit, channels = channels ?? ["discord"], quietFrom = from, quietUntil = until, version };

    private static async Task<JsonNode> ReadAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonNode>(Address))!;

    private static async Task<JsonNode> PutAsync(HttpClient client, object body, HttpStatusCode status)
    {
        using var response = await client.PutAsJsonAsync(Address, body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task ShouldNameAsync(HttpClient client, object body, params string[] fields) =>
        (await PutAsync(client, body, HttpStatusCode.BadRequest))["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()).ShouldBe(fields);

    private static string? Text(JsonNode holder, string name) => holder[name]?.GetValue<string>();

    private static IEnumerable<string> Channels(JsonNode preferences) => preferences["channels"]!.AsArray().Select(c => c!.GetValue<string>());

    private static (string State, bool Usable) Discord(JsonNode preferences) =>
        preferences["reach"]!.AsArray().Where(r => Text(r!, "channel") == "discord").Select(r => (Text(r!, "state")!, r!["usable"]!.GetValue<bool>())).Single();

    private static (string State, bool Usable, int Subscriptions) Push(JsonNode preferences) =>
        preferences["reach"]!.AsArray().Where(r => Text(r!, "channel") == "web_push")
            .Select(r => (Text(r!, "state")!, r!["usable"]!.GetValue<bool>(), r["subscriptions"]!.GetValue<int>())).Single();
}
