using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Http;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.ShowRuns;

/// <summary>The run of one client, task and local date, at its latest attempt.</summary>
internal sealed record RunView
{
    public Guid UserId { get; init; }
    public string Task { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public string Engine { get; init; } = "";
    public Guid? RunId { get; init; }
    public string Status { get; init; } = "";
    public int Attempt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? DispatchedAt { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public DateTimeOffset? NextRetryAt { get; init; }
    public string? Reason { get; init; }
}

internal static class ShowRuns
{
    private const string Columns =
        "user_id, task, local_date, engine, run_id, status, attempt, due_at, dispatched_at, reported_at, next_retry_at, reason";

    /// <summary>Newest local date first.</summary>
    public static async Task<Results<Ok<Listing<RunView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct,
        string? localDate = null, string? task = null, string? status = null, string? userId = null, string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        var date = query.Date(nameof(localDate), localDate);
        var name = query.OneOf(nameof(task), task, [.. TaskTable.Tasks.Select(t => t.Name)]);
        var state = query.OneOf(nameof(status), status, RunStatus.All);
        var user = query.Id(nameof(userId), userId);
        var after = query.RunCursor(cursor);
        var size = query.Limit(limit);
        if (query.Faults.Count > 0)
        {
            return Problems.Invalid(query.Faults);
        }

        // Only what was asked for is in the statement, so that each has the plan it deserves.
        string[] conditions =
        [
            "true",
            .. date is null ? Array.Empty<string>() : ["local_date = @date"],
            .. name is null ? Array.Empty<string>() : ["task = @name"],
            .. state is null ? Array.Empty<string>() : ["status = @state"],
            .. user is null ? Array.Empty<string>() : ["user_id = @user"],
            .. after is null ? Array.Empty<string>() : ["(local_date, task, user_id) < (@AfterDate, @AfterTask, @AfterUser)"],
        ];
        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<RunView>(
            $"""
            SELECT {Columns} FROM runs WHERE {string.Join(" AND ", conditions)}
            ORDER BY local_date DESC, task DESC, user_id DESC LIMIT @size + 1
            """,
            new { date, name, state, user, AfterDate = after?.Date, AfterTask = after?.Name, AfterUser = after?.Id, size }, ct);
        return TypedResults.Ok(Listing<RunView>.Of(rows, size, r => [r.LocalDate, r.Task, r.UserId]));
    }

    /// <summary>The global scans, newest first; their runs belong to nobody.</summary>
    public static async Task<Ok<List<RunView>>> ScansAsync(Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        return TypedResults.Ok(await work.QueryAsync<RunView>(
            $"SELECT {Columns.Replace("user_id, ", "", StringComparison.Ordinal).Replace("local_date", "utc_date AS local_date", StringComparison.Ordinal)} FROM global_runs ORDER BY utc_date DESC, task LIMIT 100",
            ct: ct));
    }
}
