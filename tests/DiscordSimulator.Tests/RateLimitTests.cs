using System.Globalization;
using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class RateLimitTests
{
    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : "";

    [Fact]
    public async Task Five_posts_in_five_seconds_and_the_sixth_waits()
    {
        await using var discord = await Discord.StartAsync(("BucketLimit", 5));
        var channel = await discord.OpenDirectAsync();
        var start = discord.Clock.GetUtcNow();

        for (var left = 4; left >= 0; left--)
        {
            var taken = await discord.PostAsync(channel, new { content = "x" });
            Header(taken, "X-RateLimit-Limit").ShouldBe("5");
            Header(taken, "X-RateLimit-Remaining").ShouldBe(left.ToString(CultureInfo.InvariantCulture));
            Header(taken, "X-RateLimit-Reset").ShouldBe($"{start.AddSeconds(5).ToUnixTimeSeconds()}.000");
            Header(taken, "X-RateLimit-Bucket").ShouldNotBeEmpty();
        }

        discord.Clock.Advance(TimeSpan.FromSeconds(3.75));
        var refused = await discord.PostAsync(channel, new { content = "x" });
        var body = await Discord.ReadAsync(refused, 429);
        body["retry_after"]!.GetValue<decimal>().ShouldBe(1.25m);
        body["global"]!.GetValue<bool>().ShouldBeFalse();
        Header(refused, "X-RateLimit-Reset-After").ShouldBe("1.250");
        Header(refused, "X-RateLimit-Remaining").ShouldBe("0");
        Header(refused, "X-RateLimit-Scope").ShouldBe("user");
        Header(refused, "X-RateLimit-Global").ShouldBeEmpty();
        Header(refused, "Retry-After").ShouldBe("2");

        discord.Clock.Advance(TimeSpan.FromSeconds(1.25));
        await discord.PostedAsync(channel, new { content = "x" });
        (await discord.HistoryAsync(channel)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Each_channel_and_each_route_has_its_own_bucket()
    {
        await using var discord = await Discord.StartAsync(("BucketLimit", 1));
        var anna = await discord.OpenDirectAsync();
        var ben = await discord.OpenDirectAsync(Discord.Ben);

        var first = await discord.PostAsync(anna, new { content = "x" });
        var other = await discord.PostAsync(ben, new { content = "x" });
        await Discord.ReadAsync(await discord.PostAsync(anna, new { content = "x" }), 429);
        await discord.HistoryAsync(anna);

        ((int)other.StatusCode).ShouldBe(200);
        Header(other, "X-RateLimit-Bucket").ShouldBe(Header(first, "X-RateLimit-Bucket"));
    }

    [Fact]
    public async Task All_requests_of_a_bot_share_the_global_limit()
    {
        await using var discord = await Discord.StartAsync(("GlobalLimit", 3));
        using var other = discord.Client("Bot another");
        for (var i = 0; i < 3; i++)
        {
            await Discord.ReadAsync(await discord.Bot.GetAsync("users/@me"), 200);
        }

        var refused = await discord.Bot.PostAsJsonAsync("users/@me/channels", new { recipient_id = Discord.Anna });

        (await Discord.ReadAsync(refused, 429))["global"]!.GetValue<bool>().ShouldBeTrue();
        Header(refused, "X-RateLimit-Global").ShouldBe("true");
        Header(refused, "X-RateLimit-Scope").ShouldBe("global");
        Header(refused, "X-RateLimit-Bucket").ShouldBeEmpty();
        await Discord.ReadAsync(await other.GetAsync("users/@me"), 200);
        discord.Clock.Advance(TimeSpan.FromSeconds(1));
        await Discord.ReadAsync(await discord.Bot.GetAsync("users/@me"), 200);
    }

    [Fact]
    public async Task Refused_requests_count_as_invalid_ones()
    {
        await using var discord = await Discord.StartAsync(("BucketLimit", 1));
        var channel = await discord.OpenDirectAsync();
        await discord.PostedAsync(channel, new { content = "x" });

        await Discord.ReadAsync(await discord.PostAsync(channel, new { content = "x" }), 429);

        var report = await discord.ControlAsync(HttpMethod.Get, "requests");
        report["invalid"]!.GetValue<int>().ShouldBe(1);
        report["routes"]!.AsArray().Single(row => row!["status"]!.GetValue<int>() == 429)!["route"]!.GetValue<string>()
            .ShouldBe("POST /channels/{channelId}/messages");
    }
}
