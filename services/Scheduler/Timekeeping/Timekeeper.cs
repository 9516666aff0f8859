using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.RetryFailed;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Timekeeping;

/// <summary>What both the loop and the simulated clock do: find the next due instant, and do what is due at one.</summary>
internal sealed class Timekeeper(DispatchDue dispatch, RetryFailed retry, EnabledTasks tasks)
{
    /// <summary>When something is due next: a wave, a client's own row, a retry. Null where nothing is.</summary>
    public Task<DateTimeOffset?> NextDueAsync(Work work, CancellationToken ct) => work.ScalarAsync<DateTimeOffset?>(
        """
        SELECT least(
            (SELECT min(due_at) FROM waves WHERE task = ANY(@Names)),
            (SELECT min(due_at) FROM client_due),
            (SELECT min(next_retry_at) FROM runs WHERE next_retry_at IS NOT NULL AND task = ANY(@Names)),
            (SELECT min(next_retry_at) FROM global_runs WHERE next_retry_at IS NOT NULL AND task = ANY(@Names)))
        """,
        new { tasks.Names }, ct);

    /// <summary>Does everything that is due at <paramref name="now"/>.</summary>
    public async Task<List<Dispatched>> RunAsync(DateTimeOffset now, CancellationToken ct) =>
        [.. await dispatch.RunOnceAsync(now, ct), .. await retry.RunOnceAsync(now, ct)];
}
