using System.Globalization;
using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class HistoryTests
{
    private static async Task<(string Channel, List<string> Ids)> PostAsync(Discord discord, int count)
    {
        var channel = await discord.OpenDirectAsync();
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await discord.PostedAsync(channel, new { content = i.ToString(CultureInfo.InvariantCulture) }))["id"]!.GetValue<string>());
        }

        return (channel, ids);
    }

    private static async Task<List<string>> ContentsAsync(Discord discord, string channel, string query) =>
        [.. (await Discord.ReadAsync(await discord.Bot.GetAsync($"channels/{channel}/messages?{query}"), 200)).AsArray()
            .Select(message => message!["content"]!.GetValue<string>())];

    [Fact]
    public async Task The_newest_come_first_and_pages_go_both_ways()
    {
        await using var discord = await Discord.StartAsync();
        var (channel, ids) = await PostAsync(discord, 6);

        (await ContentsAsync(discord, channel, "limit=2")).ShouldBe(["5", "4"]);
        (await ContentsAsync(discord, channel, $"limit=2&before={ids[3]}")).ShouldBe(["2", "1"]);
        (await ContentsAsync(discord, channel, $"limit=2&after={ids[1]}")).ShouldBe(["3", "2"]);
        (await ContentsAsync(discord, channel, $"limit=3&around={ids[2]}")).ShouldBe(["3", "2", "1"]);
        (await ContentsAsync(discord, channel, $"after={ids[5]}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fifty_come_when_none_says_how_many()
    {
        await using var discord = await Discord.StartAsync();
        var (channel, _) = await PostAsync(discord, 51);

        (await discord.HistoryAsync(channel)).Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("before=x", "before")]
    public async Task A_page_that_cannot_be_is_refused_at_its_field(string query, string field)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        var answer = await Discord.ReadAsync(await discord.Bot.GetAsync($"channels/{channel}/messages?{query}"), 400);

        answer["errors"]![field].ShouldNotBeNull();
    }

    [Fact]
    public async Task Ids_rise_and_carry_the_time()
    {
        await using var discord = await Discord.StartAsync();
        var (channel, ids) = await PostAsync(discord, 3);
        discord.Clock.Advance(TimeSpan.FromHours(1));
        var later = await discord.PostedAsync(channel, new { content = "later" });

        var id = ulong.Parse(later["id"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> 22) + 1_420_070_400_000).ShouldBe(discord.Clock.GetUtcNow());
        later["timestamp"]!.GetValue<string>().ShouldBe("2026-11-22T08:00:00.000000+00:00");
        ids.Select(text => ulong.Parse(text, CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_message_is_read_and_edited_by_its_id()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        var id = await discord.PostButtonAsync(channel);

        var edited = await Discord.ReadAsync(await discord.Bot.PatchAsJsonAsync($"channels/{channel}/messages/{id}", new { content = "Done" }), 200);
        var read = await Discord.ReadAsync(await discord.Bot.GetAsync($"channels/{channel}/messages/{id}"), 200);

        edited["edited_timestamp"]!.GetValue<string>().ShouldNotBeEmpty();
        read["content"]!.GetValue<string>().ShouldBe("Done");
        read["components"]!.AsArray().Count.ShouldBe(1, "what an edit does not name stays");
    }

    [Fact]
    public async Task An_edit_must_leave_something()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        var id = await discord.PostButtonAsync(channel);

        await Discord.ShouldRefuseAsync(
            await discord.Bot.PatchAsJsonAsync($"channels/{channel}/messages/{id}", new { content = "", components = Array.Empty<int>() }), 400, 50006);
    }

    [Fact]
    public async Task A_message_that_is_not_in_the_channel_is_10008()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        var other = await discord.OpenDirectAsync(Discord.Ben);
        var id = await discord.PostButtonAsync(channel);

        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync($"channels/{other}/messages/{id}"), 404, 10008);
        await Discord.ShouldRefuseAsync(await discord.Bot.PatchAsJsonAsync($"channels/{channel}/messages/1", new { content = "x" }), 404, 10008);
    }
}
