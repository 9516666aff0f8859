using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Standalone;

internal enum ResourceState
{
    Waiting,
    Starting,
    Running,
    Healthy,
    Unhealthy,
    Finished,
    Crashed,
    Stopped,
}

/// <summary>
/// How every resource is, for those that wait and for those outside: each change is written to <c>state.json</c> in
/// the data folder, the whole file or none of it.
/// </summary>
internal sealed class Board
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock _changing = new();
    private readonly DataFolder _data;
    private readonly Dictionary<Resource, Entry> _entries;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Board(Model model)
    {
        _data = model.Data;
        _entries = model.Resources.Where(resource => resource is not PostgresDatabaseResource).ToDictionary(resource => resource, _ => new Entry());
    }

    /// <summary>Ends when every resource was healthy, or has finished what it is for.</summary>
    internal Task Ready => _ready.Task;

    internal Task HealthyAsync(Resource resource) => _entries[resource].Healthy.Task;

    internal Task<int> FinishedAsync(Resource resource) => _entries[resource].Finished.Task;

    internal void Set(Resource resource, ResourceState state, int processId = 0, int? exitCode = null)
    {
        lock (_changing)
        {
            var entry = _entries[resource];
            entry.Restarts += state == ResourceState.Crashed ? 1 : 0;
            entry.ProcessId = processId;
            entry.ExitCode = exitCode;
            entry.State = state;
            if (state == ResourceState.Healthy)
            {
                entry.Healthy.TrySetResult();
            }
            else if (state == ResourceState.Finished)
            {
                entry.Finished.TrySetResult(exitCode ?? 0);
            }

            if (_entries.Values.All(other => other.Healthy.Task.IsCompleted || other.Finished.Task.IsCompleted))
            {
                _ready.TrySetResult();
            }

            OwnerOnly.Write(_data.Below("state.json"), JsonSerializer.Serialize(Snapshot(), Json));
        }
    }

    internal static IEnumerable<string> Addresses(Resource resource) => resource switch
    {
        PostgresServerResource { Port: > 0 } postgres => [$"postgresql://127.0.0.1:{postgres.PortText}"],
        RabbitMQServerResource { Port: > 0 } rabbit => [$"amqp://127.0.0.1:{rabbit.PortText}", $"http://127.0.0.1:{rabbit.ManagementPort}"],
        _ => resource.Endpoints.Where(endpoint => endpoint.AllocatedPort > 0).Select(endpoint => endpoint.Url),
    };

    private object Snapshot() => new
    {
        Pid = Environment.ProcessId,
        Ready = _ready.Task.IsCompleted,
        Resources = _entries.ToDictionary(pair => pair.Key.Name, pair => new
        {
            pair.Value.State,
            Pid = pair.Value.ProcessId,
            pair.Value.ExitCode,
            pair.Value.Restarts,
            Endpoints = Addresses(pair.Key),
        }),
    };

    private sealed class Entry
    {
        internal TaskCompletionSource Healthy { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource<int> Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal ResourceState State { get; set; }

        internal int ProcessId { get; set; }

        internal int? ExitCode { get; set; }

        internal int Restarts { get; set; }
    }
}
