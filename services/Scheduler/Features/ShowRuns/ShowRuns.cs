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

    /// <summary>When it is sent: pending for the first time, failed again.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Found late, and run late, within its grace window.</summary>
    public bool Late { get; init; }

    /// <summary>An operator asked for it.</summary>
    public bool Forced { get; init; }

    public string? Reason { get; init; }
}

internal static class ShowRuns
{
    private const string Rows =
        """
        SELECT r.user_id, r.task, r.local_date, coalesce(b.engine, t.engine, '') AS engine, r.run_id, r.status, r.attempt, r.due_at, b.dispatched_at,
            r.reported_at, r.ready_at, r.late, r.forced, r.reason
        FROM runs r LEFT JOIN batches b ON b.run_id = r.run_id LEFT JOIN tasks t ON t.name = r.task
        """;

    // A client's runs are found by probing the key for each date and task: so far back, and a day or two ahead.
    private const int DaysBack = 400;
    private const int DaysAhead = 2;

    // Engines answer within seconds; what still waits after an hour waits for a workout or a rate limit, or its message lies in an error queue.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(1);

    /// <summary>Newest local date first.</summary>
    /// <param name="overdue"><c>true</c>: only what was sent to its engine more than an hour ago and has had no answer.</param>
    public static async Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> HandleAsync(
        Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct, string? localDate = null, string? task = null, string? status = null,
        string? userId = null, string? overdue = null, string? cursor = null, string? limit = null)
    {
        await using var work = await database.BeginAsync(ct);
        string[] names = [.. (await TaskTable.ReadAsync(work, options, ct)).All.Where(t => !t.IsScan).Select(t => t.Name)];
        var query = new ListQuery();
        var date = query.Date(nameof(localDate), localDate);
        var name = query.OneOf(nameof(task), task, names);
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
            "r.user_id <> @Everyone",
            .. date is null ? Array.Empty<string>() : ["r.local_date = @date"],
            .. name is null ? Array.Empty<string>() : ["r.task = @name"],
            .. state is null ? Array.Empty<string>() : ["r.status = @state::run_status"],
            .. user is null ? Array.Empty<string>() : ["r.user_id = @user AND r.local_date = ANY(@Dates) AND r.task = ANY(@names)"],
            .. late ? ["r.status IN ('dispatched', 'retrying') AND (r.local_date, r.task, r.run_id) IN (SELECT local_date, task, run_id FROM batches WHERE open > 0 AND dispatched_at < @SentBefore)"] : Array.Empty<string>(),
            .. after is null ? Array.Empty<string>() : ["(r.local_date, r.task, r.user_id) < (@AfterDate, @AfterTask, @AfterUser)"],
        ];
        var now = await clock.NowAsync(work, ct);
        var rows = await work.QueryAsync<RunView>(
            $"{Rows} WHERE {string.Join(" AND ", conditions)} ORDER BY r.local_date DESC, r.task DESC, r.user_id DESC LIMIT @size + 1",
            new
            {
                Everyone = Everyone.Id,
                date,
                name,
                names,
                state,
                user,
                Dates = user is null ? [] : Around(now),
                SentBefore = now - AnswerWithin,
                AfterDate = after?.Date,
                AfterTask = after?.Task,
                AfterUser = after?.User,
                size,
            }, ct);
        return TypedResults.Ok(Page.Of(rows, size, r => [r.LocalDate, r.Task, r.UserId]));
    }

    private static DateOnly[] Around(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return [.. Enumerable.Range(-DaysBack, DaysBack + DaysAhead + 1).Select(today.AddDays)];
    }

    /// <summary>The global scans, newest first; their runs belong to nobody.</summary>
    public static async Task<Results<Ok<Page<RunView>>, ProblemHttpResult>> ScansAsync(
        Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct, string? cursor = null, string? limit = null)
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
            $"""
            {Rows} WHERE r.user_id = @Everyone AND r.local_date = ANY(@Dates) AND r.task = ANY(@Scans)
              AND (@AfterDate::date IS NULL OR (r.local_date, r.task) < (@AfterDate, @AfterTask))
            ORDER BY r.local_date DESC, r.task DESC LIMIT @size + 1
            """,
            new
            {
                Everyone = Everyone.Id,
                Dates = Around(await clock.NowAsync(work, ct)),
                Scans = (await TaskTable.ReadAsync(work, options, ct)).All.Where(t => t.IsScan).Select(t => t.Name).ToArray(),
                AfterDate = after?.Date,
                AfterTask = after?.Task,
                size,
            }, ct);
        return TypedResults.Ok(Page.Of(rows, size, r => [r.LocalDate, r.Task]));
    }
}
