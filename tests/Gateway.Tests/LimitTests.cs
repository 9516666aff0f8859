using System.Net;
using Platform.Gateway.Features.Limit;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class LimitTests(Servers servers)
{
    // So slow that no token comes back while a test runs.
    private static Dictionary<string, string?> Bucket(string name, int burst) =>
        new() { [$"Limits:{name}:Burst"] = $"{burst}", [$"Limits:{name}:PerSecond"] = "0.01" };

    [Fact]
    public async Task One_persons_limit_is_not_anothers()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Bucket("Person", 3));
        var (ada, ben) = (gateway.SignedIn(Guid.CreateVersion7()), gateway.SignedIn(Guid.CreateVersion7()));
        for (var i = 0; i < 3; i++)
        {
            (await ada.GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await ada.GetAsync("api/insights/compliance");

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(100));
        (await ben.GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Upstream.Arrivals.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_takes_long_to_make_has_a_limit_of_its_own()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Bucket("Making", 5));
        var ada = gateway.SignedIn(Guid.CreateVersion7());
        foreach (var address in new[]
        {
            "api/training-plan/generate", $"api/training-plan/{Guid.CreateVersion7()}/regenerate", "api/training/generate-daily-session",
            "api/training/today/exercises/back-squat/regenerate", "api/training/today/chat",
        })
        {
            (await ada.PostAsync(address, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await ada.PostAsync("api/training-plan/generate", null)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ada.PostAsync("api/training/today/chat", null)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ada.GetAsync("api/training/today/chat")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ada.GetAsync("api/training-plan/active")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.SignedIn(Guid.CreateVersion7()).PostAsync("api/training-plan/generate", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_waits_is_let_in_again()
    {
        await using var gateway = await GatewayHost.StartAsync(
            servers, new() { ["Limits:Person:Burst"] = "1", ["Limits:Person:PerSecond"] = "2" });
        var ada = gateway.SignedIn(Guid.CreateVersion7());
        await Eventually.BecomesAsync(() => ada.GetAsync("api/training/today"), answer => answer.StatusCode == HttpStatusCode.TooManyRequests);

        await Eventually.BecomesAsync(() => ada.GetAsync("api/training/today"), answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_limit_follows_the_person_from_ticket_to_ticket()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Bucket("Person", 1));
        var ada = Guid.CreateVersion7();

        (await gateway.SignedIn(ada).GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.SignedIn(ada).GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Strangers_share_the_limit_of_their_address_and_take_nothing_from_people()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Bucket("Person", 2));

        (await gateway.Anonymous.GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.With("nonsense").GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.Anonymous.GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await gateway.SignedIn(Guid.CreateVersion7()).GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sign_in_has_a_limit_of_its_own_that_a_made_up_origin_does_not_evade()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Bucket("SignIn", 3));
        (await gateway.RegisterAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await gateway.LoginAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.RefreshAsync("nonsense")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var request = new HttpRequestMessage(HttpMethod.Post, "api/identity/login");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        await (await gateway.Anonymous.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        (await gateway.SignedIn(Guid.CreateVersion7()).GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Anonymous.PostAsync("discord/interactions", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Interactions_and_webhooks_have_a_limit_of_their_own()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Bucket("Inbound", 2));

        (await gateway.Anonymous.PostAsync("discord/interactions", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Anonymous.PostAsync("webhooks/polar", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Anonymous.PostAsync("discord/interactions", null)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await gateway.Anonymous.GetAsync("calendar/secret.ics")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await gateway.LoginAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task Behind_a_trusted_proxy_the_address_is_the_clients(string trusted)
    {
        var settings = Bucket("Inbound", 1);
        settings["Forward:TrustedProxies:0"] = trusted;
        await using var gateway = await GatewayHost.StartAsync(servers, settings);

        (await Send("203.0.113.7")).ShouldBe(HttpStatusCode.OK);
        (await Send("203.0.113.8")).ShouldBe(HttpStatusCode.OK);
        (await Send("203.0.113.7")).ShouldBe(HttpStatusCode.TooManyRequests);
        // What the client itself wrote stands to the left of what the proxy saw.
        (await Send("198.51.100.1, 203.0.113.8")).ShouldBe(HttpStatusCode.TooManyRequests);
        gateway.Upstream.Arrivals.Select(arrival => arrival.Headers["X-Forwarded-For"]).ShouldBe(["203.0.113.7", "203.0.113.8"]);

        async Task<HttpStatusCode> Send(string forwardedFor)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "discord/interactions");
            request.Headers.Add("X-Forwarded-For", forwardedFor);
            return (await gateway.Anonymous.SendAsync(request)).StatusCode;
        }
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData(null, "255.255.255.255")]
    public void An_address_stands_for_one_subscriber(string? address, string partition) =>
        ClientAddress.Partition(address is null ? null : IPAddress.Parse(address)).ShouldBe(IPAddress.Parse(partition));
}
