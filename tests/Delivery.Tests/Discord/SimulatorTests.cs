extern alias simulator;

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord;
using DiscordServer = simulator::Platform.DiscordSimulator.DiscordServer;

namespace Platform.Delivery.Tests.DiscordChannel;

/// <summary>The client against the simulator, over HTTP and by the machine's clock.</summary>
public sealed class SimulatorTests
{
    private const int Channels = 40, Posts = 300, PerSecond = 150;

    [Fact]
    public async Task Three_hundred_posts_to_forty_channels_meet_no_limit()
    {
        await using var simulator = await DiscordServer.StartAsync(new Dictionary<string, string?>
        {
            ["Simulator:GlobalLimit"] = $"{PerSecond}", ["Simulator:BucketLimit"] = "5", ["Simulator:BucketWindow"] = "00:00:01",
        });
        for (var i = 0; i < Channels; i++)
        {
            (await simulator.Control.PutAsJsonAsync($"channels/{Channel(i)}", new { name = $"channel-{i}" })).EnsureSuccessStatusCode();
        }

        var options = new DiscordOptions
        {
            ApiBaseUrl = simulator.ApiBaseUrl.ToString(), BotToken = "token", ApplicationId = "1", RequestsPerSecond = PerSecond, MaxWait = TimeSpan.FromSeconds(20),
        };
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new DiscordMetrics(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        using var bots = new DiscordBots(Options.Create(options), metrics, TimeProvider.System, NullLogger<DiscordBots>.Instance);
        using var http = new HttpClient();
        DiscordClient.Configure(http, options);
        var client = new DiscordClient(http, bots, metrics, TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, Posts).Select(i => client.PostMessageAsync(
            null, Channel(i % Channels), new { Content = $"{i}" }, SendPriority.Normal, TestContext.Current.CancellationToken)));

        answers.ShouldAllBe(a => a is DiscordAnswer<string>.Done);
        var counts = (await simulator.Control.GetFromJsonAsync<JsonNode>("requests"))!["routes"]!.AsArray();
        counts.Count(c => c!["status"]!.GetValue<int>() == 429).ShouldBe(0);
        counts.Where(c => c!["route"]!.GetValue<string>() == "POST /channels/{channelId}/messages").Sum(c => c!["count"]!.GetValue<int>()).ShouldBe(Posts);
    }

    private static string Channel(int i) => $"9000000000000000{i:00}";
}
