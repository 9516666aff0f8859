using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

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

    // Engines answer within seconds; what still waits after an hour waits for a workout or a rate limit, or its message lies in an error queue.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(1);

    /// <summary>Newest local date first.</summary>
    /// <param name="overdue"><c>true</c>: only what was sent to its engine more than an hour ago and has had no answer.</param>
    public static async Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> HandleAsync(
        Database database, SchedulerClock clock, CancellationToken ct, string? localDate = null, string? task = null, string? status = null,
        string? userId = null, string? overdue = null, string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        var date = query.Date(nameof(localDate), localDate);
        var name = query.OneOf(nameof(task), task, [.. TaskTable.Tasks.Select(t => t.Name)]);
        var state = query.OneOf(nameof(status), status, RunStatus.All);
        var user = query.Id(nameof(userId), userId);
        var late = query.OneOf(nameof(overdue), overdue, ["true", "false"]) == "true";
        var after = query.Cursor<(DateOnly Date, string Task, Guid User)>(cursor, key =>
            key is [var first, var second, var third] && Dates.TryParse(first, out var on) && Guid.TryParse(third, out var id) ? (on, second, id) : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        // Only what was asked for is in the statement, so that each has the plan it deserves.
        string[] conditions =
        [
            "true",
            .. date is null ? Array.Empty<string>() : ["local_date = @date"],
            .. name is null ? Array.Empty<string>() : ["task = @name"],
            .. state is null ? Array.Empty<string>() : ["status = @state"],
            .. user is null ? Array.Empty<string>() : ["user_id = @user"],
            .. late ? ["status = 'dispatched' AND dispatched_at < @SentBefore"] : Array.Empty<string>(),
            .. after is null ? Array.Empty<string>() : ["(local_date, task, user_id) < (@AfterDate, @AfterTask, @AfterUser)"],
        ];
        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<RunView>(
            $"""
            SELECT {Columns} FROM runs WHERE {string.Join(" AND ", conditions)}
            ORDER BY local_date DESC, task DESC, user_id DESC LIMIT @size + 1
            """,
            new { date, name, state, user, SentBefore = await clock.NowAsync(work, ct) - AnswerWithin, AfterDate = after?.Date, AfterTask = after?.Task, AfterUser = after?.User, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, r => [r.LocalDate, r.Task, r.UserId]));
    }

    /// <summary>The global scans, newest first; their runs belong to nobody.</summary>
    public static async Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> ScansAsync(
        Database database, CancellationToken ct, string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        var after = query.Cursor<(DateOnly Date, string Task)>(cursor, key =>
            key is [var first, var second] && Dates.TryParse(first, out var on) ? (on, second) : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<RunView>(
            """
            SELECT task, utc_date AS local_date, engine, run_id, status, attempt, due_at, dispatched_at, reported_at, next_retry_at, reason
            FROM global_runs WHERE @AfterDate::date IS NULL OR (utc_date, task) < (@AfterDate, @AfterTask)
            ORDER BY utc_date DESC, task DESC LIMIT @size + 1
            """,
            new { AfterDate = after?.Date, AfterTask = after?.Task, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, r => [r.LocalDate, r.Task]));
    }
}
