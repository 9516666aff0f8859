using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>A global scan: one message for everyone, once a date.</summary>
internal static class ScanDispatch
{
    public static async Task<Dispatched> RunAsync(Work work, GlobalScan scan, Wave wave, DateTimeOffset now, CancellationToken ct)
    {
        var tooLate = Lateness.IsPast(wave.DueAt, scan.Grace, now);
        var runId = Guid.CreateVersion7();
        var fresh = await work.ExecuteAsync(
            """
            INSERT INTO global_runs (task, utc_date, engine, run_id, status, attempt, due_at, dispatched_at, reason)
            VALUES (@Name, @LocalDate, @Engine, @RunId, @Status, @Attempt, @DueAt, @DispatchedAt, @Reason)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                scan.Name,
                wave.LocalDate,
                scan.Engine,
                RunId = tooLate ? (Guid?)null : runId,
                Status = tooLate ? RunStatus.Skipped : RunStatus.Dispatched,
                Attempt = tooLate ? 0 : 1,
                wave.DueAt,
                DispatchedAt = tooLate ? (DateTimeOffset?)null : now,
                Reason = tooLate ? Lateness.Explain(wave.DueAt, scan.Grace, now) : null,
            },
            ct);
        if (fresh == 1 && !tooLate)
        {
            await Batches.SendAsync(work, [new EngineDue(scan.Name, scan.Engine, runId, wave.LocalDate, wave.DueAt, 1, [])], now, ct);
        }

        await WaveClaim.MoveOnAsync(work, wave, DueTimes.After(scan, wave.DueAt), ct);
        return new(scan.Name, wave.Zone, wave.LocalDate, wave.DueAt, 1, tooLate ? 0 : fresh, tooLate ? fresh : 0);
    }
}
