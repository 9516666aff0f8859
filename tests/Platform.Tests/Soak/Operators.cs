using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;

namespace Platform.Tests.Soak;

/// <summary>What operators do over HTTP; an answer that was lost with its replica is asked for again.</summary>
internal sealed class Operators(Replicas replicas)
{
    public Task PauseAsync() => replicas.AskAsync(HttpMethod.Post, "api/scheduler/pause", new { reason = "a soak" });

    public Task ResumeAsync() => replicas.AskAsync(HttpMethod.Post, "api/scheduler/resume", new { });

    /// <param name="hour">Null: muted.</param>
    public Task DifferAsync(Guid userId, string task, LocalTime? hour) => replicas.AskAsync(
        HttpMethod.Put, $"api/scheduler/clients/{userId}/tasks/{task}", hour is { } own ? new { localTime = Write(own) } : new { muted = true });

    public Task ConformAsync(Guid userId, string task) => replicas.AskAsync(HttpMethod.Delete, $"api/scheduler/clients/{userId}/tasks/{task}");

    public Task RetimeAsync(string task, LocalTime time) => Testing.Eventually.AssertAsync(
        async () =>
        {
            // A change that went through though its answer was lost has raised the version.
            var now = JsonSerializer.Deserialize<JsonElement>(await replicas.AskAsync(HttpMethod.Get, $"api/scheduler/tasks/{task}"));
            if (now.GetProperty("localTime").GetString() != Write(time))
            {
                await replicas.AskOnceAsync(
                    HttpMethod.Patch, $"api/scheduler/tasks/{task}", new { localTime = Write(time), version = now.GetProperty("version").GetInt32(), reason = "a soak" });
            }
        },
        TimeSpan.FromSeconds(90));

    private static string Write(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
