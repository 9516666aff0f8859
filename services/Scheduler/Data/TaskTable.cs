using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>The task table as a transaction reads it: an operator may change it at any time.</summary>
internal sealed class TaskTable(IReadOnlyList<TaskDefinition> all, SchedulerOptions options)
{
    public const string Columns =
        "name, bit, engine, local_time, utc_cron, weekdays, training_days_only, grace, answer_within, batch_size, priority, enabled, version";

    /// <summary>In the order in which they come in a day; scans last.</summary>
    public IReadOnlyList<TaskDefinition> All => all;

    /// <summary>Local tasks that are dispatched in this installation: switched on, and their engine exists.</summary>
    public IEnumerable<TaskDefinition> Local => all.Where(t => !t.IsScan && IsDispatched(t));

    /// <summary>Scans that are dispatched in this installation.</summary>
    public IEnumerable<TaskDefinition> Scans => all.Where(t => t.IsScan && IsDispatched(t));

    public static async Task<TaskTable> ReadAsync(Work work, SchedulerOptions options, CancellationToken ct) =>
        new(await work.QueryAsync<TaskDefinition>($"SELECT {Columns} FROM tasks ORDER BY local_time, name", ct: ct), options);

    public TaskDefinition? Find(string name) => all.FirstOrDefault(t => t.Name == name);

    public bool IsDispatched(TaskDefinition task) => task.Enabled && options.Engines.Contains(task.Engine);
}
