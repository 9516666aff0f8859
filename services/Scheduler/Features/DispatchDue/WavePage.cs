using NodaTime;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>One page of a wave: the next clients of the zone for whom the task is due.</summary>
internal static class WavePage
{
    public static async Task<Dispatched> WalkAsync(Work work, DateTimeZone zone, FirstRun run, Wave wave, int pageSize, CancellationToken ct)
    {
        var page = (await work.SingleOrDefaultAsync<Page>(
            $"""
            WITH page AS MATERIALIZED (
                SELECT c.user_id FROM clients c
                WHERE c.zone = @Zone AND c.user_id > @After AND {ActiveClients.Condition}
                ORDER BY c.user_id LIMIT @pageSize
            ), fresh AS (
                INSERT INTO runs (local_date, task, user_id, engine, run_id, status, attempt, due_at, dispatched_at, reason)
                SELECT @LocalDate, @Task, user_id, @Engine, @RunId::uuid, @Status, @Attempt, @DueAt, @DispatchedAt::timestamptz, @Reason::text
                FROM page ORDER BY user_id
                ON CONFLICT DO NOTHING RETURNING user_id
            )
            SELECT (SELECT count(*)::int FROM page) AS walked,
                   (SELECT user_id FROM page ORDER BY user_id DESC LIMIT 1) AS last,
                   ARRAY(SELECT user_id FROM fresh) AS fresh
            """,
            new
            {
                wave.Zone,
                After = wave.WalkedTo ?? Guid.Empty,
                pageSize,
                run.LocalDate,
                run.Task,
                run.Engine,
                run.RunId,
                run.Status,
                run.Attempt,
                run.DueAt,
                run.DispatchedAt,
                run.Reason,
                run.TrainingDaysOnly,
                run.DayBit,
            },
            ct))!;

        if (!run.TooLate && page.Fresh.Length > 0)
        {
            await Batches.SendAsync(work, [run.MessageFor(page.Fresh)], run.Now, ct);
        }

        if (page.Walked == pageSize)
        {
            await WaveClaim.GoOnAsync(work, wave, page.Last!.Value, ct);
        }
        else
        {
            await WaveClaim.MoveOnAsync(work, wave, DueTimes.Following(zone, run.Definition.LocalTime, wave.LocalDate), ct);
        }

        var (sent, skipped) = run.TooLate ? (0, page.Fresh.Length) : (page.Fresh.Length, 0);
        return new(run.Task, wave.Zone, run.LocalDate, run.DueAt, 1, sent, skipped);
    }

    private sealed record Page
    {
        public int Walked { get; init; }
        public Guid? Last { get; init; }
        public Guid[] Fresh { get; init; } = [];
    }
}
