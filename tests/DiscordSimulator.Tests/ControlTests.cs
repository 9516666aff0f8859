using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class ControlTests
{
    [Fact]
    public async Task Channels_people_and_messages_are_listed()
    {
        await using var discord = await Discord.StartAsync();
        var text = await discord.CreateTextChannelAsync();
        var direct = await discord.OpenDirectAsync();
        await discord.ControlAsync(HttpMethod.Put, $"users/{Discord.Anna}", new { name = "Anna" });
        await discord.PostButtonAsync(direct);
        await discord.PostButtonAsync(text);

        var channels = (await discord.ControlAsync(HttpMethod.Get, "channels")).AsArray();
        var anna = channels.Single(channel => channel!["id"]!.GetValue<string>() == direct)!;

        channels.Count.ShouldBe(2);
        anna["name"]!.GetValue<string>().ShouldBe("Anna");
        anna["recipientId"]!.GetValue<string>().ShouldBe(Discord.Anna);
        anna["messageCount"]!.GetValue<int>().ShouldBe(1);
        (await discord.ControlAsync(HttpMethod.Get, "messages")).AsArray().Select(message => message!["channel_id"]!.GetValue<string>())
            .ShouldBe([direct, text]);
        await discord.ControlAsync(HttpMethod.Get, "channels/1/messages", expected: 404);
        await discord.ControlAsync(HttpMethod.Get, "channels/anna/messages", expected: 400);
    }

    [Fact]
    public async Task The_revision_rises_with_every_change()
    {
        await using var discord = await Discord.StartAsync();
        async Task<long> Revision() => (await discord.ControlAsync(HttpMethod.Get, "state"))["revision"]!.GetValue<long>();

        var before = await Revision();
        (await Revision()).ShouldBe(before);
        await discord.OpenDirectAsync();
        (await Revision()).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_page_of_another_site_is_refused()
    {
        await using var discord = await Discord.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "reset");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        await Discord.ReadAsync(await discord.Server.Control.SendAsync(request), 403);
    }

    [Fact]
    public async Task The_page_is_served_with_a_policy_that_runs_no_foreign_script()
    {
        await using var discord = await Discord.StartAsync();
        using var client = new HttpClient { BaseAddress = discord.Server.Address };

        var page = await client.GetAsync("");
        var html = await page.Content.ReadAsStringAsync();
        var script = await client.GetAsync("markdown.js");

        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
        html.ShouldContain("<title>Discord simulator</title>");
        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        (await script.Content.ReadAsStringAsync()).ShouldNotContain("innerHTML");
    }

    [Fact]
    public async Task It_says_that_it_is_healthy()
    {
        await using var discord = await Discord.StartAsync();
        using var client = new HttpClient { BaseAddress = discord.Server.Address };

        (await client.GetStringAsync("health")).ShouldBe("Healthy");
        (await client.GetStringAsync("alive")).ShouldBe("Healthy");
    }

    [Fact]
    public async Task Settings_at_fault_stop_the_start_and_are_all_named()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Discord.StartAsync(
            ("SigningSeed", "short"), ("InteractionsUrl", "nowhere"), ("ApplicationId", "me"), ("BucketLimit", 0)));

        foreach (var name in new[] { "SigningSeed", "InteractionsUrl", "ApplicationId", "BucketLimit" })
        {
            failure.Message.ShouldContain(name);
        }
    }

    [Fact]
    public async Task An_interaction_can_be_read_as_it_was_sent()
    {
        await using var discord = await Discord.StartAsync();
        await using var application = await TestApplication.StartAsync(discord);
        var outcome = await discord.PressAsync(await discord.PostButtonAsync(await discord.OpenDirectAsync()));

        var sent = await discord.ControlAsync(HttpMethod.Get, $"interactions/{outcome["interactionId"]}");

        JsonNode.DeepEquals(JsonNode.Parse(sent["body"]!.GetValue<string>()), application.Received.Single().Json).ShouldBeTrue();
        sent["acknowledged"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_TestServers_handler_can_take_the_interactions()
    {
        using var handler = new Recorder();
        await using var server = await DiscordServer.StartAsync(
            new Dictionary<string, string?> { ["Simulator:InteractionsUrl"] = "http://application/discord/interactions" }, application: handler);

        var outcome = JsonNode.Parse(await (await server.Control.PostAsync("ping", null)).Content.ReadAsStringAsync())!;

        outcome["response"]!["type"]!.GetValue<int>().ShouldBe(1);
        handler.Paths.ShouldBe(["/discord/interactions", "/discord/interactions"]);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<string> Paths { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Paths.Add(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("{\"type\":1}", null, "application/json") });
        }
    }

    [Theory]
    [InlineData("app.js")]
    [InlineData("command.js")]
    [InlineData("suggest.js")]
    [InlineData("messages.css")]
    public async Task Every_file_of_the_page_is_there(string file)
    {
        await using var discord = await Discord.StartAsync();
        using var client = new HttpClient { BaseAddress = discord.Server.Address };

        (await client.GetStringAsync(file)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_page_is_told_of_changes_as_they_come()
    {
        await using var discord = await Discord.StartAsync();
        using var reader = new StreamReader(await discord.Server.Control.GetStreamAsync("events"));
        async Task<long> RevisionAsync()
        {
            while (true)
            {
                if (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line && line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    return long.Parse(line["data: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }

        var before = await RevisionAsync();
        await discord.OpenDirectAsync();

        (await RevisionAsync()).ShouldBeGreaterThan(before);
    }
}
