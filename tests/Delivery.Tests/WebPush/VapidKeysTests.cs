extern alias pushsimulator;

using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Delivery.Channels.WebPush;

namespace Platform.Delivery.Tests.WebPush;

public sealed class VapidKeysTests(Servers servers)
{
    [Fact]
    public async Task Replicas_that_start_together_agree_on_one_key_which_is_not_kept_in_the_clear()
    {
        await using var one = await PushWorld.StartAsync(servers);
        await using var two = await PushWorld.StartAsync(servers, beside: one);
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => KeyAsync(i % 2 == 0 ? one : two))));

        keys.Distinct().ShouldHaveSingleItem();
        var row = (await one.QueryAsync<(string PublicKey, string PrivateKey)>("SELECT public_key, private_key FROM vapid_keys")).ShouldHaveSingleItem();
        row.PublicKey.ShouldBe(keys[0]);
        var secret = (await one.World.Service.Services.GetRequiredService<VapidKeys>().CurrentAsync(default)).ExportPrivateKey();
        row.PrivateKey.ShouldNotContain(Base64Url.EncodeToString(secret));
        row.PrivateKey.ShouldNotContain(Convert.ToBase64String(secret));
        await using var work = await one.World.Service.Database.BeginForAsync(Guid.CreateVersion7(), default);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => work.QueryAsync<string>("SELECT private_key FROM vapid_keys"))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task Subscriptions_made_for_an_earlier_key_go_on_working_when_another_is_configured()
    {
        await using var before = await PushWorld.StartAsync(servers);
        var person = Guid.CreateVersion7();
        var first = await KeyAsync(before);
        var id = await SubscribeAsync(before, person, first, null);
        using var configured = VapidKey.Create();
        await using var after = await PushWorld.StartAsync(servers, before,
            ("WebPush:PublicKey", configured.PublicKey), ("WebPush:PrivateKey", Base64Url.EncodeToString(configured.ExportPrivateKey())));

        (await KeyAsync(after)).ShouldBe(configured.PublicKey);
        var another = await SubscribeAsync(after, person, configured.PublicKey, null);
        var late = await SubscribeAsync(after, person, first, first);

        using var client = after.ClientFor(person);
        foreach (var subscription in new[] { id, another, late })
        {
            (await client.PostAsync($"api/push/subscriptions/{subscription}/test", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        // The replica from before learns of the new key when it meets it.
        before.Clock.Advance(TimeSpan.FromMinutes(1));
        using var old = before.ClientFor(person);
        (await old.PostAsync($"api/push/subscriptions/{another}/test", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await KeyAsync(before)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_any_more_is_left_aside()
    {
        await using var world = await PushWorld.StartAsync(servers);
        await world.World.ExecuteAsync("INSERT INTO vapid_keys (public_key, private_key, created_at) VALUES ('old', 'CfDJ8damaged', now())");

        (await KeyAsync(world)).Length.ShouldBe(87);
        (await world.QueryAsync<long>("SELECT count(*) FROM vapid_keys")).ShouldBe([2]);
        (await world.World.Service.Services.GetRequiredService<VapidKeys>().FindAsync("old", default)).ShouldBeNull();
    }

    private static async Task<string> KeyAsync(PushWorld world)
    {
        using var client = world.ClientFor(Guid.CreateVersion7());
        return (await client.GetFromJsonAsync<JsonNode>("api/push/key"))!["publicKey"]!.GetValue<string>();
    }

    private static async Task<string> SubscribeAsync(PushWorld world, Guid person, string applicationServerKey, string? publicKey)
    {
        using var client = world.ClientFor(person);
        var json = (await Browser.SubscribeAsync(world.Push, applicationServerKey)).Json;
        json["publicKey"] = publicKey;
        using var answer = await client.PostAsJsonAsync("api/push/subscriptions", json);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }
}
