using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.ShowAudit;

/// <param name="By">The operator.</param>
/// <param name="Action">Such as <c>task_changed</c>.</param>
/// <param name="Subject">A task's name, a client's id, a queue, as the action has it.</param>
/// <param name="Before">Null where there was nothing.</param>
/// <param name="After">Null where there is nothing any more; with the reason where one was given.</param>
internal sealed record AuditView(Guid Id, DateTimeOffset At, Guid By, string Action, string Subject, JsonElement? Before, JsonElement? After);

internal static class ShowAudit
{
    private const int LongestFilter = 200;

    /// <summary>Newest first.</summary>
    public static async Task<Results<Ok<Page<AuditView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? subject = null, string? action = null, string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        Filter(query, nameof(subject), subject);
        Filter(query, nameof(action), action);
        await using var work = await database.BeginAsync(ct);
        return await ReadAsync(work, query, subject, action, cursor, limit, ct);
    }

    /// <summary>How a task came to be what it is, newest first.</summary>
    public static async Task<Results<Ok<Page<AuditView>>, ProblemHttpResult>> OfTaskAsync(
        string name, Database database, SchedulerOptions options, CancellationToken ct, string? cursor = null, string? limit = null)
    {
        await using var work = await database.BeginAsync(ct);
        return (await TaskTable.ReadAsync(work, options, ct)).Find(name) is null
            ? Problems.NotFound("task")
            : await ReadAsync(work, new(), name, "task_changed", cursor, limit, ct);
    }

    // PostgreSQL takes no NUL.
    private static void Filter(ListQuery query, string field, string? given)
    {
        if (given is not null && (given.Length is 0 or > LongestFilter || given.Any(char.IsControl)))
        {
            query.Faults.Add(field, $"{field}: 1 to {LongestFilter} characters, none of them control characters.");
        }
    }

    private static async Task<Results<Ok<Page<AuditView>>, ProblemHttpResult>> ReadAsync(
        Work work, ListQuery query, string? subject, string? action, string? cursor, string? limit, CancellationToken ct)
    {
        var before = query.IdCursor(cursor);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        string[] conditions =
        [
            "true",
            .. subject is null ? Array.Empty<string>() : ["subject = @subject"],
            .. action is null ? Array.Empty<string>() : ["action = @action"],
            .. before is null ? Array.Empty<string>() : ["id < @before"],
        ];
        var rows = await work.QueryAsync<Row>(
            $"SELECT id, at, by_user, action, subject, before, after FROM audit WHERE {string.Join(" AND ", conditions)} ORDER BY id DESC LIMIT @size + 1",
            new { subject, action, before, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Id], row => new AuditView(
            row.Id, row.At, row.ByUser, row.Action, row.Subject, Read(row.Before), Read(row.After))));
    }

    private static JsonElement? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public DateTimeOffset At { get; init; }
        public Guid ByUser { get; init; }
        public string Action { get; init; } = "";
        public string Subject { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
    }
}
