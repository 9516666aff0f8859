using System.Net.Http.Json;
using Platform.DiscordSimulator.Tests.Setup;
using Platform.Testing;

namespace Platform.DiscordSimulator.Tests;

public class FaultTests
{
    private static Task SwitchOnAsync(Discord discord, object fault) => discord.ControlAsync(HttpMethod.Put, "faults", fault);

    [Theory]
    [InlineData("error500", 500, 0)]
    [InlineData("refuse", 403, 50001)]
    [InlineData("cannotDm", 403, 50007)]
    [InlineData("unknownChannel", 404, 10003)]
    public async Task A_fault_hits_as_many_requests_as_it_says_and_stores_nothing(string mode, int status, int code)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new { mode, count = 2 });

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), status, code);
        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, new { content = "x" }), status, code);
        await discord.PostedAsync(channel, new { content = "third" });

        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
        var fault = (await discord.ControlAsync(HttpMethod.Get, "faults")).AsArray().ShouldHaveSingleItem()!;
        fault["applied"]!.GetValue<int>().ShouldBe(2);
        fault["remaining"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Stored_and_then_silence_leaves_the_message_behind()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new { mode = "timeoutAfterStore", count = 1, delayMs = 0 });

        await Should.ThrowAsync<HttpRequestException>(() => discord.PostAsync(channel, new { content = "x", nonce = "n", enforce_nonce = true }));

        var stored = (await discord.HistoryAsync(channel)).ShouldHaveSingleItem()!;
        stored["nonce"]!.GetValue<string>().ShouldBe("n");
        var again = await discord.PostedAsync(channel, new { content = "x", nonce = "n", enforce_nonce = true });
        again["id"]!.GetValue<string>().ShouldBe(stored["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_caller_is_left_waiting_until_it_gives_up()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new { mode = "timeoutAfterStore" });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            discord.Bot.PostAsJsonAsync($"channels/{channel}/messages", new { content = "x" }, patience.Token));

        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dropped_connection_stores_nothing()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new { mode = "dropConnection", route = "POST /channels/{channelId}/messages" });

        await Should.ThrowAsync<HttpRequestException>(() => discord.PostAsync(channel, new { content = "x" }));

        (await discord.HistoryAsync(channel)).ShouldBeEmpty();
        // Counted when the server has ended it, a moment after the caller has lost it.
        await Eventually.AssertAsync(async () => (await discord.ControlAsync(HttpMethod.Get, "requests"))["routes"]!.AsArray()
            .ShouldContain(row => row!["status"]!.GetValue<int>() == 0));
    }

    [Theory]
    [InlineData(false, "user")]
    [InlineData(true, "global")]
    public async Task A_rate_limit_can_be_ordered(bool global, string scope)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new { mode = "rateLimited", count = 1, retryAfterSeconds = 2.5, global });

        var refused = await discord.PostAsync(channel, new { content = "x" });

        var body = await Discord.ReadAsync(refused, 429);
        body["retry_after"]!.GetValue<decimal>().ShouldBe(2.5m);
        body["global"]!.GetValue<bool>().ShouldBe(global);
        refused.Headers.GetValues("X-RateLimit-Scope").Single().ShouldBe(scope);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
        await discord.PostedAsync(channel, new { content = "x" });
    }

    [Fact]
    public async Task A_slow_answer_comes_late_but_whole()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new { mode = "slow", delayMs = 300 });
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var message = await discord.PostedAsync(channel, new { content = "x" });

        System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds.ShouldBeGreaterThan(280);
        message["content"]!.GetValue<string>().ShouldBe("x");
    }

    [Fact]
    public async Task A_fault_can_be_kept_to_one_person_or_channel()
    {
        await using var discord = await Discord.StartAsync();
        var anna = await discord.OpenDirectAsync();
        var ben = await discord.OpenDirectAsync(Discord.Ben);

        await SwitchOnAsync(discord, new { mode = "error500", userId = Discord.Anna });
        await Discord.ReadAsync(await discord.PostAsync(anna, new { content = "x" }), 500);
        await Discord.ReadAsync(await discord.Bot.PostAsJsonAsync("users/@me/channels", new { recipient_id = Discord.Anna }), 500);
        await discord.PostedAsync(ben, new { content = "x" });
        await discord.OpenDirectAsync(Discord.Ben);

        await SwitchOnAsync(discord, new { mode = "error500", channelId = ben });
        await discord.PostedAsync(anna, new { content = "x" });
        await Discord.ReadAsync(await discord.PostAsync(ben, new { content = "x" }), 500);
    }

    [Fact]
    public async Task Several_faults_are_switched_on_and_off()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        await SwitchOnAsync(discord, new object[] { new { mode = "error500", count = 1 }, new { mode = "refuse" } });

        await Discord.ReadAsync(await discord.PostAsync(channel, new { content = "x" }), 500);
        await Discord.ReadAsync(await discord.PostAsync(channel, new { content = "x" }), 403);
        await discord.ControlAsync(HttpMethod.Delete, "faults", expected: 204);
        await discord.PostedAsync(channel, new { content = "x" });
    }

    [Theory]
    [InlineData("{\"mode\":\"explode\"}")]
    [InlineData("{\"mode\":\"slow\",\"count\":0}")]
    [InlineData("{\"mode\":\"slow\",\"delayMs\":-1}")]
    [InlineData("{\"mode\":\"slow\",\"channelId\":\"anna\"}")]
    public async Task A_fault_that_makes_no_sense_is_refused(string body)
    {
        await using var discord = await Discord.StartAsync();

        var answer = await Discord.ReadAsync(
            await discord.Server.Control.PutAsync("faults", new StringContent(body, null, "application/json")), 400);

        answer["detail"]!.GetValue<string>().ShouldNotBeEmpty();
        (await discord.ControlAsync(HttpMethod.Get, "faults")).AsArray().ShouldBeEmpty();
    }
}
