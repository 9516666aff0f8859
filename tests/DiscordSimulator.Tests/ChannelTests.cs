using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class ChannelTests
{
    [Fact]
    public async Task There_is_one_direct_channel_for_each_person()
    {
        await using var discord = await Discord.StartAsync();

        var first = await Discord.ReadAsync(await discord.Bot.PostAsJsonAsync("users/@me/channels", new { recipient_id = Discord.Anna }), 200);
        var again = await discord.OpenDirectAsync();
        var other = await discord.OpenDirectAsync(Discord.Ben);

        first["type"]!.GetValue<int>().ShouldBe(1);
        first["recipients"]![0]!["id"]!.GetValue<string>().ShouldBe(Discord.Anna);
        again.ShouldBe(first["id"]!.GetValue<string>());
        other.ShouldNotBe(again);
    }

    [Fact]
    public async Task Opened_at_once_by_many_it_is_still_one_channel()
    {
        await using var discord = await Discord.StartAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => discord.OpenDirectAsync()));

        ids.Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{}", "BASE_TYPE_REQUIRED")]
    [InlineData("{\"recipient_id\":\"anna\"}", "NUMBER_TYPE_COERCE")]
    public async Task A_recipient_must_be_named_by_a_snowflake(string body, string code)
    {
        await using var discord = await Discord.StartAsync();

        var answer = await Discord.ReadAsync(
            await discord.Bot.PostAsync("users/@me/channels", new StringContent(body, null, "application/json")), 400);

        answer["errors"]!["recipient_id"]!["_errors"]![0]!["code"]!.GetValue<string>().ShouldBe(code);
    }

    [Fact]
    public async Task An_unknown_channel_is_10003_and_what_is_no_id_a_bad_form()
    {
        await using var discord = await Discord.StartAsync();

        await Discord.ShouldRefuseAsync(await discord.PostAsync("1", new { content = "x" }), 404, 10003);
        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync("channels/1"), 404, 10003);
        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync("channels/1/messages"), 404, 10003);
        await Discord.ShouldRefuseAsync(await discord.PostAsync("anna", new { content = "x" }), 400, 50035);
    }

    [Fact]
    public async Task A_channel_that_the_bot_may_not_see_is_50001()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.CreateTextChannelAsync();
        await discord.PostedAsync(channel, new { content = "x" });

        await discord.ControlAsync(HttpMethod.Put, $"channels/{channel}", new { accessible = false });

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50001);
        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync($"channels/{channel}/messages"), 403, 50001);
    }

    [Fact]
    public async Task A_person_who_closed_their_direct_messages_gets_none()
    {
        await using var discord = await Discord.StartAsync();
        var anna = await discord.OpenDirectAsync();
        var ben = await discord.OpenDirectAsync(Discord.Ben);

        await discord.ControlAsync(HttpMethod.Put, $"users/{Discord.Anna}", new { cannotDm = true });

        await Discord.ShouldRefuseAsync(await discord.PostAsync(anna, new { content = "x" }), 403, 50007);
        await discord.PostedAsync(ben, new { content = "x" });
        (await discord.HistoryAsync(anna)).ShouldBeEmpty();
    }
}
