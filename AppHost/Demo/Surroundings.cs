using System.Security.Cryptography;
using Platform.Standalone;

namespace Platform.Demo;

/// <summary>The whole platform, started by the AppHost as a child of the demo.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(40);

    private readonly LastLines _said = new();
    private readonly StreamWriter _log;
    private readonly ChildProcess _appHost;

    private Surroundings(string appHost, string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        _log = new StreamWriter(Path.Combine(dataDirectory, "demo.log")) { AutoFlush = true };
        var (gateway, simulator) = (FreePort.Next(), FreePort.Next());
        Gateway = new Uri($"http://127.0.0.1:{gateway}/");
        Simulator = new Uri($"http://127.0.0.1:{simulator}/");
        _appHost = ChildProcess.Start(new ChildOptions
        {
            FileName = "dotnet",
            Arguments = [appHost, $"--Gateway:Port={gateway}", $"--Simulator:Port={simulator}", $"--DataDirectory={dataDirectory}"],
            // A command line is seen by everyone.
            Environment = new Dictionary<string, string?> { ["Operator__Password"] = OperatorPassword },
            // It, too, stops its own children in order when we are gone.
            DeathSignal = Signal.Terminate,
            OnLine = Keep,
        });
    }

    public const string OperatorEmail = "operator@platform.local";

    public Uri Gateway { get; }

    public Uri Simulator { get; }

    public string OperatorPassword { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Starts everything and returns when the gateway is healthy.</summary>
    /// <exception cref="InvalidOperationException">The AppHost ended instead; its last lines are in the message.</exception>
    public static async Task<Surroundings> StartAsync(string appHost, string dataDirectory, CancellationToken ct)
    {
        var surroundings = new Surroundings(appHost, dataDirectory);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Wait.ForAsync(
            async () => surroundings._appHost.IsRunning
                ? (await http.GetAsync(new Uri(surroundings.Gateway, "health"), ct)).IsSuccessStatusCode
                : throw new InvalidOperationException($"The platform did not start:{Environment.NewLine}{surroundings._said}"),
            healthy => healthy, ct, ReadyWithin);
        return surroundings;
    }

    public async ValueTask DisposeAsync()
    {
        await _appHost.StopAsync(StopWithin);
        await _appHost.DisposeAsync();
        await _log.DisposeAsync();
    }

    private void Keep(string line)
    {
        _log.WriteLine(line);
        _said.Add(line);
    }
}
