using Npgsql;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// Dispatches every wave that is due at an instant: cuts it into strides and walks them. Each step is one transaction,
/// so a crash after any line leaves a step that is taken again or one that is done. Replicas share the work by SKIP LOCKED.
/// </summary>
internal sealed partial class DispatchDue(Database database, SchedulerOptions options, SchedulerMetrics metrics, ILogger<DispatchDue> log)
{
    // Then the clock is read again: what has become due meanwhile may have to go first.
    private const int StridesInARound = 50;

    private string[] _unknownZones = [];

    /// <param name="now">What is due at this instant or before is dispatched, up to a round.</param>
    /// <returns>What was dispatched and skipped, in order; strides that found nobody are left out.</returns>
    public async Task<List<Dispatched>> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<Dispatched> all = [];
        while (await CutAsync(now, all, ct))
        {
        }

        // Side by side: while one waits for the database, another puts its messages together.
        await Task.WhenAll(Enumerable.Range(0, options.Walkers).Select(async _ =>
        {
            for (var stride = 0; stride < StridesInARound && await WalkAsync(now, all, null, ct); stride++)
            {
            }
        }));
        return [.. all.OrderBy(done => done.DueAt)];
    }

    private async Task<bool> CutAsync(DateTimeOffset now, List<Dispatched> all, CancellationToken ct)
    {
        using var activity = SchedulerMetrics.Activities.StartActivity("cut waves");
        await using var work = await database.BeginAsync(ct);
        var cut = await CutWaves.RunAsync(work, options, _unknownZones, now, ct);
        if (cut is null)
        {
            return false;
        }

        await work.CommitAsync(ct);
        LeaveAlone(cut.UnknownZones);
        foreach (var scan in cut.Scans)
        {
            Note(scan, now, all);
        }

        return true;
    }

    private void LeaveAlone(IReadOnlyCollection<string> zones)
    {
        if (zones.Count > 0)
        {
            _unknownZones = [.. _unknownZones.Union(zones)];
            ZonesUnknown(log, string.Join(", ", zones));
        }
    }

    /// <param name="carefully">The stride in which a run was met, to be walked again; null: whichever goes first.</param>
    private async Task<bool> WalkAsync(DateTimeOffset now, List<Dispatched> all, Guid? carefully, CancellationToken ct)
    {
        using var activity = SchedulerMetrics.Activities.StartActivity("walk stride");
        Stride? stride = null;
        try
        {
            await using var work = await database.BeginAsync(ct);
            stride = await WalkStride.ClaimAsync(work, options, carefully, now, ct);
            if (stride is null)
            {
                // Where one was asked for, somebody else has it, and there may be others.
                return carefully is not null;
            }

            var tasks = await TaskTable.ReadAsync(work, options, ct);
            var done = await WalkStride.RunAsync(work, stride, tasks.Find(stride.Task)!, options, carefully is not null || stride.Forced, now, ct);
            await work.CommitAsync(ct);
            Note(done, now, all);
        }
        catch (PostgresException met) when (met.SqlState == PostgresErrorCodes.UniqueViolation && stride is not null && carefully is null)
        {
            // Someone has a run already whom nobody looked for: an operator asked for it, or it was written at the same moment.
            return await WalkAsync(now, all, stride.Id, ct);
        }
        catch (NpgsqlException refused) when (stride is not null && (refused.InnerException is TimeoutException || !Transient.Is(refused)))
        {
            // One range must not hold up all others for ever: not one that is too slow, either.
            await PutOffAsync(stride, refused, now, ct);
        }

        return true;
    }

    private async Task PutOffAsync(Stride stride, NpgsqlException refused, DateTimeOffset now, CancellationToken ct)
    {
        StrideFailed(log, refused, stride.Id, stride.Task, stride.LocalDate, stride.Zone, stride.Failures + 1);
        await using var work = await database.BeginAsync(ct);
        await WalkStride.PutOffAsync(
            work, stride, refused is PostgresException told ? $"{told.SqlState}: {told.MessageText}" : refused.InnerException?.Message ?? refused.Message, now, ct);
        await work.CommitAsync(ct);
    }

    private void Note(Dispatched done, DateTimeOffset now, List<Dispatched> all)
    {
        if (done.Sent + done.Skipped == 0)
        {
            return;
        }

        lock (all)
        {
            all.Add(done);
        }

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

    [LoggerMessage(2203, LogLevel.Error, "This program's tz database does not have {Zones}; their waves wait for a replica that has a newer one")]
    private static partial void ZonesUnknown(ILogger logger, string zones);

    [LoggerMessage(2204, LogLevel.Error, "Stride {Id} of {Task} of {LocalDate:yyyy-MM-dd} in {Zone} could not be walked (failure {Count}); it is put off")]
    private static partial void StrideFailed(ILogger logger, Exception failure, Guid id, string task, DateOnly localDate, string zone, int count);
}
