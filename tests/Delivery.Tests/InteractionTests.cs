using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests;

/// <summary>Who may call the interactions endpoint, and what it makes of odd requests.</summary>
public sealed class InteractionTests(Servers servers)
{
    [Fact]
    public async Task Discord_would_accept_the_endpoint()
    {
        await using var world = await World.StartAsync(servers);
        var outcome = await (await world.Discord.Control.PostAsync("ping", null)).Content.ReadFromJsonAsync<JsonNode>();
        outcome!["accepted"]!.GetValue<bool>().ShouldBeTrue(outcome.ToJsonString());
        outcome["response"]!.ToJsonString().ShouldBe("""{"type":1}""");
    }

    [Fact]
    public async Task Forged_altered_unsigned_and_stale_requests_get_401_and_change_nothing()
    {
        await using var world = await World.StartAsync(servers);
        foreach (var tamper in new[] { "flip-byte", "wrong-key", "no-signature", "stale-timestamp" })
        {
            var outcome = await world.Discord.SendAsync(new { id = "1", type = 1 }, tamper);
            outcome["status"]!.GetValue<int>().ShouldBe(401, tamper);
        }

        (await world.Discord.SendAsync(new { id = "1", type = 1 }, ageSeconds: 301))["status"]!.GetValue<int>().ShouldBe(401);
        (await world.Discord.SendAsync(new { id = "1", type = 1 }, ageSeconds: -301))["status"]!.GetValue<int>().ShouldBe(401);
        (await world.Discord.SendAsync(new { id = "1", type = 1 }, ageSeconds: 290))["status"]!.GetValue<int>().ShouldBe(200);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"id":"1","type":"one"}""")]
    [InlineData("""{"id":"1","type":3.5}""")]
    [InlineData("""{"id":"1","type":1""")]
    public async Task A_signed_body_that_is_no_interaction_gets_400(string body)
    {
        await using var world = await World.StartAsync(servers);
        (await world.Discord.SendAsync(body))["status"]!.GetValue<int>().ShouldBe(400);
    }

    [Theory]
    [InlineData("""{"id":"1","type":2,"data":{"name":"help"},"user":{"id":"5"}}""")]
    [InlineData("""{"id":"1","type":99}""")]
    [InlineData("""{"type":5,"data":{"custom_id":"log:x:y"}}""")]
    [InlineData("""{"id":"1","type":3}""")]
    [InlineData("""{"id":"1","type":5,"data":{"custom_id":7,"components":[null,{"components":[1,{"custom_id":"weight"}]}]},"user":null}""")]
    public async Task An_interaction_that_nobody_offered_is_declined_politely(string body)
    {
        await using var world = await World.StartAsync(servers);
        var outcome = await world.Discord.SendAsync(body);
        outcome["status"]!.GetValue<int>().ShouldBe(200);
        outcome["response"]!["data"]!["flags"]!.GetValue<int>().ShouldBe(64);
    }

    [Fact]
    public async Task Odd_headers_get_401_and_a_huge_body_413()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.Anonymous;
        foreach (var (signature, timestamp) in new[]
        {
            ("", ""), ("00", "1"), (new string('0', 128), "now"), (new string('g', 128), "1764000000"),
            (new string('0', 128), "99999999999999999999"), (new string('0', 128), "-1"), (new string('0', 128), "999999999999"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "discord/interactions") { Content = new StringContent("""{"type":1}""") };
            request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", signature);
            request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", timestamp);
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        using var huge = await client.PostAsync("discord/interactions", new ByteArrayContent(Encoding.ASCII.GetBytes(new string(' ', 300_000))));
        huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
