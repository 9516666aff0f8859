extern alias pushsimulator;

using System.Net;
using System.Net.Http.Json;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>The simulator asks what push services ask, so that what it takes would be taken there.</summary>
public sealed class SimulatorTests
{
    private readonly FakeClock _clock = new();
    private readonly VapidKey _key = VapidKey.Create();

    [Theory]
    [InlineData(null, "60", null, null, 401)]
    [InlineData("Bearer x", "60", null, null, 401)]
    [InlineData("vapid t=x", "60", null, null, 403)]
    [InlineData("vapid t=a.b.c, k=d", "60", null, null, 403)]
    [InlineData("sound", null, null, null, 400)]
    [InlineData("sound", "-1", null, null, 400)]
    [InlineData("sound", "1.5", null, null, 400)]
    [InlineData("sound", "60", "urgent", null, 400)]
    [InlineData("sound", "60", null, "a b", 400)]
    [InlineData("sound", "60", null, "abcdefghijklmnopqrstuvwxyz0123456", 400)]
    [InlineData("sound", "60", "high", "abcdefghijklmnopqrstuvwxyz012345", 201)]
    [InlineData("sound", "0", "very-low", null, 201)]
    [InlineData("other-origin", "60", null, null, 403)]
    [InlineData("past", "60", null, null, 403)]
    [InlineData("too-long", "60", null, null, 403)]
    [InlineData("no-subject", "60", null, null, 403)]
    public async Task A_message_without_what_the_protocol_asks_for_is_refused(string? proof, string? ttl, string? urgency, string? topic, int status)
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, browser.Endpoint);
        Add(request, "Authorization", Proof(proof, new Uri(browser.Endpoint).GetLeftPart(UriPartial.Authority)));
        Add(request, "TTL", ttl);
        Add(request, "Urgency", urgency);
        Add(request, "Topic", topic);

        using var answer = await server.Control.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        (await browser.MessagesAsync()).Count.ShouldBe(status == 201 ? 1 : 0);
    }

    [Theory]
    [InlineData(4096, "aes128gcm", HttpStatusCode.Created)]
    [InlineData(4097, "aes128gcm", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(100, "aesgcm", HttpStatusCode.BadRequest)]
    public async Task A_body_has_at_most_4096_bytes_of_today_s_encoding(int bytes, string encoding, HttpStatusCode status)
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, browser.Endpoint) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Content.Headers.ContentEncoding.Add(encoding);
        Add(request, "Authorization", Proof("sound", new Uri(browser.Endpoint).GetLeftPart(UriPartial.Authority)));
        Add(request, "TTL", "60");

        using var answer = await server.Control.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        if (status == HttpStatusCode.Created)
        {
            // The push service cannot see that it is nonsense; the browser does.
            (await browser.MessagesAsync()).ShouldHaveSingleItem()["fault"].ShouldNotBeNull();
            (await browser.NotificationsAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_browser_that_is_offline_gets_what_is_not_too_old_when_it_is_back()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server, online: false);
        var client = PushServers.Client(_clock, _key);
        foreach (var (text, ttl) in new[] { ("at once or never", 0), ("a minute", 60), ("an hour", 3600) })
        {
            (await client.SendAsync(browser.For(_key), System.Text.Encoding.UTF8.GetBytes(text), new(TimeSpan.FromSeconds(ttl)), default)).ShouldBe(new PushAnswer.Accepted());
        }

        (await browser.LookAsync())["waiting"]!.AsArray().Count.ShouldBe(2);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await browser.GoAsync(online: true);

        (await browser.MessagesAsync()).ShouldHaveSingleItem()["text"]!.GetValue<string>().ShouldBe("an hour");
    }

    [Fact]
    public async Task Its_page_and_its_control_are_there_for_this_machine_s_pages_only()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        foreach (var (path, type) in new[] { ("", "text/html"), ("style.css", "text/css"), ("app.js", "text/javascript") })
        {
            using var page = await server.Control.GetAsync(new Uri(server.Address, path));
            page.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        }

        using var foreign = new HttpRequestMessage(HttpMethod.Post, "reset");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await server.Control.SendAsync(foreign)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await server.Control.PostAsJsonAsync("faults", new { mode = "redirect", count = 0 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var browser = await Browser.SubscribeAsync(server);
        (await server.Control.PostAsync("reset", null)).EnsureSuccessStatusCode();
        (await server.Control.GetAsync($"subscriptions/{browser.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private string? Proof(string? kind, string origin)
    {
        var now = _clock.GetUtcNow();
        return kind switch
        {
            "sound" => _key.Authorize(origin, now.AddHours(24), "mailto:ops@example.com"),
            "other-origin" => _key.Authorize("https://push.example.net", now.AddHours(1), "mailto:ops@example.com"),
            "past" => _key.Authorize(origin, now, "mailto:ops@example.com"),
            "too-long" => _key.Authorize(origin, now.AddHours(25), "mailto:ops@example.com"),
            "no-subject" => _key.Authorize(origin, now.AddHours(1), "ops@example.com"),
            _ => kind,
        };
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
