using System.Net;
using System.Net.Http.Headers;
using Platform.Standalone;

namespace Platform.Benchmarks.Gateway;

/// <summary>
/// What a request costs on its way through the gateway, with its ticket checked and its limit counted, beside a bare
/// YARP, nginx and the service itself, in turn.
/// </summary>
internal static class GatewayBenchmark
{
    private const int Rounds = 5;
    private const int Seconds = 8;
    private const string Path = "/api/insights/compliance";

    public static async Task<int> RunAsync()
    {
        await using var servers = await Servers.StartAsync(broker: false);
        var (direct, yarp, nginx, gateway) = (Peer.Address(), Peer.Address(), Peer.Address(), Peer.Address());
        var folder = Directory.CreateTempSubdirectory("platform-bench-nginx-").FullName;
        await using var first = Peer.Self("upstream", Peer.Port(direct));
        await using var second = Peer.Self("yarp", Peer.Port(yarp), direct.ToString());
        await using var third = Nginx.Start(folder, nginx.Port, direct.Port);
        await using var fourth = await RealGateway.StartAsync(await servers.CreateDatabaseAsync("identitydb"), gateway.Port, direct);

        using var client = new HttpClient { BaseAddress = gateway };
        await Peer.AnswersAsync(client, "/health");
        var ticket = await RealGateway.SignInAsync(client);
        (string Name, Uri Target)[] peers = [("direct", direct), ("yarp", yarp), ("nginx", nginx), ("gateway", gateway)];
        foreach (var (name, address) in peers)
        {
            await VerifyAsync(name, address, ticket);
            await Wrk.RunAsync(new Uri(address, Path), ticket, seconds: 4);
        }

        var figures = new Figures("gateway");
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, address) in peers)
            {
                var result = await Wrk.RunAsync(new Uri(address, Path), ticket, Seconds);
                figures.Add($"{name}_rps", result.PerSecond);
                figures.Add($"{name}_p99", result.P99);
            }
        }

        await VerifyRefusalAsync(client);
        Directory.Delete(folder, recursive: true);
        Print(figures);
        return 0;
    }

    private static void Print(Figures figures)
    {
        foreach (var name in (string[])["direct", "yarp", "nginx", "gateway"])
        {
            figures.Print($"{name}_rps", "requests/s");
        }

        foreach (var name in (string[])["direct", "yarp", "nginx", "gateway"])
        {
            figures.Print($"{name}_p99", figures.Median($"{name}_p99"), "ms");
        }

        figures.Print("vs_yarp", figures.Ratio("gateway_rps", "yarp_rps"), "ratio");
        figures.Print("vs_nginx", figures.Ratio("gateway_rps", "nginx_rps"), "ratio");
        figures.Print("p99_added_ms", figures.Median("gateway_p99") - figures.Median("yarp_p99"), "ms");
    }

    private static async Task VerifyAsync(string name, Uri address, string ticket)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        await Peer.AnswersAsync(client, Path);
        var body = await client.GetByteArrayAsync(Path);
        if (!body.AsSpan().SequenceEqual(Upstream.Answer))
        {
            throw new InvalidOperationException($"{name} did not pass on the service's answer.");
        }
    }

    private static async Task VerifyRefusalAsync(HttpClient gateway)
    {
        var answer = await gateway.GetAsync(Path);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            throw new InvalidOperationException($"Without a ticket the gateway answered {answer.StatusCode}.");
        }
    }
}
