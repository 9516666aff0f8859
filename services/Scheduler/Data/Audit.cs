using System.Text.Json;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>What operators did: written in the transaction that does it.</summary>
internal static class Audit
{
    /// <param name="action">What was done, such as <c>task_changed</c>.</param>
    /// <param name="subject">To what: a task's name, a client's id, a queue.</param>
    public static Task WriteAsync(
        Work work, Guid by, string action, string subject, object? before, object? after, DateTimeOffset now, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            INSERT INTO audit (id, at, by_user, action, subject, before, after)
            VALUES (@Id, @now, @by, @action, @subject, @Before::jsonb, @After::jsonb)
            """,
            new { Id = Guid.CreateVersion7(), now, by, action, subject, Before = Json(before), After = Json(after) }, ct);

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
