using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// Dispatches everything that is due at an instant. Each page is one transaction: the claim of the wave, the run rows,
/// the message and the wave's next position stand or fall together, so a crash after any line leaves a page that is
/// walked again or one that is done. Replicas share the waves by SKIP LOCKED.
/// </summary>
internal sealed partial class DispatchDue(
    Database database, SchedulerOptions options, EnabledTasks tasks, SchedulerMetrics metrics, ILogger<DispatchDue> log)
{
    /// <param name="now">What is due at this instant or before is dispatched: first what single clients are owed, then the waves, the longest due first.</param>
    /// <returns>What was dispatched and skipped, in order; pages that found nobody are left out.</returns>
    public async Task<List<Dispatched>> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<Dispatched> all = [];
        while (await OwnDuesAsync(now, all, ct))
        {
        }

        while (await WavePageAsync(now, all, ct))
        {
        }

        return all;
    }

    private async Task<bool> WavePageAsync(DateTimeOffset now, List<Dispatched> all, CancellationToken ct)
    {
        using var activity = SchedulerMetrics.Activities.StartActivity("dispatch wave");
        await using var work = await database.BeginAsync(ct);
        if (await WaveClaim.TakeAsync(work, tasks, now, ct) is not { } wave)
        {
            return false;
        }

        Dispatched? page = null;
        if (tasks.Scan(wave.Task) is { } scan)
        {
            page = await ScanDispatch.RunAsync(work, scan, wave, now, ct);
        }
        else if (ZoneKey.Read(wave.Zone) is { } zone)
        {
            page = await WavePage.WalkAsync(work, zone, new(tasks.Task(wave.Task)!, wave.LocalDate, wave.DueAt, now), wave, options.PageSize, ct);
        }
        else
        {
            // Another version of the tz database knew it. Its clients' next profile change puts them somewhere else.
            ZoneGone(log, wave.Zone);
            await WaveClaim.DropAsync(work, wave, ct);
        }

        await work.CommitAsync(ct);
        Note(page, now, all);
        return true;
    }

    private async Task<bool> OwnDuesAsync(DateTimeOffset now, List<Dispatched> all, CancellationToken ct)
    {
        using var activity = SchedulerMetrics.Activities.StartActivity("dispatch own dues");
        await using var work = await database.BeginAsync(ct);
        var done = await OwnDuePage.DispatchAsync(work, tasks, options.PageSize, now, ct);
        if (done is null)
        {
            return false;
        }

        await work.CommitAsync(ct);
        done.ForEach(group => Note(group, now, all));
        return true;
    }

    private void Note(Dispatched? done, DateTimeOffset now, List<Dispatched> all)
    {
        if (done is null || done.Sent + done.Skipped == 0)
        {
            return;
        }

        all.Add(done);
        if (done.Sent > 0)
        {
            metrics.Dispatched(done.Task, done.Sent, now - done.DueAt);
            Sent(log, done.Task, done.LocalDate, done.Zone, done.Sent);
        }

        if (done.Skipped > 0)
        {
            metrics.Skipped(done.Task, done.Skipped);
            SkippedLate(log, done.Task, done.LocalDate, done.Zone, done.Skipped);
        }
    }

    [LoggerMessage(2201, LogLevel.Information, "Dispatched {Task} of {LocalDate:yyyy-MM-dd} in {Zone} for {Count}")]
    private static partial void Sent(ILogger logger, string task, DateOnly localDate, string? zone, int count);

    [LoggerMessage(2202, LogLevel.Warning, "Skipped {Task} of {LocalDate:yyyy-MM-dd} in {Zone} for {Count}: found after its grace window")]
    private static partial void SkippedLate(ILogger logger, string task, DateOnly localDate, string? zone, int count);

    [LoggerMessage(2203, LogLevel.Error, "The zone {Zone} is not in this program's tz database; its wave is dropped")]
    private static partial void ZoneGone(ILogger logger, string zone);
}
