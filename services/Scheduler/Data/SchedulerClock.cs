using Npgsql;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>
/// What time it is for the scheduler: the real time, or the instant to which an operator has run the clock ahead, if
/// that is later. All replicas read the same.
/// </summary>
internal sealed class SchedulerClock(TimeProvider time, SchedulerOptions options)
{
    // Any constant will do, as long as every replica takes the same.
    private const long Turn = 0x0063_6c6f_636b;

    public async Task<DateTimeOffset> NowAsync(Work work, CancellationToken ct)
    {
        var real = time.GetUtcNow();
        return await SimulatedAsync(work, ct) is { } simulated && simulated > real ? simulated : real;
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
}
