using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class WebhookTests
{
    private const string Application = "1100000000000000001";

    private static async Task<(JsonNode Outcome, string Token, string Channel)> PressAsync(Discord discord, TestApplication application)
    {
        var channel = await discord.OpenDirectAsync();
        var outcome = await discord.PressAsync(await discord.PostButtonAsync(channel));
        return (outcome, application.Received.Last().Json!["token"]!.GetValue<string>(), channel);
    }

    private static Task<HttpResponseMessage> EditAsync(HttpClient client, string token, string applicationId = Application) =>
        client.PatchAsJsonAsync($"webhooks/{applicationId}/{token}/messages/@original", new { content = "Ready" });

    [Fact]
    public async Task A_deferred_answer_is_completed_without_a_bots_token()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 5, data = new { flags = 64 } });
        using var anyone = discord.Client(null);
        var (outcome, token, channel) = await PressAsync(discord, application);

        outcome["result"]!.GetValue<string>().ShouldBe("deferred");
        var edited = await Discord.ReadAsync(await EditAsync(anyone, token), 200);

        edited["id"]!.GetValue<string>().ShouldBe(outcome["messageId"]!.GetValue<string>());
        var shown = (await discord.ControlAsync(HttpMethod.Get, $"channels/{channel}/messages")).AsArray()[^1]!;
        shown["content"]!.GetValue<string>().ShouldBe("Ready");
        shown["flags"]!.GetValue<int>().ShouldBe(64, "no longer thinking, still for one person only");
    }

    [Fact]
    public async Task A_deferred_update_completes_the_message_with_the_button()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 6 });
        var (_, token, channel) = await PressAsync(discord, application);

        await Discord.ReadAsync(await EditAsync(discord.Bot, token), 200);

        (await discord.HistoryAsync(channel)).ShouldHaveSingleItem()!["content"]!.GetValue<string>().ShouldBe("Ready");
    }

    [Fact]
    public async Task The_token_is_good_for_fifteen_minutes()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 5 });
        var (_, token, _) = await PressAsync(discord, application);

        discord.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        await Discord.ReadAsync(await EditAsync(discord.Bot, token), 200);
        discord.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Discord.ShouldRefuseAsync(await EditAsync(discord.Bot, token), 401, 50027);
    }

    [Fact]
    public async Task What_was_never_answered_has_no_original()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 99 });
        var (_, token, _) = await PressAsync(discord, application);

        await Discord.ShouldRefuseAsync(await EditAsync(discord.Bot, token), 404, 10015);
    }

    [Fact]
    public async Task Another_application_and_another_token_are_refused()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 5 });
        var (_, token, _) = await PressAsync(discord, application);

        await Discord.ShouldRefuseAsync(await EditAsync(discord.Bot, token, "1"), 404, 10015);
        await Discord.ShouldRefuseAsync(await EditAsync(discord.Bot, "nonsense!"), 401, 50027);
        await Discord.ShouldRefuseAsync(await EditAsync(discord.Bot, token[..^2] + "AA"), 401, 50027);
    }
}
