using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.AppHost.Tests;

public sealed class NativeRabbitMqTests : IAsyncLifetime
{
    private readonly PrivateFolder _folder = new();
    private NativeRabbitMq _server = null!;

    public async ValueTask InitializeAsync() => _server = await StartAsync("rabbitmq");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_declared_survives_a_kill_and_a_restart_on_the_same_ports()
    {
        var (port, management) = (_server.Port, _server.ManagementPort);
        using var http = Management(_server);
        (await http.PutAsync(new Uri("api/vhosts/kept", UriKind.Relative), Json("{}"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await _server.KillAsync();
        await _server.RestartAsync(TestContext.Current.CancellationToken);

        (_server.Port, _server.ManagementPort).ShouldBe((port, management));
        (await http.GetAsync(new Uri("api/vhosts/kept", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_nodes_run_side_by_side_on_loopback_and_leave_no_process()
    {
        await using var other = await StartAsync("other");
        List<int> all = [];
        foreach (var node in new[] { _server, other })
        {
            var processes = Descendants.Of(node.ProcessId).Append(node.ProcessId).ToList();
            var addresses = Listening.Of(processes);
            addresses.Count.ShouldBe(3, "AMQP, management and the distribution port");
            addresses.ShouldAllBe(endpoint => IPAddress.IsLoopback(endpoint.Address));
            all.AddRange(processes);
        }

        await _server.StopAsync();
        await other.StopAsync();

        await Eventually.AssertAsync(() => all.ShouldAllBe(id => !Directory.Exists($"/proc/{id}")));
    }

    private Task<NativeRabbitMq> StartAsync(string name) => NativeRabbitMq.StartAsync(
        new() { DataDirectory = _folder.Below(name), Password = "secret", Durable = false }, TestContext.Current.CancellationToken);

    private static HttpClient Management(NativeRabbitMq server)
    {
        var http = new HttpClient { BaseAddress = server.ManagementUri };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("guest:secret")));
        return http;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
