using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Scheduler.Tests;

/// <summary>What an operator asks for, over HTTP.</summary>
internal static class OperatorRequests
{
    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        this RunningScheduler scheduler, string path, object? body, string? key = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{path}") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        var answer = await (client ?? scheduler.Operator).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>The counts of a trigger's answer that are not zero, such as <c>queued 2, inactive 1</c>.</summary>
    public static async Task<string> TriggerAsync(this RunningScheduler scheduler, object body, string? key = null, HttpClient? client = null)
    {
        var (status, answer) = await scheduler.PostAsync("scheduler/triggers", body, key ?? Guid.CreateVersion7().ToString(), client);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return string.Join(", ", answer.EnumerateObject()
            .Where(p => p.Value.ValueKind == JsonValueKind.Number && p.Value.GetInt32() > 0).Select(p => $"{p.Name} {p.Value}"));
    }

    public static async Task<int> RetryAsync(this RunningScheduler scheduler, object body)
    {
        var (status, answer) = await scheduler.PostAsync("scheduler/runs/retry", body);
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("queued").GetInt32();
    }

    public static string Problem(this JsonElement body) => body.GetProperty("type").GetString()!["urn:platform:problem:".Length..];

    public static IEnumerable<string?> Faults(this JsonElement body) => body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString());

    public static Task<List<string>> AuditAsync(this RunningScheduler scheduler) => scheduler.QueryAsync<string>("SELECT action FROM audit ORDER BY id");
}
