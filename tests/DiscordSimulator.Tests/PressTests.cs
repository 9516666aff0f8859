using Microsoft.AspNetCore.Http;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class PressTests
{
    [Fact]
    public async Task In_a_direct_message_the_person_is_a_user()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        var channel = await discord.OpenDirectAsync();
        var message = await discord.PostButtonAsync(channel);

        await discord.PressAsync(message);

        var sent = application.Received.ShouldHaveSingleItem().Json!;
        sent["type"]!.GetValue<int>().ShouldBe(3);
        sent["version"]!.GetValue<int>().ShouldBe(1);
        sent["application_id"]!.GetValue<string>().ShouldBe("1100000000000000001");
        sent["channel_id"]!.GetValue<string>().ShouldBe(channel);
        sent["message"]!["id"]!.GetValue<string>().ShouldBe(message);
        sent["user"]!["id"]!.GetValue<string>().ShouldBe(Discord.Anna);
        sent["member"].ShouldBeNull();
        sent["data"]!["custom_id"]!.GetValue<string>().ShouldBe("log:squat");
        sent["data"]!["component_type"]!.GetValue<int>().ShouldBe(2);
        sent["token"]!.GetValue<string>().Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task In_a_servers_channel_the_person_is_a_member_and_anyone_may_press()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        var message = await discord.PostButtonAsync(await discord.CreateTextChannelAsync());

        await discord.PressAsync(message, userId: Discord.Ben);

        var sent = application.Received.ShouldHaveSingleItem().Json!;
        sent["member"]!["user"]!["id"]!.GetValue<string>().ShouldBe(Discord.Ben);
        sent["guild_id"]!.GetValue<string>().ShouldBe(Discord.Guild);
        sent["user"].ShouldBeNull();
    }

    [Fact]
    public async Task What_Discord_would_not_offer_is_sent_only_by_force()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        var message = await discord.PostButtonAsync(await discord.OpenDirectAsync());

        await discord.PressAsync(message, userId: Discord.Ben, expected: 409);
        await discord.PressAsync(message, customId: "no:such", expected: 409);
        await discord.PressAsync("1", expected: 404);
        application.Received.ShouldBeEmpty();

        await discord.PressAsync(message, userId: Discord.Ben, force: true);
        await discord.PressAsync(message, customId: "no:such", force: true);
        application.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_becomes_a_message_of_the_channel()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 4, data = new { content = "Noted" } });
        var channel = await discord.OpenDirectAsync();

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(channel));

        outcome["status"]!.GetValue<int>().ShouldBe(200);
        outcome["result"]!.GetValue<string>().ShouldBe("message");
        var newest = (await discord.HistoryAsync(channel))[0]!;
        newest["id"]!.GetValue<string>().ShouldBe(outcome["messageId"]!.GetValue<string>());
        newest["content"]!.GetValue<string>().ShouldBe("Noted");
        newest["interaction_metadata"]!["user"]!["id"]!.GetValue<string>().ShouldBe(Discord.Anna);
    }

    [Fact]
    public async Task An_ephemeral_answer_is_seen_by_one_person_and_not_by_the_bot()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 4, data = new { content = "Only you", flags = 64 } });
        var channel = await discord.OpenDirectAsync();

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(channel));

        outcome["ephemeral"]!.GetValue<bool>().ShouldBeTrue();
        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync($"channels/{channel}/messages/{outcome["messageId"]}"), 404, 10008);
        var seen = (await discord.ControlAsync(HttpMethod.Get, $"channels/{channel}/messages")).AsArray();
        seen[^1]!["ephemeral_for"]!.GetValue<string>().ShouldBe(Discord.Anna);
    }

    [Fact]
    public async Task An_update_changes_the_message_with_the_button()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => new { type = 7, data = new { content = "Logged" } });
        var channel = await discord.OpenDirectAsync();
        var message = await discord.PostButtonAsync(channel);

        var outcome = await discord.PressAsync(message);

        outcome["result"]!.GetValue<string>().ShouldBe("updated");
        var only = (await discord.HistoryAsync(channel)).ShouldHaveSingleItem()!;
        only["content"]!.GetValue<string>().ShouldBe("Logged");
    }

    [Fact]
    public async Task An_answer_after_the_limit_is_none()
    {
        await using var discord = await Discord.StartAsync(("InteractionLimit", "00:00:00.300"));
        await using var application = await TestApplication.StartAsync(discord);
        var never = new TaskCompletionSource<IResult>();
        application.Answer = _ => never.Task;
        var channel = await discord.OpenDirectAsync();

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(channel));
        never.SetResult(TestApplication.Json(new { type = 4, data = new { content = "Too late" } }));

        outcome["result"]!.GetValue<string>().ShouldBe("failed");
        outcome["status"]!.GetValue<int>().ShouldBe(0);
        outcome["latencyMs"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(290);
        outcome["faults"]![0]!.GetValue<string>().ShouldBe("No answer within 0.3 s.");
        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"type\":1}", "type")]
    [InlineData("{\"type\":99}", "type")]
    [InlineData("{\"type\":4}", "data")]
    [InlineData("{\"type\":9}", "data")]
    [InlineData("{\"type\":4,\"data\":{\"content\":\"\"}}", "data")]
    [InlineData("{\"type\":4,\"data\":{\"content\":\"x\",\"components\":[{\"type\":2}]}}", "data.components.0.type")]
    [InlineData("[]", "no JSON object")]
    [InlineData("nonsense", "no JSON object")]
    public async Task An_answer_that_Discord_would_not_take_shows_the_person_a_failure(string json, string fault)
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        application.Answer = _ => Task.FromResult(Results.Text(json, "application/json"));
        var channel = await discord.OpenDirectAsync();

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(channel));

        outcome["result"]!.GetValue<string>().ShouldBe("failed");
        outcome["faults"]!.ToJsonString().ShouldContain(fault);
        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_must_say_that_it_is_JSON()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        application.Answer = _ => Task.FromResult(Results.Text("{\"type\":6}", "text/plain"));

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(await discord.OpenDirectAsync()));

        outcome["faults"]![0]!.GetValue<string>().ShouldContain("Content-Type");
    }

    [Fact]
    public async Task A_disabled_button_cannot_be_pressed_and_a_select_sends_its_values()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        var channel = await discord.OpenDirectAsync();
        var message = await discord.PostedAsync(channel, new
        {
            content = "x",
            components = new[]
            {
                Discord.Row(new { type = 2, style = 1, label = "Off", custom_id = "off", disabled = true }),
                Discord.Row(new { type = 3, custom_id = "pick", options = new[] { new { label = "One", value = "1" } } }),
            },
        });
        var messageId = message["id"]!.GetValue<string>();

        await discord.PressAsync(messageId, "off", expected: 409);
        await discord.ControlAsync(HttpMethod.Post, "press", new { messageId, customId = "pick", userId = Discord.Anna, values = new[] { "1" } });

        var data = application.Received.ShouldHaveSingleItem().Json!["data"]!;
        data["component_type"]!.GetValue<int>().ShouldBe(3);
        data["values"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("1");
    }
}
