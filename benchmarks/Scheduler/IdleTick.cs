using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Scheduler.Timekeeping;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// What a second costs in which nothing is due: the tick's one statement through the service's own code, in turn with
/// <c>SELECT 1</c> over the same pool. A million clients, their runs of the day answered.
/// </summary>
internal static class IdleTick
{
    private const int Rounds = 5;
    private const int Ticks = 2000;

    public static async Task MeasureAsync(WebApplication service, NpgsqlDataSource owner, Figures figures)
    {
        var timekeeper = service.Services.GetRequiredService<Timekeeper>();
        var pool = service.Services.GetRequiredService<NpgsqlDataSource>();
        await HistoryAsync(owner);
        if (await timekeeper.LookAsync(CancellationToken.None) is not { NextDue: { } next, Now: var now } || next <= now)
        {
            throw new InvalidOperationException("Something is due, or nothing ever: the tick is not an idle one.");
        }

        await TickAsync();
        await SelectAsync();
        for (var round = 0; round < Rounds; round++)
        {
            figures.Add("idle_tick_ms", await MedianAsync(TickAsync));
            figures.Add("select1_ms", await MedianAsync(SelectAsync));
        }

        async Task TickAsync() => await timekeeper.LookAsync(CancellationToken.None);

        async Task SelectAsync()
        {
            await using var command = pool.CreateCommand("SELECT 1");
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            _ = reader.GetInt32(0);
        }
    }

    // As a day leaves it behind: every run is answered, the odd one waits for its retry.
    private static async Task HistoryAsync(NpgsqlDataSource owner)
    {
        await Population.ClearAsync(owner);
        await Population.DueAsync(owner, TimeSpan.FromHours(12));
        await owner.ExecuteAsync(
            """
            INSERT INTO runs (due_at, ready_at, reported_at, user_id, run_id, local_date, status, attempt, late, forced, task, reason)
            SELECT now(), CASE WHEN failed THEN now() + interval '1 hour' END, now(), user_id, gen_random_uuid(), current_date,
                CASE WHEN failed THEN 'failed' ELSE 'completed' END::run_status, 1, false, false, $1, CASE WHEN failed THEN 'no answer' END
            FROM clients CROSS JOIN LATERAL (SELECT hashtext(user_id::text) % 1000 = 0 AS failed) AS f
            """, Population.Task);
        await owner.EachAsync("VACUUM ANALYZE runs", "CHECKPOINT");
    }

    private static async Task<double> MedianAsync(Func<Task> once)
    {
        var times = new double[Ticks];
        for (var i = 0; i < Ticks; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await once();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times.Order().ElementAt(Ticks / 2);
    }
}
