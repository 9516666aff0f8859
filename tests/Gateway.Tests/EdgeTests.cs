using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Platform.Gateway.Features.Forward;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class EdgeTests(Servers servers)
{
    [Theory]
    [InlineData("")]
    [InlineData("docs/index.html")]
    [InlineData("health")]
    [InlineData("api/nothing")]
    [InlineData("api/training/today")]
    [InlineData("webhooks/polar")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        gateway.Upstream.Answer = context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
            context.Response.Headers.Server = "upstream";
            return Task.CompletedTask;
        };

        var answer = await gateway.Anonymous.GetAsync(path);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("this is http");
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_browsers_are_told_to_stay_with_it()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, new() { ["Forward:TrustedProxies:0"] = "127.0.0.1" });
        var client = gateway.Anonymous;
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var answer = await client.PostAsync("webhooks/polar", null);

        answer.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
        gateway.Upstream.Only.Headers["X-Forwarded-Proto"].ShouldBe("https");
    }

    [Fact]
    public async Task What_a_stranger_claims_about_the_origin_does_not_reach_a_service()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var client = gateway.SignedIn(Guid.CreateVersion7());
        string[] claims = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-User", "Forwarded", "X-Real-IP", "X-Original-URL"];
        foreach (var claim in claims)
        {
            client.DefaultRequestHeaders.Add(claim, "for=evil");
        }

        (await client.GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var headers = gateway.Upstream.Only.Headers;
        headers.Values.ShouldNotContain(value => value.Contains("evil"));
        headers["X-Forwarded-For"].ShouldBe("127.0.0.1");
        headers["X-Forwarded-Proto"].ShouldBe("http");
        headers["X-Forwarded-Host"].ShouldBe(gateway.Address.Authority);
    }

    [Theory]
    [InlineData("api/nothing")]
    [InlineData("api")]
    [InlineData("api/trainings/today")]
    [InlineData("discord/interactions/more")]
    public async Task An_address_that_nobody_answers_is_a_problem(string path)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        await (await gateway.SignedIn(Guid.CreateVersion7()).GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        gateway.Upstream.Arrivals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("api/identity/login", 16 << 10)]
    [InlineData("api/training/sessions", 1 << 20)]
    [InlineData("discord/interactions", 256 << 10)]
    [InlineData("api/activities/import", 25 << 20)]
    public async Task A_body_over_its_limit_is_refused_declared_or_chunked(string path, int limit)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var client = gateway.SignedIn(Guid.CreateVersion7());

        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonOf(limit + 1) };
            request.Headers.TransferEncodingChunked = chunked;
            // A refusal comes before the body has been read: wait to be asked for it.
            request.Headers.ExpectContinue = true;
            await (await client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        }

        var fits = await client.PostAsync(path, JsonOf(limit));
        fits.StatusCode.ShouldNotBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_problem_not_a_silence()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, new()
        {
            ["services:insights:http:0"] = $"http://127.0.0.1:{UnusedPort()}",
            ["services:scheduler:http:0"] = null,
        });
        var client = gateway.SignedIn(Guid.CreateVersion7());

        await (await client.GetAsync("api/insights/compliance")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "unreachable");
        (await client.GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_is_nowhere_is_unavailable()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, new() { ["services:insights:http:0"] = "" });

        await (await gateway.SignedIn(Guid.CreateVersion7()).GetAsync("api/insights/compliance"))
            .ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
    }

    [Fact]
    public async Task A_service_that_stays_silent_is_given_up()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, new() { ["Forward:Timeout"] = "00:00:01", ["Forward:ConnectTimeout"] = "00:00:01" });
        gateway.Upstream.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await (await gateway.SignedIn(Guid.CreateVersion7()).GetAsync("api/insights/compliance"))
            .ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "unreachable");
    }

    [Fact]
    public async Task Every_path_of_the_table_leads_to_its_service()
    {
        var upstreams = new Dictionary<string, Upstream>();
        var settings = new Dictionary<string, string?>();
        foreach (var service in RouteTable.Services)
        {
            upstreams[service] = await Upstream.StartAsync();
            settings[$"services:{service}:http:0"] = upstreams[service].Address.ToString();
        }

        await using var gateway = await GatewayHost.StartAsync(servers, settings);
        var client = gateway.SignedIn(Guid.CreateVersion7());
        foreach (var path in RouteTable.Paths)
        {
            var address = path.Path.Replace("{provider}", "polar").Replace("{file}", "secret.ics").Replace("{id}", $"{Guid.CreateVersion7()}");
            foreach (var target in path.TakesEverythingBelow ? new[] { address, $"{address}/a/b?c=d" } : [address])
            {
                using var request = new HttpRequestMessage(new(path.Methods?.FirstOrDefault() ?? "GET"), target);
                (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
                upstreams[path.Service].Arrivals.TryDequeue(out var arrival).ShouldBeTrue(target);
                arrival!.Target.ShouldBe(target);
            }
        }

        foreach (var upstream in upstreams.Values)
        {
            upstream.Arrivals.ShouldBeEmpty();
            await upstream.DisposeAsync();
        }
    }

    private static JsonContentOf JsonOf(int bytes) => new(bytes);

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A JSON object of exactly so many bytes.</summary>
    private sealed class JsonContentOf : ByteArrayContent
    {
        public JsonContentOf(int bytes) : base([.. "{\"email\":\""u8, .. Enumerable.Repeat((byte)'a', bytes - 12), .. "\"}"u8]) =>
            Headers.ContentType = new("application/json");
    }
}
