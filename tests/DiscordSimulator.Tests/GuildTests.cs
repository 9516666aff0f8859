using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class GuildTests
{
    [Fact]
    public async Task Without_a_server_in_common_a_guarded_person_gets_no_message()
    {
        await using var discord = await Discord.StartAsync();
        await discord.ControlAsync(HttpMethod.Put, $"users/{Discord.Anna}", new { requireMutualGuild = true });
        var channel = await discord.OpenDirectAsync();

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50278);
        await discord.ControlAsync(HttpMethod.Put, $"guilds/{Discord.Guild}", new { name = "Gym", members = new[] { Discord.Anna } });
        await discord.PostedAsync(channel, new { content = "x" });
        await discord.ControlAsync(HttpMethod.Delete, $"guilds/{Discord.Guild}/members/{Discord.Anna}");
        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50278);
        await discord.ControlAsync(HttpMethod.Put, $"guilds/{Discord.Guild}/members/{Discord.Anna}");
        await discord.PostedAsync(channel, new { content = "x" });
        await discord.ControlAsync(HttpMethod.Put, $"guilds/{Discord.Guild}", new { bots = Array.Empty<string>() });
        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50278);
    }

    [Fact]
    public async Task A_bot_can_be_guarded_as_a_whole()
    {
        await using var discord = await Discord.StartAsync(("RequireMutualGuild", true));
        var channel = await discord.OpenDirectAsync();

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50278);
        await discord.ControlAsync(HttpMethod.Put, $"bots/{Discord.Application}", new { requireMutualGuild = false });
        await discord.PostedAsync(channel, new { content = "x" });
    }

    [Fact]
    public async Task A_bot_that_may_not_write_still_reads()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.CreateTextChannelAsync();
        await discord.ControlAsync(HttpMethod.Put, $"channels/{channel}", new { canSend = false });

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50013);
        (await discord.HistoryAsync(channel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bot_that_was_not_added_to_a_server_has_no_access()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.CreateTextChannelAsync();
        await discord.ControlAsync(HttpMethod.Put, $"guilds/{Discord.Guild}", new { bots = new[] { "42" } });

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, 50001);
        (await discord.ControlAsync(HttpMethod.Get, "guilds")).AsArray().ShouldHaveSingleItem()!["bots"]![0]!.GetValue<string>().ShouldBe("42");
        await discord.ControlAsync(HttpMethod.Put, $"guilds/43/members/{Discord.Anna}", expected: 404);
    }
}
