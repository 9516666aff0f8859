using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class CommandTests
{
    private static readonly object Log = new
    {
        name = "log",
        description = "Log a top set",
        options = new object[]
        {
            new { name = "exercise", description = "Which", type = 3, required = true, autocomplete = true },
            new { name = "reps", description = "How many", type = 4, min_value = 1, max_value = 100 },
            new { name = "weight", description = "How heavy", type = 10 },
            new { name = "unit", description = "Of weight", type = 3, choices = new[] { new { name = "kilograms", value = "kg" }, new { name = "pounds", value = "lb" } } },
            new { name = "coach", description = "Whose", type = 6 },
        },
    };

    private static object Answer(string content, int flags = 0) => new { type = 4, data = new { content, flags } };

    [Fact]
    public async Task A_typed_command_arrives_with_its_options_and_who_typed_it()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => Answer("Logged"));
        var command = (await discord.RegisterAsync(Log))[0]!;
        await discord.ControlAsync(HttpMethod.Put, $"users/{Discord.Anna}", new { name = "Anna", locale = "fr" });
        var channel = await discord.OpenDirectAsync();

        var outcome = await discord.TypeAsync(channel, "log", new { exercise = "Squat", reps = 5, weight = "102.5", unit = "kg", coach = Discord.Ben });

        outcome["result"]!.GetValue<string>().ShouldBe("message");
        var sent = application.Received.ShouldHaveSingleItem().Json!;
        sent["type"]!.GetValue<int>().ShouldBe(2);
        sent["locale"]!.GetValue<string>().ShouldBe("fr");
        sent["context"]!.GetValue<int>().ShouldBe(1);
        sent["authorizing_integration_owners"]!["0"]!.GetValue<string>().ShouldBe("0");
        sent["user"]!["id"]!.GetValue<string>().ShouldBe(Discord.Anna);
        sent.AsObject().ContainsKey("member").ShouldBeFalse();
        sent.AsObject().ContainsKey("message").ShouldBeFalse();
        var data = sent["data"]!;
        data["id"]!.GetValue<string>().ShouldBe(command["id"]!.GetValue<string>());
        data["name"]!.GetValue<string>().ShouldBe("log");
        data["type"]!.GetValue<int>().ShouldBe(1);
        JsonNode.DeepEquals(data["options"], JsonNode.Parse("""
            [{"name":"exercise","type":3,"value":"Squat"},{"name":"reps","type":4,"value":5},{"name":"weight","type":10,"value":102.5},
             {"name":"unit","type":3,"value":"kg"},{"name":"coach","type":6,"value":"200000000000000043"}]
            """)).ShouldBeTrue(data["options"]!.ToJsonString());
        data["resolved"]!["users"]![Discord.Ben]!["id"]!.GetValue<string>().ShouldBe(Discord.Ben);
        var shown = (await discord.HistoryAsync(channel)).ShouldHaveSingleItem()!;
        shown["type"]!.GetValue<int>().ShouldBe(20);
        shown["interaction"]!["name"]!.GetValue<string>().ShouldBe("log");
        shown["interaction_metadata"]!["user"]!["id"]!.GetValue<string>().ShouldBe(Discord.Anna);
    }

    [Fact]
    public async Task In_a_server_the_person_is_a_member()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => Answer("Here"));
        await discord.RegisterAsync(new { name = "today", description = "d" });
        await discord.ControlAsync(HttpMethod.Put, $"guilds/{Discord.Guild}", new { name = "Gym", locale = "de" });

        await discord.TypeAsync(await discord.CreateTextChannelAsync(), "/today");

        var sent = application.Received.ShouldHaveSingleItem().Json!;
        sent["guild_id"]!.GetValue<string>().ShouldBe(Discord.Guild);
        sent["guild_locale"]!.GetValue<string>().ShouldBe("de");
        sent["member"]!["user"]!["id"]!.GetValue<string>().ShouldBe(Discord.Anna);
        sent["authorizing_integration_owners"]!["0"]!.GetValue<string>().ShouldBe(Discord.Guild);
        sent["context"]!.GetValue<int>().ShouldBe(0);
        sent.AsObject().ContainsKey("user").ShouldBeFalse();
        sent["data"]!.AsObject().ContainsKey("options").ShouldBeFalse();
    }

    [Fact]
    public async Task What_Discords_client_would_not_send_needs_force()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => Answer("?", 64));
        await discord.RegisterAsync(Log, new { name = "server", description = "d", contexts = new[] { 0 } });
        var channel = await discord.OpenDirectAsync();

        async Task RefusedAsync(string name, object? options, string why, string userId = Discord.Anna) =>
            (await discord.TypeAsync(channel, name, options, userId, expected: 409))["detail"]!.GetValue<string>().ShouldContain(why);

        await RefusedAsync("nonsense", null, "no command '/nonsense'");
        await RefusedAsync("server", null, "no command '/server'");
        await RefusedAsync("log", null, "'exercise' is required");
        await RefusedAsync("log", new { exercise = "Squat", reps = 0 }, "'reps' must have a value of 1 to 100");
        await RefusedAsync("log", new { exercise = "Squat", reps = "many" }, "'reps' is no integer");
        await RefusedAsync("log", new { exercise = "Squat", reps = 1.5 }, "'reps' is no integer");
        await RefusedAsync("log", new { exercise = "Squat", unit = "st" }, "'unit' must be one of its choices: kg, lb");
        await RefusedAsync("log", new { exercise = "Squat", sets = 3 }, "no option 'sets'");
        await RefusedAsync("log", new { exercise = "Squat" }, "Only", Discord.Ben);
        application.Received.ShouldBeEmpty();

        await discord.TypeAsync(channel, "nonsense", new { any = 1 }, force: true);
        application.Received.ShouldHaveSingleItem().Json!["data"]!["options"]![0]!["value"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_subcommand_carries_its_own_options()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(discord, _ => Answer("ok"));
        await discord.RegisterAsync(new
        {
            name = "plan",
            description = "d",
            options = new[] { new { name = "show", description = "d", type = 1, options = new[] { new { name = "week", description = "d", type = 4, required = true } } } },
        });
        var channel = await discord.OpenDirectAsync();

        await discord.TypeAsync(channel, "plan", expected: 409);
        await discord.TypeAsync(channel, "plan show", expected: 409);
        await discord.TypeAsync(channel, "plan show", new { week = 2 });

        var option = application.Received.ShouldHaveSingleItem().Json!["data"]!["options"]![0]!;
        option["name"]!.GetValue<string>().ShouldBe("show");
        option["type"]!.GetValue<int>().ShouldBe(1);
        option["options"]![0]!["value"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_command_may_open_a_modal_but_update_no_message()
    {
        await using var discord = await Discord.StartAsync();
        var answer = TestApplication.Modal(TestApplication.Input("code"));
        await using var application = await TestApplication.AnsweringAsync(discord, _ => answer);
        await discord.RegisterAsync(new { name = "link", description = "d" });
        var channel = await discord.OpenDirectAsync();

        var opened = await discord.TypeAsync(channel, "link");
        opened["result"]!.GetValue<string>().ShouldBe("modal");
        application.Answer = _ => Task.FromResult(TestApplication.Json(new { type = 7, data = new { content = "x" } }));
        (await discord.TypeAsync(channel, "link"))["faults"]![0]!.GetValue<string>().ShouldContain("(4, 5, 9)");
        var submitted = await discord.ControlAsync(
            HttpMethod.Post, "submit", new { modalId = opened["modalId"]!.GetValue<string>(), userId = Discord.Anna, values = new { code = "123456" } });
        submitted["faults"]![0]!.GetValue<string>().ShouldContain("(4, 5)", Case.Sensitive, "no message is there to update");
    }

    [Fact]
    public async Task Completions_are_offered_as_a_person_types()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.AnsweringAsync(
            discord, _ => new { type = 8, data = new { choices = new[] { new { name = "Squat", value = "squat" } } } });
        await discord.RegisterAsync(Log);
        var channel = await discord.OpenDirectAsync();

        var outcome = await discord.ControlAsync(
            HttpMethod.Post, "autocomplete", new { userId = Discord.Anna, channelId = channel, name = "log", options = new { exercise = "sq" }, focused = "exercise" });

        outcome["result"]!.GetValue<string>().ShouldBe("choices");
        outcome["response"]!["data"]!["choices"]![0]!["value"]!.GetValue<string>().ShouldBe("squat");
        var sent = application.Received.ShouldHaveSingleItem().Json!;
        sent["type"]!.GetValue<int>().ShouldBe(4);
        var option = sent["data"]!["options"]!.AsArray().ShouldHaveSingleItem()!;
        option["focused"]!.GetValue<bool>().ShouldBeTrue();
        option["value"]!.GetValue<string>().ShouldBe("sq");
        (await discord.HistoryAsync(channel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Completions_that_Discord_would_not_take_are_faults()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        await discord.RegisterAsync(new { name = "log", description = "d", options = new[] { new { name = "reps", description = "d", type = 4, autocomplete = true } } });
        var channel = await discord.OpenDirectAsync();

        async Task<string> FaultAsync(object data)
        {
            application.Answer = _ => Task.FromResult(TestApplication.Json(new { type = 8, data }));
            var outcome = await discord.ControlAsync(
                HttpMethod.Post, "autocomplete", new { userId = Discord.Anna, channelId = channel, name = "log", options = new { reps = "5" }, focused = "reps" });
            outcome["result"]!.GetValue<string>().ShouldBe("failed");
            return outcome["faults"]![0]!.GetValue<string>();
        }

        (await FaultAsync(new { choices = Enumerable.Range(0, 26).Select(i => new { name = $"{i}", value = i }) })).ShouldStartWith("data.choices BASE_TYPE_MAX_LENGTH");
        (await FaultAsync(new { choices = new[] { new { name = "", value = 5 } } })).ShouldStartWith("data.choices.0.name");
        (await FaultAsync(new { choices = new[] { new { name = "five", value = "5" } } })).ShouldStartWith("data.choices.0.value NUMBER_TYPE_COERCE");
        (await FaultAsync(new { })).ShouldStartWith("data.choices BASE_TYPE_REQUIRED");
    }

    [Fact]
    public async Task A_person_is_offered_the_commands_of_the_channel()
    {
        await using var discord = await Discord.StartAsync();
        await discord.RegisterAsync(new { name = "today", description = "d" }, new { name = "server", description = "d", contexts = new[] { 0 } });
        await Discord.ReadAsync(await discord.Bot.PutAsJsonAsync(
            $"applications/{Discord.Application}/guilds/{Discord.Guild}/commands", new[] { new { name = "gym", description = "d" } }), 200);

        async Task<IEnumerable<string>> OfferedAsync(string channel) =>
            (await discord.ControlAsync(HttpMethod.Get, $"channels/{channel}/commands")).AsArray().Select(each => each!["name"]!.GetValue<string>());

        (await OfferedAsync(await discord.OpenDirectAsync())).ShouldBe(["today"]);
        (await OfferedAsync(await discord.CreateTextChannelAsync())).ShouldBe(["gym", "today", "server"]);
    }

    [Fact]
    public async Task A_locale_that_Discord_does_not_have_is_refused()
    {
        await using var discord = await Discord.StartAsync();

        await discord.ControlAsync(HttpMethod.Put, $"users/{Discord.Anna}", new { locale = "fr-FR" }, 400);
    }
}
