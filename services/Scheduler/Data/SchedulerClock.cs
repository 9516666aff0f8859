using Npgsql;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>
/// What time it is for the scheduler: the database's clock, which all replicas share, so that the skew of their own
/// clocks does not matter; or the instant to which an operator has run the clock ahead, if that is later.
/// </summary>
internal sealed class SchedulerClock(TimeProvider time, SchedulerOptions options)
{
    // Any constant will do, as long as every replica takes the same.
    private const long Turn = 0x0063_6c6f_636b;

    public async Task<DateTimeOffset> NowAsync(Work work, CancellationToken ct)
    {
        if (options is { Clock: ClockSource.Process, AllowSimulation: false })
        {
            return time.GetUtcNow();
        }

        var shared = await work.SingleOrDefaultAsync<Reading>("SELECT clock_timestamp() AS real, (SELECT at FROM simulated_clock) AS simulated", ct: ct);
        return Choose(shared!.Real, shared.Simulated);
    }

    /// <param name="database">What the database's clock says.</param>
    /// <param name="simulated">How far the clock has been run ahead; null: not at all.</param>
    public DateTimeOffset Choose(DateTimeOffset database, DateTimeOffset? simulated)
    {
        var real = options.Clock == ClockSource.Database ? database : time.GetUtcNow();
        return options.AllowSimulation && simulated > real ? simulated.Value : real;
    }

    /// <summary>Null where nobody has moved the clock.</summary>
    public async Task<DateTimeOffset?> SimulatedAsync(Work work, CancellationToken ct) =>
        options.AllowSimulation ? await work.ScalarAsync<DateTimeOffset?>("SELECT at FROM simulated_clock", ct: ct) : null;

    public static Task AdvanceAsync(Work work, DateTimeOffset to, CancellationToken ct) => work.ExecuteAsync(
        "INSERT INTO simulated_clock (at) VALUES (@to) ON CONFLICT (one) DO UPDATE SET at = greatest(simulated_clock.at, excluded.at)", new { to }, ct);

    /// <summary>The loops' turn until <paramref name="work"/> ends. False while someone runs the clock: they stand aside, so that its order holds.</summary>
    public async Task<bool> TakeTurnAsync(Work work, CancellationToken ct) =>
        !options.AllowSimulation || await work.ScalarAsync<bool>("SELECT pg_try_advisory_xact_lock_shared(@Turn)", new { Turn }, ct);

    /// <summary>
    /// Waits a little for the loops of all replicas to stand aside until <paramref name="work"/> ends. Not for ever: who
    /// waits holds a connection, and whoever runs the clock needs some.
    /// </summary>
    /// <returns>False where someone else runs the clock.</returns>
    public static async Task<bool> TakeOverAsync(Work work, CancellationToken ct)
    {
        try
        {
            await work.ExecuteAsync("SET LOCAL lock_timeout = '3s'; SELECT pg_advisory_xact_lock(@Turn)", new { Turn }, ct);
            return true;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private sealed record Reading
    {
        public DateTimeOffset Real { get; init; }
        public DateTimeOffset? Simulated { get; init; }
    }
}
