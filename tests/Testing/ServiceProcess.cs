using System.Collections.Concurrent;
using Platform.Standalone;

namespace Platform.Testing;

/// <summary>A built service as a process of its own, which can be killed at any time and started again.</summary>
/// <param name="settings">By their names in the configuration, such as <c>Discord:BotToken</c>.</param>
public sealed class ServiceProcess(string dll, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _said = new();
    private readonly HttpClient _http = new();
    private ChildProcess? _process;

    /// <summary>Where it listens in each of its lives.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    /// <summary>What it said, on either stream, in all its lives.</summary>
    public string Said => string.Join(Environment.NewLine, _said);

    public bool IsRunning => _process is { IsRunning: true };

    /// <summary>Returns when it is healthy.</summary>
    public async Task StartAsync()
    {
        var environment = settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        environment["ASPNETCORE_URLS"] = Address.ToString();

        _process = ChildProcess.Start(new() { FileName = "dotnet", Arguments = [dll], Environment = environment, OnLine = _said.Enqueue });
        await Eventually.AssertAsync(
            async () =>
            {
                using var answer = await _http.GetAsync(new Uri(Address, "health"));
                answer.EnsureSuccessStatusCode();
            },
            StartLimit);
    }

    /// <summary>SIGKILL, in the middle of whatever it is doing; returns when it is gone.</summary>
    public Task KillAsync() => _process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
    }
}
