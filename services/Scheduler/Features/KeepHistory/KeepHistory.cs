using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.KeepHistory;

/// <summary>
/// Deletes what nobody will ask for any more, a bounded number of rows in a transaction. What is not settled stays, however
/// old: a run without an answer, an alert that nobody has acknowledged, an open card. The audit stays altogether.
/// </summary>
internal sealed partial class KeepHistory(Database database, SchedulerOptions options, SchedulerMetrics metrics, ILogger<KeepHistory> log)
{
    private const int PageSize = 10_000;
    private static readonly TimeSpan KeepSettled = TimeSpan.FromDays(400);
    private static readonly TimeSpan KeepTriggers = TimeSpan.FromDays(30);

    // Each takes up to @pageSize rows and answers with how many. Batches by run id, which grows with time.
    private static readonly (string Table, Func<SchedulerOptions, TimeSpan> Keep, string Sql)[] Others =
    [
        ("batches", options => options.KeepRuns,
            "DELETE FROM batches WHERE run_id IN (SELECT run_id FROM batches WHERE local_date < @Date AND open = 0 ORDER BY run_id LIMIT @PageSize)"),
        ("alerts", _ => KeepSettled,
            "DELETE FROM alerts WHERE id IN (SELECT id FROM alerts WHERE status = 'acknowledged' AND acknowledged_at < @Instant ORDER BY id LIMIT @PageSize)"),
        ("job_cards", _ => KeepSettled,
            "DELETE FROM job_cards WHERE id IN (SELECT id FROM job_cards WHERE status = 'resolved' AND resolved_at < @Instant ORDER BY id LIMIT @PageSize)"),
        ("triggers", _ => KeepTriggers,
            """
            DELETE FROM triggers WHERE (by_user, key) IN
                (SELECT by_user, key FROM triggers WHERE at < @Instant ORDER BY by_user, key LIMIT @PageSize)
            """),
    ];

    /// <param name="now">In real time: what the simulated clock has lived through is not older for it.</param>
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var before = DateOf(now - options.KeepRuns);
        var runs = 0;
        for (RunKey? last = new() { Task = "" }; last is not null;)
        {
            last = await DeleteRunsAsync(before, last, ct);
            runs += last?.Deleted ?? 0;
        }

        Note("runs", runs);
        foreach (var (table, keep, sql) in Others)
        {
            var instant = now - keep(options);
            var deleted = 0;
            for (var full = true; full;)
            {
                var page = await ExecuteAsync(sql, new { Date = DateOf(instant), Instant = instant, PageSize }, ct);
                deleted += page;
                full = page == PageSize;
            }

            Note(table, deleted);
        }
    }

    // From where the last page ended: what it deleted still lies in the index, and would be read again by each page.
    private async Task<RunKey?> DeleteRunsAsync(DateOnly before, RunKey after, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var last = await work.SingleOrDefaultAsync<RunKey>(
            """
            WITH page AS MATERIALIZED (
                SELECT local_date, task, user_id FROM runs
                WHERE local_date < @before AND (local_date, task, user_id) > (@LocalDate, @Task, @UserId)
                  AND status IN ('completed', 'alerted', 'skipped')
                ORDER BY local_date, task, user_id LIMIT @PageSize
            ), deleted AS (
                DELETE FROM runs r USING page p
                WHERE r.local_date = p.local_date AND r.task = p.task AND r.user_id = p.user_id
                RETURNING 1
            )
            SELECT local_date, task, user_id, (SELECT count(*) FROM deleted)::int AS deleted
            FROM page ORDER BY local_date DESC, task DESC, user_id DESC LIMIT 1
            """,
            new { before, after.LocalDate, after.Task, after.UserId, PageSize }, ct);
        await work.CommitAsync(ct);
        return last;
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var rows = await work.ExecuteAsync(sql, parameters, ct);
        await work.CommitAsync(ct);
        return rows;
    }

    private void Note(string table, int rows)
    {
        if (rows > 0)
        {
            metrics.Deleted(table, rows);
            Deleted(log, table, rows);
        }
    }

    private static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private sealed record RunKey
    {
        public DateOnly LocalDate { get; init; }
        public string Task { get; init; } = "";
        public Guid UserId { get; init; }
        public int Deleted { get; init; }
    }

    [LoggerMessage(2521, LogLevel.Information, "Deleted {Rows} old rows of {Table}")]
    private static partial void Deleted(ILogger logger, string table, int rows);
}
