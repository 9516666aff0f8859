using NodaTime;
using Platform.Testing;

namespace Platform.Tests.Soak;

/// <summary>
/// The clock that all replicas live by: the test sets it, and it stands still until everything that is due by then has
/// left for the broker. So whatever the test changes, it changes with nothing due in between.
/// </summary>
internal sealed class SoakTime(Replicas replicas, EngineStandIn engine, Instant start)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public Instant Now { get; private set; } = start;

    public async Task SetAsync(Instant to)
    {
        Now = to;
        await replicas.ExecuteAsync(
            "INSERT INTO simulated_clock (at) VALUES ($1) ON CONFLICT (one) DO UPDATE SET at = greatest(simulated_clock.at, excluded.at)", to.ToDateTimeUtc());
        engine.Tick(to);
    }

    /// <summary>Returns when nothing is due, ready or on its way out any more.</summary>
    public Task SettleAsync() => Eventually.AssertAsync(
        async () =>
        {
            var left = (await replicas.QueryAsync(
                """
                SELECT (SELECT count(*)::int FROM waves WHERE due_at <= $1), (SELECT count(*)::int FROM strides),
                    (SELECT count(*)::int FROM runs WHERE ready_at <= $1), (SELECT count(*)::int FROM outbox), (SELECT max(ready_at) FROM strides)
                """,
                row => (Waves: row.GetInt32(0), Strides: row.GetInt32(1), Runs: row.GetInt32(2), Outbox: row.GetInt32(3), Ready: row.IsDBNull(4) ? default : row.GetDateTime(4)),
                Now.ToDateTimeUtc())).Single();
            if (left is { Waves: 0, Strides: > 0 } && Instant.FromDateTimeUtc(left.Ready) is var ready && ready > Now)
            {
                // What is late is paced, by this clock.
                await SetAsync(ready);
            }

            if (left is not { Waves: 0, Strides: 0, Runs: 0, Outbox: 0 })
            {
                throw new TimeoutException($"At {Now} there are left: {left}");
            }
        },
        Patience);
}
