using System.Net;
using System.Net.Sockets;
using Npgsql;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class StartTests(Servers servers)
{
    [Fact]
    public async Task Without_its_database_it_starts_says_so_and_recovers_by_itself()
    {
        var database = await servers.CreateDatabaseAsync(typeof(Program).Assembly);
        var real = new NpgsqlConnectionStringBuilder(database);
        await using var way = new Relay(real.Host!, real.Port);
        var through = new NpgsqlConnectionStringBuilder(database) { Host = "127.0.0.1", Port = way.Port }.ConnectionString;

        await using var gateway = await GatewayHost.StartAsync(
            servers,
            new() { ["Identity:Operator:Email"] = "operator@example.org", ["Identity:Operator:Password"] = GatewayHost.Password },
            through, ready: false);

        (await gateway.Anonymous.GetAsync("alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Anonymous.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await (await gateway.LoginAsync("ada@example.org")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        // A key ring that cannot be read is no reason to tell people that they are signed out.
        await (await gateway.With("CfDJ8" + new string('A', 203)).GetAsync("api/training/today"))
            .ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");

        way.Open();

        await Eventually.AssertAsync(async () => (await gateway.Anonymous.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK));
        var operators = await Eventually.BecomesAsync(
            async () => await GatewayHost.TicketsOf(await gateway.LoginAsync("operator@example.org")), _ => true);
        (await gateway.With(operators.AccessToken).GetAsync("api/training/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_settings_are_told_all_together_when_it_starts()
    {
        var run = await ProgramRun.ToItsEndAsync(Path.Combine(AppContext.BaseDirectory, "Platform.Gateway.dll"), new Dictionary<string, string?>
        {
            ["Limits:Person:Burst"] = "0",
            ["Limits:SignIn:PerSecond"] = "-1",
            ["Forward:TrustedProxies:0"] = "everyone",
            ["Identity:Operator:Email"] = "operator@example.org",
            ["Identity:Tickets:AccessLifetime"] = "2.00:00:00",
        });

        run.ExitCode.ShouldBe(1);
        var sentence = run.Lines.ShouldHaveSingleItem();
        foreach (var setting in new[]
        {
            "ConnectionStrings:identitydb", "Limits:Person:Burst", "Limits:SignIn:PerSecond", "Forward:TrustedProxies", "Identity:Operator:Password",
            "Identity:Tickets:AccessLifetime",
        })
        {
            sentence.ShouldContain(setting);
        }
    }

    /// <summary>A port that refuses until it is opened, and then leads to a server.</summary>
    private sealed class Relay : IAsyncDisposable
    {
        private readonly string _host;
        private readonly int _port;
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private Task _running = Task.CompletedTask;

        public Relay(string host, int port)
        {
            (_host, _port) = (host, port);
            // Bound but not listening: the port is kept, and refuses.
            _listener.Server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Port = ((IPEndPoint)_listener.Server.LocalEndPoint!).Port;
        }

        public int Port { get; }

        public void Open()
        {
            _listener.Server.Listen();
            _running = AcceptAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Dispose();
            await _running;
            _stop.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = CarryAsync(await _listener.Server.AcceptAsync(_stop.Token));
                }
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException or SocketException)
            {
            }
        }

        private async Task CarryAsync(Socket accepted)
        {
            try
            {
                await using var near = new NetworkStream(accepted, ownsSocket: true);
                using var client = new TcpClient();
                await client.ConnectAsync(_host, _port, _stop.Token);
                await using var far = client.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
            }
            catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
            {
            }
        }
    }
}
