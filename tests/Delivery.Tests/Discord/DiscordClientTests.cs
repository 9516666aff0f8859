using System.Diagnostics.Metrics;
using System.Net;
using Platform.Delivery.Channels.Discord;

namespace Platform.Delivery.Tests.DiscordChannel;

/// <summary>What the client makes of Discord's answers, and what it holds back because of them.</summary>
public sealed class DiscordClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_method_asks_with_the_bot_that_it_is_given()
    {
        using var discord = new StubbedDiscord();
        discord.Answer = request => Task.FromResult(StubbedDiscord.Json(
            request.Method == HttpMethod.Get || request.Method == HttpMethod.Put ? "[]" : """{"id":"42"}"""));
        Done(await discord.Client.OpenDirectMessageAsync(null, "5", Stop)).ShouldBe("42");
        Done(await discord.PostAsync(bot: StubbedDiscord.Second)).ShouldBe("42");
        Done(await discord.Client.EditMessageAsync(StubbedDiscord.First, "7", "8", new { Content = "y" }, Stop)).ShouldBe("42");
        Done(await discord.Client.ReadMessagesAsync(null, "7", "9", Stop)).IsLast.ShouldBeTrue();
        Done(await discord.Client.RegisterCommandsAsync(StubbedDiscord.Second, Array.Empty<object>(), Stop)).ShouldBe(0);
        discord.Requests.ShouldBe(
        [
            "Bot first-token POST /api/v10/users/@me/channels",
            "Bot second-token POST /api/v10/channels/7/messages",
            "Bot first-token PATCH /api/v10/channels/7/messages/8",
            "Bot first-token GET /api/v10/channels/7/messages?limit=100&before=9",
            $"Bot second-token PUT /api/v10/applications/{StubbedDiscord.Second}/commands",
        ]);
    }

    [Fact]
    public async Task A_bot_that_is_not_configured_is_a_failure_that_may_pass()
    {
        using var discord = new StubbedDiscord();
        var failed = (await discord.PostAsync(bot: "3")).ShouldBeOfType<DiscordAnswer<string>.Failed>();
        failed.Unclear.ShouldBeFalse();
        failed.Reason.ShouldContain("3");
        discord.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(50007, 403, true)]
    [InlineData(50001, 403, true)]
    [InlineData(50278, 403, true)]
    [InlineData(10003, 404, true)]
    [InlineData(50013, 403, false)]
    [InlineData(50035, 400, false)]
    public async Task Dead_ends_are_told_from_other_refusals(int code, int status, bool isDeadEnd)
    {
        using var discord = new StubbedDiscord();
        discord.Answers((HttpStatusCode)status, $$"""{"code":{{code}},"message":"no"}""");
        var refused = (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Refused>();
        refused.Code.ShouldBe(code);
        refused.IsDeadEnd.ShouldBe(isDeadEnd);
    }

    [Fact]
    public async Task A_page_in_place_of_a_refusal_may_pass_and_nothing_happened()
    {
        using var discord = new StubbedDiscord();
        discord.Answers(HttpStatusCode.Forbidden, "<html>Blocked</html>");
        (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Failed>().Unclear.ShouldBeFalse();
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"id":7}""")]
    [InlineData(200, "<html>")]
    [InlineData(204, "")]
    [InlineData(500, """{"code":0}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(408, "")]
    public async Task An_answer_that_does_not_tell_what_happened_is_unclear(int status, string body)
    {
        using var discord = new StubbedDiscord();
        discord.Answers((HttpStatusCode)status, body);
        (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Failed>().Unclear.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lost_connection_and_a_time_limit_are_unclear_and_a_refused_connection_is_not()
    {
        using var discord = new StubbedDiscord(o => o.RequestTimeout = TimeSpan.FromMilliseconds(50));
        discord.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded);
        (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Failed>().Unclear.ShouldBeTrue();
        discord.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Failed>().Unclear.ShouldBeFalse();
        discord.Answer = _ => new TaskCompletionSource<HttpResponseMessage>().Task;
        (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Failed>().Unclear.ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_caller_cancels_ends_and_leaves_the_channel_open()
    {
        using var discord = new StubbedDiscord(o => o.RequestsPerSecond = 2);
        using var cancel = new CancellationTokenSource();
        discord.Answer = _ => new TaskCompletionSource<HttpResponseMessage>().Task;
        var sent = discord.Client.PostMessageAsync(null, "7", new { }, SendPriority.Normal, cancel.Token);
        var waiting = discord.Client.PostMessageAsync(null, "7", new { }, SendPriority.Normal, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sent);
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        discord.Requests.Count.ShouldBe(1);

        discord.Answers(HttpStatusCode.OK, """{"id":"1"}""");
        Done(await discord.PostAsync()).ShouldBe("1");
    }

    [Fact]
    public async Task A_bucket_that_is_used_up_is_not_asked_again_before_its_reset()
    {
        using var discord = new StubbedDiscord();
        discord.Answers(HttpStatusCode.OK, """{"id":"1"}""", StubbedDiscord.Bucket(1, 0, "4"));
        var reset = TimeSpan.FromMilliseconds(4005);
        Done(await discord.PostAsync("7"));
        Until(await discord.PostAsync("7")).ShouldBe(discord.Clock.GetUtcNow() + reset);
        Done(await discord.PostAsync("8"));
        discord.Clock.Advance(reset);
        Done(await discord.PostAsync("7"));
        discord.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("shared")]
    public async Task A_429_for_a_bucket_stops_that_bucket_alone(string scope)
    {
        using var discord = new StubbedDiscord();
        discord.Answers(HttpStatusCode.TooManyRequests, """{"retry_after":30.5,"global":false}""", ("X-RateLimit-Scope", scope), ("Retry-After", "31"));
        var until = Until(await discord.PostAsync("7"));
        until.ShouldBe(discord.Clock.GetUtcNow().AddSeconds(30.5));
        discord.Answers(HttpStatusCode.OK, """{"id":"1"}""");
        Until(await discord.PostAsync("7")).ShouldBe(until);
        Done(await discord.PostAsync("8"));
        discord.Clock.Set(until);
        Done(await discord.PostAsync("7"));
    }

    [Fact]
    public async Task A_global_429_stops_that_bot_alone()
    {
        using var discord = new StubbedDiscord();
        discord.Answers(HttpStatusCode.TooManyRequests, """{"retry_after":10,"global":true}""", ("X-RateLimit-Global", "true"), ("X-RateLimit-Scope", "global"));
        var until = Until(await discord.PostAsync("7"));
        discord.Answers(HttpStatusCode.OK, """{"id":"1"}""");
        Until(await discord.PostAsync("8")).ShouldBe(until);
        Done(await discord.PostAsync("7", StubbedDiscord.Second));
        discord.Clock.Set(until);
        Done(await discord.PostAsync("8"));
    }

    [Fact]
    public async Task A_token_that_Discord_refuses_rests_for_a_minute_and_the_other_bots_go_on()
    {
        using var discord = new StubbedDiscord();
        discord.Answers(HttpStatusCode.Unauthorized);
        (await discord.PostAsync()).ShouldBeOfType<DiscordAnswer<string>.Failed>().Unclear.ShouldBeFalse();
        discord.Answers(HttpStatusCode.OK, """{"id":"1"}""");
        Until(await discord.PostAsync()).ShouldBe(discord.Clock.GetUtcNow().AddMinutes(1));
        Done(await discord.PostAsync(bot: StubbedDiscord.Second));
    }

    [Fact]
    public async Task A_ban_of_the_address_stops_every_bot_and_all_that_waits()
    {
        using var discord = new StubbedDiscord(o => o.MaxWait = TimeSpan.FromSeconds(20));
        var held = new TaskCompletionSource<HttpResponseMessage>();
        discord.Answer = _ => held.Task;
        var (sent, waiting) = (discord.PostAsync("7"), discord.PostAsync("7"));
        held.SetResult(StubbedDiscord.Json("error code: 1015", HttpStatusCode.TooManyRequests, ("Retry-After", "600")));
        var until = discord.Clock.GetUtcNow().AddMinutes(10);
        Until(await sent).ShouldBe(until);
        Until(await waiting).ShouldBe(until);
        Until(await discord.PostAsync("9", StubbedDiscord.Second)).ShouldBe(until);
        discord.Requests.Count.ShouldBe(1);
        discord.Logged.ShouldHaveSingleItem().ShouldContain("600");
    }

    [Fact]
    public async Task Too_many_refusals_hold_all_bots_and_are_told_once()
    {
        using var discord = new StubbedDiscord(o => o.InvalidRequestBudget = 5);
        discord.Answers(HttpStatusCode.Forbidden, """{"code":50007}""");
        for (var i = 0; i < 5; i++)
        {
            (await discord.PostAsync($"{i}")).ShouldBeOfType<DiscordAnswer<string>.Refused>();
        }

        var until = discord.Clock.GetUtcNow().AddMinutes(10);
        Until(await discord.PostAsync("6")).ShouldBe(until);
        Until(await discord.PostAsync("6", StubbedDiscord.Second)).ShouldBe(until);
        discord.Logged.ShouldHaveSingleItem().ShouldContain("401, 403, 429");
        discord.Requests.Count.ShouldBe(5);
        discord.Clock.Set(until);
        discord.Answers(HttpStatusCode.OK, """{"id":"1"}""");
        Done(await discord.PostAsync("6"));
    }

    [Fact]
    public async Task Shared_limits_and_unknown_channels_do_not_count_towards_a_ban()
    {
        using var discord = new StubbedDiscord(o => o.InvalidRequestBudget = 2);
        for (var i = 0; i < 5; i++)
        {
            discord.Answers(HttpStatusCode.TooManyRequests, """{"retry_after":1}""", ("X-RateLimit-Scope", "shared"));
            Until(await discord.PostAsync($"{i}"));
            discord.Answers(HttpStatusCode.NotFound, """{"code":10003}""");
            (await discord.PostAsync($"1{i}")).ShouldBeOfType<DiscordAnswer<string>.Refused>();
        }

        discord.Requests.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_they_may()
    {
        using var discord = new StubbedDiscord(o => o.RequestsPerSecond = 1);
        Done(await discord.PostAsync("7"));
        Until(await discord.PostAsync("8")).ShouldBeGreaterThanOrEqualTo(discord.Clock.GetUtcNow().AddSeconds(1));
        discord.Bots.Find(null)!.Gate.Count.ShouldBe(0);
        discord.Clock.Advance(TimeSpan.FromSeconds(1));
        Done(await discord.PostAsync("8"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_holds_nothing_up()
    {
        using var discord = new StubbedDiscord(o => o.RequestsPerSecond = 1);
        Done(await discord.PostAsync("7"));
        discord.Clock.Advance(TimeSpan.FromHours(-1));
        Until(await discord.PostAsync("8")).ShouldBeLessThan(discord.Clock.GetUtcNow().AddSeconds(10));
        discord.Clock.Advance(TimeSpan.FromSeconds(1));
        Done(await discord.PostAsync("8"));
    }

    [Fact]
    public async Task A_channel_whose_message_has_waited_is_asked_for_its_server_once_and_shares_its_turns_then()
    {
        using var discord = new StubbedDiscord(o => o.MaxWait = TimeSpan.FromSeconds(20));
        var first = new TaskCompletionSource<HttpResponseMessage>();
        discord.Answer = request => request.RequestUri!.AbsolutePath switch
        {
            "/api/v10/channels/7" => Task.FromResult(StubbedDiscord.Json("""{"id":"7","guild_id":"99"}""")),
            "/api/v10/guilds/99/channels" => Task.FromResult(StubbedDiscord.Json("""[{"id":"7"},{"id":"8"}]""")),
            _ => first.Task.IsCompleted ? Task.FromResult(StubbedDiscord.Json("""{"id":"1"}""")) : first.Task,
        };
        var posts = new[] { discord.PostAsync(), discord.PostAsync(), discord.PostAsync() };
        discord.Clock.Advance(TimeSpan.FromSeconds(1.5));
        first.SetResult(StubbedDiscord.Json("""{"id":"1"}""", HttpStatusCode.OK, StubbedDiscord.Bucket(5, 4, "1")));
        await Task.WhenAll(posts);

        var lanes = discord.Bots.Find(null)!.Lanes;
        await Eventually.AssertAsync(() => lanes.Of("8").ShouldBe("99"));
        lanes.Of("7").ShouldBe("99");
        lanes.Of("6").ShouldBe("6");
        discord.Requests.Count(r => r.Contains("GET", StringComparison.Ordinal)).ShouldBe(2);
        lanes.ShouldAsk("7", TimeSpan.FromMinutes(1), discord.Clock.GetUtcNow().AddDays(1)).ShouldBeFalse("it is known");
    }

    [Fact]
    public void Few_channels_are_asked_about_and_few_are_remembered()
    {
        var lanes = new GuildLanes(most: 2);
        var now = DiscordAtRandom.Start;
        lanes.ShouldAsk("1", TimeSpan.FromSeconds(0.9), now).ShouldBeFalse("it hardly waited");
        lanes.ShouldAsk("1", TimeSpan.FromSeconds(1), now).ShouldBeTrue();
        lanes.ShouldAsk("2", TimeSpan.FromSeconds(1), now.AddSeconds(1.9)).ShouldBeFalse();
        lanes.ShouldAsk("2", TimeSpan.FromSeconds(1), now.AddSeconds(2)).ShouldBeTrue();
        lanes.Learn("1", "g");
        lanes.Learn("2", null);
        lanes.Learn("3", "g");
        (lanes.Of("1"), lanes.Of("2"), lanes.Of("3")).ShouldBe(("1", "2", "g"));
    }

    [Fact]
    public async Task Requests_refusals_and_the_queue_are_measured()
    {
        using var discord = new StubbedDiscord();
        List<string> measured = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Scope == discord.Meters)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Keep(string name, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measured)
            {
                measured.Add($"{name} {value} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}".TrimEnd());
            }
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument.Name, $"{value}", tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument.Name, $"{value}", tags));
        listener.Start();
        discord.Answers(HttpStatusCode.Forbidden);
        await discord.PostAsync();
        listener.RecordObservableInstruments();
        measured.ShouldBe(
            ["discord.invalid_requests 1 status=403", "discord.requests 1 route=POST channels/{channel}/messages status=403", "discord.queue 0"]);
    }

    private static T Done<T>(DiscordAnswer<T> answer) => answer.ShouldBeOfType<DiscordAnswer<T>.Done>().Value;

    private static DateTimeOffset Until<T>(DiscordAnswer<T> answer) => answer.ShouldBeOfType<DiscordAnswer<T>.Limited>().Until;
}
