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

    private readonly Lock changing = new();
    private readonly DataFolder data;
    private readonly Dictionary<Resource, Entry> entries;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Board(Model model)
    {
        data = model.Data;
        entries = model.Resources.Where(resource => resource is not PostgresDatabaseResource).ToDictionary(resource => resource, _ => new Entry());
    }

    /// <summary>Ends when every resource was healthy, or has finished what it is for.</summary>
    internal Task Ready => ready.Task;

    internal Task HealthyAsync(Resource resource) => entries[resource].Healthy.Task;

    internal Task<int> FinishedAsync(Resource resource) => entries[resource].Finished.Task;

    internal void Set(Resource resource, ResourceState state, int processId = 0, int? exitCode = null)
    {
        lock (changing)
        {
            var entry = entries[resource];
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

            if (entries.Values.All(other => other.Healthy.Task.IsCompleted || other.Finished.Task.IsCompleted))
            {
                ready.TrySetResult();
            }

            OwnerOnly.Write(data.Below("state.json"), JsonSerializer.Serialize(Snapshot(), Json));
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
        Ready = ready.Task.IsCompleted,
        Resources = entries.ToDictionary(pair => pair.Key.Name, pair => new
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
