using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class OutageTests
{
    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : "";

    private static Task FailAsync(Discord discord, object fault) => discord.ControlAsync(HttpMethod.Put, "faults", fault);

    [Theory]
    [InlineData("user", "0", "You are being rate limited.", 1)]
    [InlineData("shared", "999", "The resource is being rate limited.", 0)]
    [InlineData("global", "", "You are being rate limited.", 1)]
    public async Task A_rate_limit_of_each_scope_reads_as_Discords_documents_show(string scope, string remaining, string message, int invalid)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await FailAsync(discord, new { mode = "rateLimited", scope, retryAfterSeconds = 1.5 });

        var refused = await discord.PostAsync(channel, new { content = "x" });

        var body = await Discord.ReadAsync(refused, 429);
        body["message"]!.GetValue<string>().ShouldBe(message);
        body["global"]!.GetValue<bool>().ShouldBe(scope == "global");
        body["retry_after"]!.GetValue<decimal>().ShouldBe(1.5m);
        Header(refused, "Retry-After").ShouldBe("2");
        Header(refused, "X-RateLimit-Scope").ShouldBe(scope);
        Header(refused, "X-RateLimit-Global").ShouldBe(scope == "global" ? "true" : "");
        Header(refused, "X-RateLimit-Remaining").ShouldBe(remaining);
        Header(refused, "X-RateLimit-Reset-After").ShouldBe(scope == "global" ? "" : "1.500");
        (await discord.ControlAsync(HttpMethod.Get, "requests"))["invalid"]!.GetValue<int>().ShouldBe(invalid);
    }

    [Fact]
    public async Task The_networks_front_limits_without_JSON()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await FailAsync(discord, new { mode = "cloudflare", retryAfterSeconds = 60 });

        var refused = await discord.PostAsync(channel, new { content = "x" });

        ((int)refused.StatusCode).ShouldBe(429);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        Header(refused, "Retry-After").ShouldBe("60");
        Header(refused, "X-RateLimit-Bucket").ShouldBeEmpty();
        Header(refused, "X-RateLimit-Scope").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_gateways_failure_is_a_page_of_HTML_and_stores_nothing(int status)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await FailAsync(discord, new { mode = "badGateway", status, count = 1 });

        var failed = await discord.PostAsync(channel, new { content = "x" });

        ((int)failed.StatusCode).ShouldBe(status);
        failed.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await discord.HistoryAsync(channel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("timeoutAfterStore", 0, 1)]
    [InlineData("timeoutAfterStore", 300, 1)]
    [InlineData("dropConnection", 0, 0)]
    [InlineData("dropConnection", 300, 0)]
    public async Task A_connection_is_cut_before_or_after_storing_at_once_or_later(string mode, int delayMs, int stored)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await FailAsync(discord, new { mode, delayMs, count = 1 });

        var started = System.Diagnostics.Stopwatch.StartNew();
        await Should.ThrowAsync<HttpRequestException>(() => discord.PostAsync(channel, new { content = "x" }));

        started.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(delayMs);
        (await discord.HistoryAsync(channel)).Count.ShouldBe(stored);
    }

    [Theory]
    [InlineData("noMutualGuild", 50278)]
    [InlineData("missingPermissions", 50013)]
    public async Task More_dead_ends_come_on_order(string mode, int code)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await FailAsync(discord, new { mode });

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), 403, code);
    }

    [Fact]
    public async Task A_fault_that_makes_no_sense_is_refused()
    {
        await using var discord = await Discord.StartAsync();

        var refused = await discord.ControlAsync(HttpMethod.Post, "faults", new { mode = "rateLimited", scope = "mine", status = 500 }, 400);

        refused["detail"]!.GetValue<string>().ShouldContain("scope");
        refused["detail"]!.GetValue<string>().ShouldContain("status");
    }

    [Fact]
    public async Task A_bucket_may_be_shared_between_routes_and_have_its_own_size()
    {
        await using var discord = await Discord.StartAsync(
            ("Buckets:0:Route", "POST /channels/{channelId}/messages"), ("Buckets:0:Bucket", "write"), ("Buckets:0:Limit", 2), ("Buckets:0:Window", "00:00:07"),
            ("Buckets:1:Route", "PATCH /channels/{channelId}/messages/{messageId}"), ("Buckets:1:Bucket", "write"), ("Buckets:1:Limit", 2), ("Buckets:1:Window", "00:00:07"));
        var channel = await discord.OpenDirectAsync();

        var post = await discord.PostAsync(channel, new { content = "x" });
        var id = (await Discord.ReadAsync(post, 200))["id"]!.GetValue<string>();
        var edit = await discord.Bot.PatchAsJsonAsync($"channels/{channel}/messages/{id}", new { content = "y" });

        Header(edit, "X-RateLimit-Bucket").ShouldBe(Header(post, "X-RateLimit-Bucket"));
        Header(edit, "X-RateLimit-Remaining").ShouldBe("0");
        Header(edit, "X-RateLimit-Reset-After").ShouldBe("7.000");
        await Discord.ReadAsync(await discord.PostAsync(channel, new { content = "x" }), 429);
        await Discord.ReadAsync(await discord.PostAsync(await discord.OpenDirectAsync(Discord.Ben), new { content = "x" }), 200);
    }

    [Fact]
    public async Task A_route_without_a_channel_can_be_limited_and_bots_can_share_a_limit()
    {
        await using var discord = await Discord.StartAsync(
            ("Buckets:0:Route", "POST /users/@me/channels"), ("Buckets:0:Limit", 1), ("Buckets:0:Scope", "shared"));
        using var other = discord.Client("Bot another");

        await discord.OpenDirectAsync();
        var refused = await other.PostAsJsonAsync("users/@me/channels", new { recipient_id = Discord.Ben });

        await Discord.ReadAsync(refused, 429);
        Header(refused, "X-RateLimit-Scope").ShouldBe("shared");
    }

    [Fact]
    public async Task Without_a_nonce_window_every_post_is_a_message()
    {
        await using var discord = await Discord.StartAsync(("NonceWindow", "00:00:00"));
        var channel = await discord.OpenDirectAsync();

        for (var i = 0; i < 2; i++)
        {
            await discord.PostedAsync(channel, new { content = "x", nonce = "n", enforce_nonce = true });
        }

        (await discord.HistoryAsync(channel)).Count.ShouldBe(2);
    }
}
