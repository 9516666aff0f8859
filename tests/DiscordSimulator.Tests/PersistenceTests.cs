using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public sealed class PersistenceTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("discord-simulator-").FullName;

    private string File => Path.Combine(_directory, "discord.jsonl");

    private Task<Discord> StartAsync() => Discord.StartAsync(("DataDirectory", _directory));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_restart_loses_nothing_that_was_accepted()
    {
        string channel, message, modalId, token, before;
        await using (var discord = await StartAsync())
        {
            await using var application = await TestApplication.AnsweringAsync(discord, interaction =>
                interaction["data"]!["custom_id"]!.GetValue<string>() == "defer"
                    ? new { type = 5 } : TestApplication.Modal(TestApplication.Input("reps")));
            channel = await discord.OpenDirectAsync();
            await discord.ControlAsync(HttpMethod.Put, $"users/{Discord.Ben}", new { name = "Ben", cannotDm = true });
            message = (await discord.PostedAsync(channel, new
            {
                content = "x", nonce = "n", enforce_nonce = true,
                components = new[] { Discord.Row(Discord.Button("log"), Discord.Button("defer")) },
            }))["id"]!.GetValue<string>();
            modalId = (await discord.PressAsync(message, "log"))["modalId"]!.GetValue<string>();
            await discord.PressAsync(message, "defer");
            token = application.Received.Last().Json!["token"]!.GetValue<string>();
            before = (await discord.HistoryAsync(channel)).ToJsonString();
        }

        await using var restarted = await StartAsync();
        await using var application2 = await TestApplication.StartAsync(restarted);
        (await restarted.HistoryAsync(channel)).ToJsonString().ShouldBe(before);
        (await restarted.OpenDirectAsync()).ShouldBe(channel);
        (await restarted.PostedAsync(channel, new { content = "x", nonce = "n", enforce_nonce = true }))["id"]!.GetValue<string>().ShouldBe(message);
        await restarted.ControlAsync(HttpMethod.Post, "submit", new { modalId, userId = Discord.Anna, values = new { reps = "5" } });
        await Discord.ReadAsync(await System.Net.Http.Json.HttpClientJsonExtensions.PatchAsJsonAsync(
            restarted.Bot, $"webhooks/1100000000000000001/{token}/messages/@original", new { content = "Ready" }), 200);
        await Discord.ShouldRefuseAsync(await restarted.PostAsync(await restarted.OpenDirectAsync(Discord.Ben), new { content = "x" }), 403, 50007);
    }

    [Fact]
    public async Task A_last_line_that_was_torn_is_cut_off_and_written_over()
    {
        string channel;
        await using (var discord = await StartAsync())
        {
            channel = await discord.OpenDirectAsync();
            await discord.PostedAsync(channel, new { content = "first" });
        }

        await System.IO.File.AppendAllTextAsync(File, """{"kind":"message","id":"99","chan""");

        await using (var discord = await StartAsync())
        {
            (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
            await discord.PostedAsync(channel, new { content = "second" });
        }

        await using var last = await StartAsync();
        (await last.HistoryAsync(channel)).Select(message => message!["content"]!.GetValue<string>()).ShouldBe(["second", "first"]);
    }

    [Fact]
    public async Task A_broken_line_elsewhere_stops_the_start_and_is_named()
    {
        await System.IO.File.WriteAllTextAsync(File, "not a line\n");

        var failure = await Should.ThrowAsync<InvalidDataException>(StartAsync);

        failure.Message.ShouldContain("line 1");
    }

    [Fact]
    public async Task New_ids_come_after_those_of_an_earlier_run()
    {
        string first;
        await using (var discord = await StartAsync())
        {
            discord.Clock.Advance(TimeSpan.FromDays(1));
            first = await discord.PostButtonAsync(await discord.OpenDirectAsync());
        }

        await using var restarted = await StartAsync();
        var second = await restarted.PostButtonAsync(await restarted.OpenDirectAsync());

        ulong.Parse(second, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(ulong.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_reset_forgets_everything_for_good()
    {
        await using (var discord = await StartAsync())
        {
            await discord.PostButtonAsync(await discord.OpenDirectAsync());
            await discord.ControlAsync(HttpMethod.Put, "faults", new { mode = "error500" });
            await discord.ControlAsync(HttpMethod.Post, "reset", expected: 204);
            (await discord.ControlAsync(HttpMethod.Get, "faults")).AsArray().ShouldBeEmpty();
            (await discord.ControlAsync(HttpMethod.Get, "requests"))["total"]!.GetValue<int>().ShouldBe(0);
        }

        await using var restarted = await StartAsync();
        (await restarted.ControlAsync(HttpMethod.Get, "channels")).AsArray().ShouldBeEmpty();
    }
}
