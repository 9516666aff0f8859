using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class ModalTests
{
    private static readonly object TopSet = TestApplication.Modal(TestApplication.Input("weight"), TestApplication.Input("reps"));

    private static Task<TestApplication> OpeningAsync(Discord discord, object modal, object? answer = null) =>
        TestApplication.AnsweringAsync(discord, interaction => interaction["type"]!.GetValue<int>() == 3
            ? modal : answer ?? new { type = 4, data = new { content = "Logged", flags = 64 } });

    private static async Task<string> OpenAsync(Discord discord)
    {
        var outcome = await discord.PressAsync(await discord.PostButtonAsync(await discord.OpenDirectAsync()));
        outcome["result"]!.GetValue<string>().ShouldBe("modal", outcome.ToJsonString());
        return outcome["modalId"]!.GetValue<string>();
    }

    private static Task<JsonNode> SubmitAsync(
        Discord discord, string modalId, object values, string userId = Discord.Anna, bool force = false, int expected = 200) =>
        discord.ControlAsync(HttpMethod.Post, "submit", new { modalId, userId, values, force }, expected);

    [Fact]
    public async Task What_was_filled_in_arrives_inside_its_labels()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await OpeningAsync(discord, TopSet);
        var modalId = await OpenAsync(discord);

        var outcome = await SubmitAsync(discord, modalId, new { weight = "102.5", reps = "5" });

        outcome["result"]!.GetValue<string>().ShouldBe("message");
        var sent = application.Received.Last().Json!;
        sent["type"]!.GetValue<int>().ShouldBe(5);
        sent["message"]!["id"].ShouldNotBeNull();
        sent["data"]!["custom_id"]!.GetValue<string>().ShouldBe("top-set:squat");
        var weight = sent["data"]!["components"]![0]!;
        weight["type"]!.GetValue<int>().ShouldBe(18);
        weight["component"]!["type"]!.GetValue<int>().ShouldBe(4);
        weight["component"]!["custom_id"]!.GetValue<string>().ShouldBe("weight");
        weight["component"]!["value"]!.GetValue<string>().ShouldBe("102.5");
    }

    [Fact]
    public async Task The_form_holds_back_what_its_limits_forbid_unless_forced()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await OpeningAsync(discord, TopSet);
        var modalId = await OpenAsync(discord);

        await SubmitAsync(discord, modalId, new { weight = "100" }, expected: 409);
        await SubmitAsync(discord, modalId, new { weight = new string('9', 11), reps = "5" }, expected: 409);
        await SubmitAsync(discord, modalId, new { weight = "100", reps = "5", colour = "red" }, expected: 409);
        await SubmitAsync(discord, modalId, new { weight = "100", reps = "5" }, userId: Discord.Ben, expected: 409);
        application.Received.Count.ShouldBe(1);

        await SubmitAsync(discord, modalId, new { weight = "100" }, force: true);
        application.Received.Last().Json!["data"]!["components"]![1]!["component"]!["value"]!.GetValue<string>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taken_modal_closes_and_a_failed_one_stays_open()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        application.Answer = interaction => Task.FromResult(TestApplication.Json(interaction["type"]!.GetValue<int>() == 3 ? TopSet : new { type = 9 }));
        var modalId = await OpenAsync(discord);

        (await SubmitAsync(discord, modalId, new { weight = "100", reps = "5" }))["result"]!.GetValue<string>()
            .ShouldBe("failed", "a modal does not answer a modal");
        application.Answer = _ => Task.FromResult(TestApplication.Json(new { type = 4, data = new { content = "Logged" } }));
        (await SubmitAsync(discord, modalId, new { weight = "100", reps = "5" }))["result"]!.GetValue<string>().ShouldBe("message");
        await SubmitAsync(discord, modalId, new { weight = "100", reps = "5" }, expected: 409);
    }

    [Fact]
    public async Task A_submit_may_also_come_from_no_modal_of_ours()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await OpeningAsync(discord, TopSet);
        var channelId = await discord.OpenDirectAsync();

        await discord.ControlAsync(HttpMethod.Post, "submit",
            new { customId = "top-set:deadlift", channelId, userId = Discord.Anna, values = new { weight = "-1" } });

        var data = application.Received.ShouldHaveSingleItem().Json!["data"]!;
        data["custom_id"]!.GetValue<string>().ShouldBe("top-set:deadlift");
        data["components"]![0]!["component"]!["value"]!.GetValue<string>().ShouldBe("-1");
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_modal_that_Discord_would_not_open_fails(string modal, string fault)
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await OpeningAsync(discord, JsonNode.Parse($$"""{"type":9,"data":{{modal}}}""")!);

        var outcome = await discord.PressAsync(await discord.PostButtonAsync(await discord.OpenDirectAsync()));

        outcome["result"]!.GetValue<string>().ShouldBe("failed");
        outcome["faults"]!.ToJsonString().ShouldContain(fault);
    }

    public static TheoryData<string, string> Faulty()
    {
        const string Label = """{"type":18,"label":"Reps","component":{"type":4,"style":1,"custom_id":"reps"}}""";
        string Of(string title, string components, string customId = "m") =>
            $$"""{"custom_id":"{{customId}}","title":"{{title}}","components":[{{components}}]}""";
        return new()
        {
            { Of(new string('t', 46), Label), "data.title" },
            { Of("", Label), "data.title" },
            { Of("t", Label, new string('c', 101)), "data.custom_id" },
            { Of("t", ""), "data.components" },
            { Of("t", string.Join(",", Enumerable.Range(0, 6).Select(i => Label.Replace("\"reps\"", $"\"r{i}\"", StringComparison.Ordinal)))), "data.components" },
            { Of("t", $"{Label},{Label}"), "COMPONENT_CUSTOM_ID_DUPLICATED" },
            { Of("t", """{"type":4,"style":1,"custom_id":"reps"}"""), "data.components.0.type" },
            { Of("t", """{"type":18,"label":"Reps"}"""), "data.components.0.component" },
            { Of("t", """{"type":18,"label":"Reps","component":{"type":4,"custom_id":"reps"}}"""), "style" },
            { Of("t", """{"type":18,"label":"Reps","component":{"type":4,"style":1,"custom_id":"reps","max_length":4001}}"""), "max_length" },
        };
    }

    [Fact]
    public async Task The_deprecated_row_with_a_text_input_is_still_taken()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await OpeningAsync(discord, TestApplication.Modal(
            new { type = 1, components = new[] { new { type = 4, style = 1, custom_id = "reps", label = "Reps" } } }));
        var modalId = await OpenAsync(discord);

        await SubmitAsync(discord, modalId, new { reps = "5" });

        application.Received.Last().Json!["data"]!["components"]![0]!["components"]![0]!["value"]!.GetValue<string>().ShouldBe("5");
    }
}
