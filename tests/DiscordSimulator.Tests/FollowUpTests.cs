using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class FollowUpTests
{
    private static async Task<(string Webhook, string Channel)> PressAsync(Discord discord, TestApplication application)
    {
        var channel = await discord.OpenDirectAsync();
        await discord.PressAsync(await discord.PostButtonAsync(channel));
        return ($"webhooks/{Discord.Application}/{application.Received.Last().Json!["token"]}", channel);
    }

    [Fact]
    public async Task More_messages_follow_an_answer_and_are_edited_and_deleted_by_its_token()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 6 });
        using var anyone = discord.Client(null);
        var (webhook, channel) = await PressAsync(discord, application);

        var open = await Discord.ReadAsync(await anyone.PostAsJsonAsync(webhook, new { content = "For all" }), 200);
        var secret = await Discord.ReadAsync(await anyone.PostAsJsonAsync(webhook, new { content = "For one", flags = 64 }), 200);
        await Discord.ReadAsync(await anyone.PatchAsJsonAsync($"{webhook}/messages/{secret["id"]}", new { content = "Changed" }), 200);

        (await discord.HistoryAsync(channel)).Select(each => each!["content"]!.GetValue<string>()).ShouldBe(["For all", "Squat 3×5"]);
        var shown = (await discord.ControlAsync(HttpMethod.Get, $"channels/{channel}/messages")).AsArray()[^1]!;
        shown["content"]!.GetValue<string>().ShouldBe("Changed");
        shown["ephemeral_for"]!.GetValue<string>().ShouldBe(Discord.Anna);
        (await Discord.ReadAsync(await anyone.GetAsync($"{webhook}/messages/{open["id"]}"), 200))["content"]!.GetValue<string>().ShouldBe("For all");
        await Discord.ReadAsync(await anyone.DeleteAsync($"{webhook}/messages/{open["id"]}"), 204);
        await Discord.ShouldRefuseAsync(await anyone.GetAsync($"{webhook}/messages/{open["id"]}"), 404, 10008);
        (await discord.HistoryAsync(channel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_first_follow_up_of_a_deferred_answer_is_that_answer()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 5, data = new { flags = 64 } });
        var (webhook, channel) = await PressAsync(discord, application);

        await Discord.ReadAsync(await discord.Bot.PostAsJsonAsync(webhook, new { content = "Ready" }), 200);

        var shown = (await discord.ControlAsync(HttpMethod.Get, $"channels/{channel}/messages")).AsArray();
        shown.Count.ShouldBe(2);
        shown[1]!["content"]!.GetValue<string>().ShouldBe("Ready");
        shown[1]!["flags"]!.GetValue<int>().ShouldBe(64, "no longer thinking, and still for one person only");
    }

    [Fact]
    public async Task A_token_reaches_only_the_messages_of_its_interaction()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 6 });
        var (webhook, channel) = await PressAsync(discord, application);
        var other = await discord.PostedAsync(channel, new { content = "Other" });

        await Discord.ShouldRefuseAsync(await discord.Bot.PatchAsJsonAsync($"{webhook}/messages/{other["id"]}", new { content = "x" }), 404, 10008);
        await Discord.ShouldRefuseAsync(await discord.Bot.PostAsJsonAsync(webhook, new { content = " " }), 400, 50006);
        discord.Clock.Advance(TimeSpan.FromMinutes(15));
        await Discord.ShouldRefuseAsync(await discord.Bot.PostAsJsonAsync(webhook, new { content = "late" }), 401, 50027);
    }

    [Fact]
    public async Task The_answer_may_come_as_a_callback_and_only_once()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        using var anyone = discord.Client(null);
        HttpResponseMessage first = null!, second = null!;
        var callback = "";
        application.Answer = async interaction =>
        {
            callback = $"interactions/{interaction["id"]}/{interaction["token"]}/callback";
            first = await anyone.PostAsJsonAsync($"{callback}?with_response=true", new { type = 4, data = new { content = "Called back" } });
            second = await anyone.PostAsJsonAsync(callback, new { type = 6 });
            return Microsoft.AspNetCore.Http.Results.StatusCode(202);
        };

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(await discord.OpenDirectAsync()));

        outcome["result"]!.GetValue<string>().ShouldBe("message");
        outcome["response"]!["data"]!["content"]!.GetValue<string>().ShouldBe("Called back");
        var made = await Discord.ReadAsync(first, 200);
        made["resource"]!["message"]!["content"]!.GetValue<string>().ShouldBe("Called back");
        made["interaction"]!["response_message_id"]!.GetValue<string>().ShouldBe(outcome["messageId"]!.GetValue<string>());
        await Discord.ShouldRefuseAsync(second, 400, 40060);
        await Discord.ShouldRefuseAsync(await anyone.PostAsJsonAsync(callback, new { type = 6 }), 400, 40060);
    }

    [Fact]
    public async Task A_callback_that_is_late_or_faulty_is_refused()
    {
        await using var discord = await Discord.StartAsync(("InteractionLimit", "00:00:00.3"));
        await using var application = await TestApplication.StartAsync(discord);
        application.Answer = _ => Task.FromResult(Microsoft.AspNetCore.Http.Results.StatusCode(202));
        var message = await discord.PostButtonAsync(await discord.OpenDirectAsync());

        (await discord.PressAsync(message))["faults"]![0]!.GetValue<string>().ShouldBe("No callback came in time.");

        var sent = application.Received.Last().Json!;
        var callback = $"interactions/{sent["id"]}/{sent["token"]}/callback";
        await Discord.ShouldRefuseAsync(await discord.Bot.PostAsJsonAsync(callback, new { type = 6 }), 404, 10062);
        await Discord.ShouldRefuseAsync(await discord.Bot.PostAsJsonAsync($"interactions/1/{sent["token"]}/callback", new { type = 6 }), 404, 10062);

        HttpResponseMessage faulty = null!;
        application.Answer = async interaction =>
        {
            faulty = await discord.Bot.PostAsJsonAsync($"interactions/{interaction["id"]}/{interaction["token"]}/callback", new { type = 8 });
            return TestApplication.Json(new { type = 6 });
        };
        (await discord.PressAsync(message))["result"]!.GetValue<string>().ShouldBe("deferredUpdate");
        await Discord.ShouldRefuseAsync(faulty, 400, 50035);
    }

    [Fact]
    public async Task A_modal_of_a_button_may_update_the_message_with_the_button()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, interaction => interaction["type"]!.GetValue<int>() == 5
            ? new { type = 7, data = new { content = "✓ Squat" } }
            : TestApplication.Modal(TestApplication.Input("weight")));
        var channel = await discord.OpenDirectAsync();
        var pressed = await discord.PressAsync(await discord.PostButtonAsync(channel));

        var outcome = await discord.ControlAsync(
            HttpMethod.Post, "submit", new { modalId = pressed["modalId"]!.GetValue<string>(), userId = Discord.Anna, values = new { weight = "100" } });

        outcome["result"]!.GetValue<string>().ShouldBe("updated");
        var message = (await discord.HistoryAsync(channel)).ShouldHaveSingleItem()!;
        message["content"]!.GetValue<string>().ShouldBe("✓ Squat");
        message["edited_timestamp"].ShouldNotBeNull();
    }
}
