using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class BotTests
{
    private const string Second = "1100000000000000002";

    private static Task<Discord> StartAsync(params (string Name, object Value)[] settings) => Discord.StartAsync(
    [
        ("BotToken", "a-token"), ("Bots:0:ApplicationId", Second), ("Bots:0:Token", "second-token"), ("Bots:0:Name", "Nutrition"),
        ("Bots:0:SigningSeed", new string('7', 64)), .. settings,
    ]);

    [Fact]
    public async Task Each_bot_writes_in_its_own_name_and_edits_only_its_own()
    {
        await using var discord = await StartAsync();
        using var second = discord.Client("Bot second-token");
        var channel = await discord.CreateTextChannelAsync();

        var mine = await discord.PostedAsync(channel, new { content = "mine" });
        var other = await Discord.ReadAsync(await second.PostAsJsonAsync($"channels/{channel}/messages", new { content = "other" }), 200);

        mine["author"]!["id"]!.GetValue<string>().ShouldBe(Discord.Application);
        other["author"]!["username"]!.GetValue<string>().ShouldBe("Nutrition");
        (await Discord.ReadAsync(await second.GetAsync("users/@me"), 200))["id"]!.GetValue<string>().ShouldBe(Second);
        await Discord.ShouldRefuseAsync(await discord.Bot.PatchAsJsonAsync($"channels/{channel}/messages/{other["id"]}", new { content = "x" }), 403, 50005);
        await Discord.ShouldRefuseAsync(await discord.Bot.DeleteAsync($"channels/{channel}/messages/{other["id"]}"), 403, 50013);
        await Discord.ReadAsync(await second.PatchAsJsonAsync($"channels/{channel}/messages/{other["id"]}", new { content = "x" }), 200);
        await Discord.ReadAsync(await second.DeleteAsync($"channels/{channel}/messages/{other["id"]}"), 204);
        (await discord.HistoryAsync(channel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_bot_has_its_own_direct_messages_and_nonces()
    {
        await using var discord = await StartAsync();
        using var second = discord.Client("Bot second-token");
        var mine = await discord.OpenDirectAsync();
        var other = (await Discord.ReadAsync(await second.PostAsJsonAsync("users/@me/channels", new { recipient_id = Discord.Anna }), 200))["id"]!.GetValue<string>();

        other.ShouldNotBe(mine);
        await Discord.ShouldRefuseAsync(await second.PostAsJsonAsync($"channels/{mine}/messages", new { content = "x" }), 403, 50001);
        var post = new { content = "x", nonce = "same", enforce_nonce = true };
        var first = await discord.PostedAsync(mine, post);
        var their = await Discord.ReadAsync(await second.PostAsJsonAsync($"channels/{other}/messages", post), 200);
        their["id"]!.GetValue<string>().ShouldNotBe(first["id"]!.GetValue<string>(), "a nonce is its author's own");
    }

    [Fact]
    public async Task Each_bot_has_its_own_limits()
    {
        await using var discord = await StartAsync(("GlobalLimit", 2), ("BucketLimit", 1));
        using var second = discord.Client("Bot second-token");
        var channel = await discord.CreateTextChannelAsync();

        await discord.PostedAsync(channel, new { content = "x" });
        (await Discord.ReadAsync(await discord.PostAsync(channel, new { content = "x" }), 429))["global"]!.GetValue<bool>().ShouldBeFalse();
        await Discord.ReadAsync(await second.PostAsJsonAsync($"channels/{channel}/messages", new { content = "x" }), 200);
        await discord.Bot.GetAsync("users/@me");
        (await Discord.ReadAsync(await discord.Bot.GetAsync("users/@me"), 429))["global"]!.GetValue<bool>().ShouldBeTrue();
        await Discord.ReadAsync(await second.GetAsync("users/@me"), 200);
    }

    [Fact]
    public async Task A_press_goes_to_the_bot_of_the_message_signed_with_its_key()
    {
        await using var discord = await StartAsync();
        using var second = discord.Client("Bot second-token");
        await using var first = await TestApplication.StartAsync(discord);
        await using var theirs = await TestApplication.StartAsync(discord, Second);
        var channel = await discord.CreateTextChannelAsync();
        var post = await second.PostAsJsonAsync($"channels/{channel}/messages", new { content = "x", components = new[] { Discord.Row(Discord.Button("log:squat")) } });

        var outcome = await discord.PressAsync((await Discord.ReadAsync(post, 200))["id"]!.GetValue<string>());

        outcome["result"]!.GetValue<string>().ShouldBe("deferredUpdate");
        first.Received.ShouldBeEmpty();
        var sent = theirs.Received.ShouldHaveSingleItem().Json.ShouldNotBeNull("the signature is the second bot's");
        sent["application_id"]!.GetValue<string>().ShouldBe(Second);
        var webhook = $"{sent["token"]}/messages/@original";
        await Discord.ReadAsync(await second.PatchAsJsonAsync($"webhooks/{Second}/{webhook}", new { content = "y" }), 200);
        await Discord.ShouldRefuseAsync(await second.PatchAsJsonAsync($"webhooks/{Discord.Application}/{webhook}", new { content = "y" }), 401, 50027);
    }

    [Fact]
    public async Task A_token_that_is_nobodys_is_not_let_in()
    {
        await using var discord = await StartAsync();
        using var stranger = discord.Client("Bot third-token");

        await Discord.ReadAsync(await stranger.GetAsync("users/@me"), 401);
    }

    [Fact]
    public async Task Faulty_settings_of_bots_and_buckets_are_named_together()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Discord.StartAsync(
            ("Bots:0:ApplicationId", "x"), ("Bots:0:SigningSeed", "12"), ("Buckets:0:Limit", 0), ("Buckets:0:Scope", "mine")));

        foreach (var setting in new[] { "Bots:0:ApplicationId", "Bots:0:Token", "Bots:0:SigningSeed", "Buckets:0:Route", "Buckets:0:Limit", "Buckets:0:Scope" })
        {
            failure.Message.ShouldContain($"Simulator:{setting}");
        }
    }
}
