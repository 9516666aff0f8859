using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>One replica at a time walks a wave: the row's lock, held for a page.</summary>
internal static class WaveClaim
{
    /// <returns>The wave that has been due longest and that nobody else is walking; null where there is none.</returns>
    public static Task<Wave?> TakeAsync(Work work, EnabledTasks tasks, DateTimeOffset now, CancellationToken ct) => work.SingleOrDefaultAsync<Wave>(
        """
        SELECT zone, task, local_date, due_at, walked_to FROM waves
        WHERE due_at <= @now AND task = ANY(@Names)
        ORDER BY due_at, zone, task LIMIT 1 FOR UPDATE SKIP LOCKED
        """,
        new { now, tasks.Names }, ct);

    /// <summary>The page was full: the next one begins after this client.</summary>
    public static Task GoOnAsync(Work work, Wave wave, Guid walkedTo, CancellationToken ct) => work.ExecuteAsync(
        "UPDATE waves SET walked_to = @walkedTo WHERE zone = @Zone AND task = @Task", new { wave.Zone, wave.Task, walkedTo }, ct);

    /// <summary>The walk is over: the wave waits for its next date.</summary>
    public static Task MoveOnAsync(Work work, Wave wave, Due next, CancellationToken ct) => work.ExecuteAsync(
        "UPDATE waves SET local_date = @LocalDate, due_at = @At, walked_to = NULL WHERE zone = @Zone AND task = @Task",
        new { wave.Zone, wave.Task, next.LocalDate, next.At }, ct);

    public static Task DropAsync(Work work, Wave wave, CancellationToken ct) =>
        work.ExecuteAsync("DELETE FROM waves WHERE zone = @Zone AND task = @Task", new { wave.Zone, wave.Task }, ct);
}
