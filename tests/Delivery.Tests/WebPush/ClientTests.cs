extern alias pushsimulator;

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>The client against the simulator: every answer of a push service.</summary>
public sealed class ClientTests
{
    private static readonly byte[] Payload = "hello"u8.ToArray();
    private static readonly PushOptions Options = new(TimeSpan.FromHours(1));
    private readonly FakeClock _clock = new();
    private readonly VapidKey _key = VapidKey.Create();

    [Fact]
    public async Task A_message_arrives_with_what_was_asked_for()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server, _key.PublicKey);

        var answer = await PushServers.Client(_clock, _key).SendAsync(
            browser.For(_key), Encoding.UTF8.GetBytes("Écris-moi ✓"), new(TimeSpan.FromSeconds(90), PushUrgency.VeryLow, "topic_1-A"), default);

        answer.ShouldBe(new PushAnswer.Accepted());
        var message = (await browser.MessagesAsync()).ShouldHaveSingleItem();
        message["text"]!.GetValue<string>().ShouldBe("Écris-moi ✓");
        message["ttlSeconds"]!.GetValue<int>().ShouldBe(90);
        message["urgency"]!.GetValue<string>().ShouldBe("very-low");
        message["topic"]!.GetValue<string>().ShouldBe("topic_1-A");
    }

    [Theory]
    [InlineData("gone", typeof(PushAnswer.Gone), null)]
    [InlineData("notFound", typeof(PushAnswer.Gone), null)]
    [InlineData("tooLarge", typeof(PushAnswer.TooLarge), null)]
    [InlineData("rateLimited", typeof(PushAnswer.Limited), null)]
    [InlineData("refuseVapid", typeof(PushAnswer.Refused), null)]
    [InlineData("badRequest", typeof(PushAnswer.Refused), null)]
    [InlineData("error500", typeof(PushAnswer.Failed), true)]
    [InlineData("unavailable", typeof(PushAnswer.Failed), true)]
    [InlineData("dropConnection", typeof(PushAnswer.Failed), true)]
    public async Task Every_refusal_has_its_answer(string mode, Type answer, bool? unclear)
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        await server.FailAsync(new { mode, count = 1 });
        var client = PushServers.Client(_clock, _key);

        var first = await client.SendAsync(browser.For(_key), Payload, Options, default);

        first.ShouldBeOfType(answer);
        (first as PushAnswer.Failed)?.Unclear.ShouldBe(unclear!.Value);
        (await browser.MessagesAsync()).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await client.SendAsync(browser.For(_key), Payload, Options, default)).ShouldBe(new PushAnswer.Accepted(), "the fault is over");
    }

    [Fact]
    public async Task Subscriptions_that_are_unknown_or_given_up_are_gone()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        await browser.UnsubscribeAsync();
        var client = PushServers.Client(_clock, _key);

        (await client.SendAsync(browser.For(_key), Payload, Options, default)).ShouldBe(new PushAnswer.Gone());
        (await client.SendAsync(browser.For(_key) with { Endpoint = $"{server.Address}push/unknown" }, Payload, Options, default)).ShouldBe(new PushAnswer.Gone());
    }

    [Fact]
    public async Task A_subscription_of_another_key_is_refused()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        using var other = VapidKey.Create();
        var browser = await Browser.SubscribeAsync(server, other.PublicKey);
        var client = PushServers.Client(_clock, _key);

        (await client.SendAsync(browser.For(_key), Payload, Options, default)).ShouldBeOfType<PushAnswer.Refused>().Reason.ShouldContain("403");
        (await client.SendAsync(browser.For(other), Payload, Options, default)).ShouldBeOfType<PushAnswer.Refused>().Reason.ShouldContain("not held");
        (await server.RequestsAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("rateLimited", "30", 30)]
    [InlineData("unavailable", "30", 30)]
    [InlineData("rateLimited", "Sun, 22 Nov 2026 00:02:00 GMT", 120)]
    [InlineData("rateLimited", null, 60)]
    [InlineData("rateLimited", "soon", 60)]
    [InlineData("rateLimited", "99999999", 86_400)]
    public async Task A_push_service_that_asks_to_wait_is_left_alone_that_long_and_no_other(string mode, string? retryAfter, int seconds)
    {
        await using var busy = await PushServer.StartAsync(clock: _clock);
        await using var idle = await PushServer.StartAsync(clock: _clock);
        var (one, two, elsewhere) = (await Browser.SubscribeAsync(busy), await Browser.SubscribeAsync(busy), await Browser.SubscribeAsync(idle));
        await busy.FailAsync(new { mode, retryAfter, count = 1 });
        var client = PushServers.Client(_clock, _key);
        var until = _clock.GetUtcNow().AddSeconds(seconds);

        (await client.SendAsync(one.For(_key), Payload, Options, default)).ShouldBe(new PushAnswer.Limited(until));
        (await client.SendAsync(two.For(_key), Payload, Options, default)).ShouldBe(new PushAnswer.Limited(until));
        (await client.SendAsync(elsewhere.For(_key), Payload, Options, default)).ShouldBe(new PushAnswer.Accepted());
        (await busy.RequestsAsync()).ShouldBe(1, "it was not asked again");

        _clock.Set(until);
        (await client.SendAsync(two.For(_key), Payload, Options, default)).ShouldBe(new PushAnswer.Accepted());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        await using var inside = await PushServer.StartAsync(clock: _clock);
        var (browser, target) = (await Browser.SubscribeAsync(server), await Browser.SubscribeAsync(inside));
        await server.FailAsync(new { mode = "redirect", location = target.Endpoint });

        (await PushServers.Client(_clock, _key).SendAsync(browser.For(_key), Payload, Options, default)).ShouldBeOfType<PushAnswer.Refused>();
        (await inside.RequestsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_answer_in_time_it_is_unclear_whether_the_message_was_taken()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        await server.FailAsync(new { mode = "timeoutAfterStore" });
        using var own = new CancellationTokenSource();

        var answer = await PushServers.Client(_clock, _key, TimeSpan.FromMilliseconds(300)).SendAsync(browser.For(_key), Payload, Options, own.Token);

        answer.ShouldBeOfType<PushAnswer.Failed>().Unclear.ShouldBeTrue();
        (await browser.MessagesAsync()).Count.ShouldBe(1);
        await own.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => PushServers.Client(_clock, _key).SendAsync(browser.For(_key), Payload, Options, own.Token));
    }

    [Fact]
    public async Task A_push_service_out_of_reach_took_nothing_for_sure()
    {
        var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        await server.DisposeAsync();

        var answer = await PushServers.Client(_clock, _key).SendAsync(browser.For(_key), Payload, Options, default);

        answer.ShouldBeOfType<PushAnswer.Failed>().Unclear.ShouldBeFalse();
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_before_anything_goes_out()
    {
        var wire = new Wire();
        var client = PushServers.Client(_clock, _key, wire: wire);
        await using var server = await PushServer.StartAsync(clock: _clock);
        var sound = (await Browser.SubscribeAsync(server)).For(_key);

        (await client.SendAsync(sound, new byte[3994], Options, default)).ShouldBe(new PushAnswer.TooLarge());
        (await client.SendAsync(sound with { Endpoint = "https://169.254.169.254/latest" }, Payload, Options, default)).ShouldBeOfType<PushAnswer.Refused>();
        (await client.SendAsync(sound with { Id = Guid.CreateVersion7(), P256dh = new byte[65] }, Payload, Options, default)).ShouldBeOfType<PushAnswer.Refused>();
        (await client.SendAsync(sound with { Auth = [1] }, Payload, Options, default)).ShouldBeOfType<PushAnswer.Refused>();
        wire.Proofs.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => new PushOptions(TimeSpan.Zero, Topic: new string('a', 33)));
        Should.Throw<ArgumentException>(() => new PushOptions(TimeSpan.Zero, Topic: "a b"));
        Should.Throw<ArgumentException>(() => new PushOptions(TimeSpan.Zero, Topic: ""));
        Should.Throw<ArgumentException>(() => new PushOptions(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task A_proof_is_signed_once_for_each_push_service_and_renewed_long_before_it_ends()
    {
        var wire = new Wire();
        var client = PushServers.Client(_clock, _key, wire: wire);
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = (await Browser.SubscribeAsync(server)).For(_key);

        foreach (var endpoint in new[] { "https://fcm.googleapis.com/a", "https://fcm.googleapis.com/b", "https://web.push.apple.com/a" })
        {
            await client.SendAsync(browser with { Endpoint = endpoint }, Payload, Options, default);
        }

        _clock.Advance(TimeSpan.FromHours(7));
        await client.SendAsync(browser with { Endpoint = "https://fcm.googleapis.com/a" }, Payload, Options, default);

        var proofs = wire.Proofs.ToArray();
        proofs[1].ShouldBe(proofs[0]);
        proofs[2].ShouldNotBe(proofs[0]);
        proofs[3].ShouldNotBe(proofs[0]);
    }

    [Fact]
    public void The_topic_of_a_delivery_is_short_and_its_own()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7()).ToList();

        var topics = ids.ConvertAll(PushOptions.TopicOf);

        topics.Distinct().Count().ShouldBe(100);
        topics.ShouldAllBe(topic => topic.Length == 22 && new PushOptions(TimeSpan.Zero, PushUrgency.Normal, topic).Topic == topic);
    }

    /// <summary>A network that takes everything and keeps the proofs.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        public ConcurrentQueue<string> Proofs { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Proofs.Enqueue(request.Headers.GetValues("Authorization").Single());
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created));
        }
    }
}
