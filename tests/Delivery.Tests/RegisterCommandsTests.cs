using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;

namespace Platform.Delivery.Tests;

/// <summary>The slash commands as Discord takes them, and as a person meets them there.</summary>
public sealed class RegisterCommandsTests(Servers servers)
{
    private const string Bot = "1100000000000000001";

    [Fact]
    public async Task One_call_registers_the_commands_in_both_languages_and_may_be_repeated()
    {
        await using var discord = Setup.Discord.Start(new FakeClock(), botToken: "bot-token");
        for (var times = 0; times < 2; times++)
        {
            var run = await RunAsync(discord.Api.ToString());
            run.ExitCode.ShouldBe(0, string.Join('\n', run.Lines));
            run.Lines.ShouldBe([$"Bot {Bot}: 7 commands are registered."]);
        }

        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bot bot-token");
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://localhost, 1)");
        var commands = (await http.GetFromJsonAsync<JsonArray>(new Uri(discord.Api, $"applications/{Bot}/commands?with_localizations=true")))!;
        commands.Select(c => c!["name"]!.GetValue<string>()).ShouldBe(["today", "log", "last", "pause", "resume", "timezone", "link"], ignoreOrder: true);
        commands.ShouldAllBe(c => c!["name_localizations"]!["fr"] != null && c["description_localizations"]!["fr"] != null);
    }

    [Fact]
    public async Task What_keeps_it_from_it_is_told_in_a_sentence()
    {
        await using var discord = Setup.Discord.Start(new FakeClock(), botToken: "another-token");
        var refused = await RunAsync(discord.Api.ToString());
        refused.ExitCode.ShouldBe(1);
        refused.Lines.ShouldHaveSingleItem().ShouldStartWith($"Bot {Bot}: the commands are not registered: ");

        var unset = await RunAsync("http://example.org/");
        unset.ExitCode.ShouldBe(1);
        unset.Lines.ShouldHaveSingleItem().ShouldContain("Discord:ApiBaseUrl");
    }

    [Fact]
    public async Task Every_command_is_answered_as_Discord_takes_it_when_a_person_types_it_there()
    {
        await using var world = await World.StartAsync(servers);
        var client = world.Service.Services.GetRequiredService<DiscordClient>();
        (await client.RegisterCommandsAsync(Bot, CommandDefinitions.All, TestContext.Current.CancellationToken))
            .ShouldBe(new DiscordAnswer<int>.Done(7));
        var (athlete, post) = await world.DeliveredAsync();
        await TypeAsync("today", new { }, contains: "/link");
        await TypeAsync("link", new { code = await world.LinkCodeAsync(athlete.Id) }, contains: "Linked");
        await TypeAsync("today", new { });
        await TypeAsync("log", new { exercise = "back-squat", weight = "80", reps = 5 }, contains: "Logged: Back squat, 80 kg × 5");
        await TypeAsync("last", new { exercise = "back-squat" }, contains: "80 kg × 5");
        await TypeAsync("timezone", new { zone = "Europe/Paris" }, contains: "01:00");
        await TypeAsync("pause", new { }, contains: "/resume");
        await TypeAsync("resume", new { });
        await CompleteAsync("log", "exercise", new { exercise = "bar" }, "barbell-row");
        await CompleteAsync("last", "exercise", new { exercise = "" }, "back-squat");
        await CompleteAsync("timezone", "zone", new { zone = "kath" }, "Asia/Kathmandu");

        async Task TypeAsync(string name, object options, string contains = "")
        {
            var outcome = await ActAsync("command", new { userId = athlete.DiscordId, channelId = post["channel_id"]!.GetValue<string>(), name, options });
            outcome.ResultOf().ShouldBe("message", outcome.ToJsonString());
            outcome["ephemeral"]!.GetValue<bool>().ShouldBeTrue(name);
            outcome.Content().ShouldContain(contains, customMessage: name);
        }

        async Task CompleteAsync(string name, string focused, object options, string first)
        {
            var outcome = await ActAsync("autocomplete", new { userId = athlete.DiscordId, channelId = post["channel_id"]!.GetValue<string>(), name, options, focused });
            outcome["faults"]!.AsArray().ShouldBeEmpty();
            outcome["response"]!["data"]!["choices"]![0]!["value"]!.GetValue<string>().ShouldBe(first);
        }

        async Task<JsonNode> ActAsync(string action, object body)
        {
            using var answer = await world.Discord.Control.PostAsJsonAsync(action, body);
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue(text);
            return JsonNode.Parse(text)!;
        }
    }

    private static Task<ProgramRun> RunAsync(string api) => ProgramRun.ToItsEndAsync(
        Path.Combine(AppContext.BaseDirectory, "Platform.Delivery.dll"),
        new Dictionary<string, string?>
        {
            ["Discord:ApiBaseUrl"] = api,
            ["Discord:BotToken"] = "bot-token",
            ["Discord:PublicKey"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            ["Discord:ApplicationId"] = Bot,
        },
        "register-commands");
}
