using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.AppHost.Tests;

/// <summary>An application host as its user starts it: a process of its own on a data folder.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly HttpClient _http = new();
    private readonly string _data;
    private readonly ChildProcess _child;

    private RunningHost(string data, string program, IEnumerable<string> arguments)
    {
        _data = data;
        _child = ChildProcess.Start(new()
        {
            FileName = program,
            Arguments = [.. arguments, $"--DataDirectory={data}"],
            WorkingDirectory = Checkout.Root,
            OnLine = _lines.Enqueue,
        });
    }

    public static RunningHost StartSample(string data, params string[] settings) =>
        new(data, "dotnet", [Checkout.Dll("tests/SampleHost", "SampleHost"), .. settings]);

    public static RunningHost StartWhole(string data, params string[] settings) => new(data, Path.Combine(Checkout.Root, "run"), ["--no-build", .. settings]);

    public int ProcessId => _child.Id;

    public string Output => string.Join(Environment.NewLine, _lines);

    public Task<int> EndsAsync() => _child.Exited.WaitAsync(StartLimit);

    /// <summary>To this process alone.</summary>
    public void Send(Signal signal) => _child.Send(signal);

    public async Task<RunningHost> IsReadyAsync()
    {
        await Eventually.AssertAsync(
            () =>
            {
                if (!_child.IsRunning)
                {
                    throw new InvalidOperationException($"It has ended:{Environment.NewLine}{Output}");
                }

                State("ready").GetBoolean().ShouldBeTrue(Output);
            },
            StartLimit);
        return this;
    }

    public JsonElement Resource(string name) => State("resources").GetProperty(name);

    public int ProcessIdOf(string resource) => Resource(resource).GetProperty("pid").GetInt32();

    public Uri AddressOf(string resource, int index = 0) => new(Resource(resource).GetProperty("endpoints")[index].GetString()!);

    public Task<string> GetAsync(string resource, string path) => _http.GetStringAsync(new Uri(AddressOf(resource), path));

    public async Task PostAsync(string resource, string path)
    {
        try
        {
            await _http.PostAsync(new Uri(AddressOf(resource), path), null);
        }
        catch (HttpRequestException)
        {
            // It ended instead of answering.
        }
    }

    /// <summary>The host and everything below it, as of now.</summary>
    public IReadOnlyList<int> Processes() => [_child.Id, .. Descendants.Of(_child.Id)];

    public static Task AllEndAsync(IReadOnlyList<int> processes) => Eventually.AssertAsync(
        () => processes.Where(IsRunning).Select(id => id.ToString(CultureInfo.InvariantCulture)).ShouldBeEmpty());

    public async ValueTask DisposeAsync()
    {
        await _child.StopAsync(TimeSpan.FromSeconds(60));
        await _child.DisposeAsync();
        _http.Dispose();
    }

    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private JsonElement State(string property) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "state.json"))).RootElement.GetProperty(property);
}
