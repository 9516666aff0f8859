using System.Text;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class SignatureTests
{
    private const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    [Fact]
    public void The_reference_vector_is_signed_to_the_byte()
    {
        var signer = Signer.From(new SimulatorOptions().SigningSeed);

        signer.PublicKey.ShouldBe(PublicKey);
        signer.Sign("1700000000", Encoding.UTF8.GetBytes("{\"type\":1}")).ShouldBe(
            "1695961a47c91a1ec033b819b7e87e3dbc583dd0cee6d1fd0216f58ac87b6228ae531ddbf91fb7bc28d7edf7f08604da16f54624f38a6bc0614e4dc13cd47f0f");
    }

    [Fact]
    public async Task A_press_arrives_signed_with_the_clocks_time()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        var message = await discord.PostButtonAsync(await discord.OpenDirectAsync());

        await discord.PressAsync(message);

        var received = application.Received.ShouldHaveSingleItem();
        received.Timestamp.ShouldBe(discord.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        TestApplication.IsSigned(PublicKey, received.Timestamp, received.Signature, received.Body).ShouldBeTrue();
        Encoding.UTF8.GetString(received.Body).ShouldContain("Squat 3×5", customMessage: "text travels as UTF-8, unescaped");
    }

    [Theory]
    [InlineData("none", 200)]
    [InlineData("flip-byte", 401)]
    [InlineData("wrong-key", 401)]
    [InlineData("no-signature", 401)]
    public async Task Forged_requests_are_told_from_sound_ones(string tamper, int status)
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);

        var outcome = await discord.ControlAsync(HttpMethod.Post, "send", new { body = new { type = 1 }, tamper });

        outcome["status"]!.GetValue<int>().ShouldBe(status);
        application.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stale_request_is_old_but_soundly_signed()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);

        await discord.ControlAsync(HttpMethod.Post, "send", new { body = "{\"type\":1}", tamper = "stale-timestamp", ageSeconds = 301 });
        await discord.ControlAsync(HttpMethod.Post, "send", new { body = new { type = 1 }, tamper = "stale-timestamp" });

        var now = discord.Clock.GetUtcNow().ToUnixTimeSeconds();
        application.Received.Select(received => now - long.Parse(received.Timestamp!, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe([301, 600]);
        application.Received.ShouldAllBe(received => received.Json != null);
        application.Received.First().Body.ShouldBe("{\"type\":1}"u8.ToArray());
    }

    [Fact]
    public async Task A_replay_is_the_same_bytes_and_shows_nothing_new()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 4, data = new { content = "Noted" } });
        var channel = await discord.OpenDirectAsync();
        var outcome = await discord.PressAsync(await discord.PostButtonAsync(channel));

        discord.Clock.Advance(TimeSpan.FromMinutes(1));
        var replayed = await discord.ControlAsync(HttpMethod.Post, "replay", new { interactionId = outcome["interactionId"] });

        replayed["result"]!.GetValue<string>().ShouldBe("unseen");
        replayed["response"]!["type"]!.GetValue<int>().ShouldBe(4);
        var (first, second) = (application.Received.First(), application.Received.Last());
        (second.Timestamp, second.Signature).ShouldBe((first.Timestamp, first.Signature));
        second.Body.ShouldBe(first.Body);
        (await discord.HistoryAsync(channel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_endpoint_is_accepted_if_it_answers_pings_and_refuses_bad_signatures()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);

        var outcome = await discord.ControlAsync(HttpMethod.Post, "ping");

        outcome["accepted"]!.GetValue<bool>().ShouldBeTrue(outcome.ToJsonString());
        outcome["probeStatus"]!.GetValue<int>().ShouldBe(401);
    }

    [Fact]
    public async Task Without_an_endpoint_a_ping_says_so()
    {
        await using var discord = await Discord.StartAsync();

        var outcome = await discord.ControlAsync(HttpMethod.Post, "ping");

        outcome["accepted"]!.GetValue<bool>().ShouldBeFalse();
        outcome["faults"]![0]!.GetValue<string>().ShouldContain("No interactions endpoint");
    }
}
