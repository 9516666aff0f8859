using Npgsql;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.DispatchReady;

namespace Platform.Scheduler.Timekeeping;

/// <param name="Now">What time it is for the scheduler.</param>
/// <param name="NextDue">When something is due next; null where nothing is.</param>
/// <param name="Paused">Whether operators hold everything back.</param>
internal readonly record struct Look(DateTimeOffset Now, DateTimeOffset? NextDue, bool Paused);

/// <summary>What both the loop and the simulated clock do: find the next due instant, and do what is due at one.</summary>
internal sealed class Timekeeper(NpgsqlDataSource dataSource, SchedulerClock clock, DispatchDue dispatch, DispatchReady ready)
{
    internal const string Probe =
        $"SELECT clock_timestamp(), (SELECT at FROM simulated_clock), (SELECT paused FROM dispatching), {NextDue.Instant}";

    public async Task<Look> LookAsync(CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(Probe);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(clock.Choose(Instant(0)!.Value, Instant(1)), Instant(3), reader.GetBoolean(2));

        DateTimeOffset? Instant(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    /// <summary>
    /// Does what is due at <paramref name="now"/>, up to a round: first what single clients are owed, then the waves, also
    /// where the first fails: one row that the database refuses must not hold up everyone.
    /// </summary>
    public async Task<List<Dispatched>> RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        List<Dispatched> all = [];
        try
        {
            all.AddRange(await ready.RunOnceAsync(now, ct));
        }
        finally
        {
            all.AddRange(await dispatch.RunOnceAsync(now, ct));
        }

        return all;
    }
}
