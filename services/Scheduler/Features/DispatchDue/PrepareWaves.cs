using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// Fits the waves to this program at its start, and now and then: the task table, the engines that exist and the tz
/// database may be others than they were. A wave keeps its date, and its instant is told anew, so that nothing fires
/// twice or never.
/// </summary>
internal sealed class PrepareWaves(Database database, SchedulerOptions options)
{
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var tasks = await TaskTable.ReadToFitAsync(work, options, ct);
        await WavesOfTasks.FitAsync(work, tasks, null, now, ct);
        await work.CommitAsync(ct);
    }
}
