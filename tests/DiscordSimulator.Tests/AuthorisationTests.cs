using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class AuthorisationTests
{
    [Fact]
    public async Task A_bot_learns_who_it_is()
    {
        await using var discord = await Discord.StartAsync(("ApplicationId", "1234567890"), ("BotName", "Coach"));

        var me = await Discord.ReadAsync(await discord.Bot.GetAsync("users/@me"), 200);

        me["id"]!.GetValue<string>().ShouldBe("1234567890");
        me["username"]!.GetValue<string>().ShouldBe("Coach");
        me["bot"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer a-token")]
    [InlineData("Bot ")]
    [InlineData("a-token")]
    [InlineData("bot a-token")]
    public async Task Without_a_bots_token_the_answer_is_401(string? authorization)
    {
        await using var discord = await Discord.StartAsync();
        using var client = discord.Client(authorization);

        await Discord.ShouldRefuseAsync(await client.GetAsync("users/@me"), 401, 0);
    }

    [Fact]
    public async Task With_a_configured_token_no_other_is_let_in()
    {
        await using var discord = await Discord.StartAsync(("BotToken", "right"));
        using var right = discord.Client("Bot right");
        using var wrong = discord.Client("Bot wrong");

        await Discord.ReadAsync(await right.GetAsync("users/@me"), 200);
        await Discord.ShouldRefuseAsync(await wrong.GetAsync("users/@me"), 401, 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Mozilla/5.0")]
    [InlineData("DiscordBot")]
    [InlineData("DiscordBot (only-an-address)")]
    public async Task A_client_must_name_itself_as_Discord_asks(string? agent)
    {
        await using var discord = await Discord.StartAsync();
        using var client = discord.Client("Bot a-token", agent);

        await Discord.ShouldRefuseAsync(await client.GetAsync("users/@me"), 403, 40333);
    }

    [Fact]
    public async Task An_unknown_address_is_404()
    {
        await using var discord = await Discord.StartAsync();

        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync("no/such/thing"), 404, 0);
    }

    [Fact]
    public async Task Refused_requests_are_counted_for_ten_minutes_and_too_many_ban_the_caller()
    {
        await using var discord = await Discord.StartAsync(("InvalidRequestLimit", 3));
        using var stranger = discord.Client(null);
        for (var i = 0; i < 3; i++)
        {
            await Discord.ReadAsync(await stranger.GetAsync("users/@me"), 401);
        }

        (await discord.ControlAsync(HttpMethod.Get, "requests"))["invalid"]!.GetValue<int>().ShouldBe(3);
        var banned = await discord.Bot.GetAsync("users/@me");
        ((int)banned.StatusCode).ShouldBe(429);
        (await banned.Content.ReadAsStringAsync()).ShouldBe("error code: 1015");

        discord.Clock.Advance(TimeSpan.FromMinutes(10));
        await Discord.ReadAsync(await discord.Bot.GetAsync("users/@me"), 200);
    }

    [Fact]
    public async Task A_body_must_be_JSON_and_say_so()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        await Discord.ShouldRefuseAsync(
            await discord.Bot.PostAsync($"channels/{channel}/messages", new StringContent("{\"content\":\"x\"}")), 400, 50035);
        foreach (var body in new[] { "{", "[]", "null", "{\"content\":\"a\",\"content\":\"b\"}" })
        {
            await Discord.ShouldRefuseAsync(
                await discord.Bot.PostAsync($"channels/{channel}/messages", new StringContent(body, null, "application/json")), 400, 50109);
        }
    }
}
