using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>The task table as a transaction reads it: an operator may change it at any time.</summary>
internal sealed class TaskTable(IReadOnlyList<TaskDefinition> all, SchedulerOptions options)
{
    public const string Columns =
        "name, bit, engine, local_time, utc_cron, weekdays, training_days_only, grace, answer_within, batch_size, priority, enabled, version";

    // Any constant will do, as long as every replica takes the same.
    private const long Lock = 0x0074_6173_6b73;

    /// <summary>In the order in which they come in a day; scans last.</summary>
    public IReadOnlyList<TaskDefinition> All => all;

    /// <summary>Local tasks that are dispatched in this installation: switched on, and their engine exists.</summary>
    public IEnumerable<TaskDefinition> Local => all.Where(t => !t.IsScan && IsDispatched(t));

    /// <summary>Scans that are dispatched in this installation.</summary>
    public IEnumerable<TaskDefinition> Scans => all.Where(t => t.IsScan && IsDispatched(t));

    public static async Task<TaskTable> ReadAsync(Work work, SchedulerOptions options, CancellationToken ct) =>
        new(await work.QueryAsync<TaskDefinition>($"SELECT {Columns} FROM tasks ORDER BY local_time, name", ct: ct), options);

    /// <summary>
    /// For who gives clients their place at waves: many do at once. Until this transaction ends no task is changed and
    /// no wave is taken away, so nobody is placed by a table of yesterday, or at a wave that is just going.
    /// To be taken after the clients' rows, and before any other.
    /// </summary>
    public static Task<TaskTable> ReadToPlaceAsync(Work work, SchedulerOptions options, CancellationToken ct) =>
        ReadLockedAsync(work, "SELECT pg_advisory_xact_lock_shared(@Lock)", options, ct);

    /// <summary>For who changes tasks or fits the waves to them: alone, and when all who place clients are done. To be taken first of all.</summary>
    public static Task<TaskTable> ReadToFitAsync(Work work, SchedulerOptions options, CancellationToken ct) =>
        ReadLockedAsync(work, "SELECT pg_advisory_xact_lock(@Lock)", options, ct);

    private static async Task<TaskTable> ReadLockedAsync(Work work, string take, SchedulerOptions options, CancellationToken ct)
    {
        await work.ExecuteAsync(take, new { Lock }, ct);
        return await ReadAsync(work, options, ct);
    }

    public TaskDefinition? Find(string name) => all.FirstOrDefault(t => t.Name == name);

    public bool IsDispatched(TaskDefinition task) => task.Enabled && options.Engines.Contains(task.Engine);
}
