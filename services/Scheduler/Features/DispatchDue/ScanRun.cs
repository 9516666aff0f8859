using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>A global scan: one message for everyone, once a UTC date.</summary>
internal static class ScanRun
{
    public static async Task<Dispatched> DispatchAsync(Work work, TaskDefinition scan, Wave wave, DateTimeOffset now, CancellationToken ct)
    {
        var run = new FirstRun(scan, wave.LocalDate, wave.DueAt, Forced: false, now);
        var runId = Guid.CreateVersion7();
        var fresh = await work.ExecuteAsync(
            """
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced, reason)
            VALUES (@LocalDate, @Name, @Everyone, @RunId, @Status::run_status, @Attempt, @DueAt, @Late, false, @Reason)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                run.LocalDate,
                scan.Name,
                Everyone = Everyone.Id,
                RunId = run.TooLate ? (Guid?)null : runId,
                run.Status,
                run.Attempt,
                run.DueAt,
                run.Late,
                run.Reason,
            },
            ct);
        if (fresh == 1 && !run.TooLate)
        {
            await Batches.SendAsync(work, [run.MessageFor(runId, [])], _ => scan.AnswerWithin, now, ct);
        }

        return run.Done(wave.Zone, fresh);
    }
}
