using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Scheduler;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// The limit: the same rows of <c>runs</c>, <c>batches</c> and <c>outbox</c>, by connections that do nothing else and ask
/// nothing back, as many as a replica walks with. A prepared statement for each range of 5,000 clients, in a transaction of
/// its own, as durable as ours; it makes the messages' bodies too.
/// </summary>
internal static class RawSql
{
    private const int Range = 5000;
    private const int Batch = 500;

    private const string Write =
        """
        WITH page AS MATERIALIZED (
            SELECT user_id, (row_number() OVER (ORDER BY user_id) - 1) / $5 AS batch FROM clients
            WHERE zone = $1 AND user_id > $2 AND NOT paused AND start_date <= $3 ORDER BY user_id LIMIT $4
        ), batch AS MATERIALIZED (
            SELECT batch, gen_random_uuid() AS run_id, count(*)::int AS size, array_agg(user_id) AS user_ids FROM page GROUP BY batch
        ), told AS (
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced)
            SELECT $3, $6, user_id, run_id, 'dispatched', 1, $7, false, false FROM page JOIN batch USING (batch)
        ), kept AS (
            INSERT INTO batches (run_id, task, engine, local_date, due_at, attempt, size, open, dispatched_at, answer_by)
            SELECT run_id, $6, $8, $3, $7, 1, size, size, now(), now() + interval '30 minutes' FROM batch
        ), sent AS (
            INSERT INTO outbox (id, type, body)
            SELECT gen_random_uuid(), $9, json_build_object('task', $6::text, 'engine', $8::text, 'runId', run_id, 'localDate', $3::date, 'dueAt', $7::timestamptz,
                'attempt', 1, 'userIds', array_to_json(user_ids))::text FROM batch
        )
        SELECT FROM page LIMIT 0
        """;

    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(string database, NpgsqlDataSource owner, int clients)
    {
        await Population.ClearAsync(owner);
        var ranges = new ConcurrentQueue<(string Zone, Guid After)>(await RangesAsync(owner));
        await using var source = NpgsqlDataSource.Create(database);
        var lanes = await Task.WhenAll(Enumerable.Range(0, new SchedulerOptions().Walkers).Select(_ => LaneAsync(source)));

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(lanes.Select(lane => WalkAsync(lane, ranges)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach (var lane in lanes)
        {
            await lane.Connection!.DisposeAsync();
        }

        await Population.VerifyAsync(owner, clients);
        return seconds;
    }

    // Known beforehand: the limit does not have to find out where ranges begin.
    private static async Task<List<(string, Guid)>> RangesAsync(NpgsqlDataSource owner)
    {
        List<(string, Guid)> ranges = [];
        await using var command = owner.CreateCommand(
            $"""
            SELECT zone, coalesce(before, '{Guid.Empty}') FROM (
                SELECT zone, lag(user_id) OVER w AS before, row_number() OVER w AS nth FROM clients WINDOW w AS (PARTITION BY zone ORDER BY user_id)) AS c
            WHERE (nth - 1) % {Range} = 0 ORDER BY zone, before NULLS FIRST
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ranges.Add((reader.GetString(0), reader.GetGuid(1)));
        }

        return ranges;
    }

    private static async Task<NpgsqlCommand> LaneAsync(NpgsqlDataSource source)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var write = new NpgsqlCommand(Write, await source.OpenConnectionAsync())
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = "" },
                new NpgsqlParameter<Guid> { TypedValue = Guid.Empty },
                new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(now).AddDays(1) },
                new NpgsqlParameter<int> { TypedValue = Range },
                new NpgsqlParameter<int> { TypedValue = Batch },
                new NpgsqlParameter<string> { TypedValue = Population.Task },
                new NpgsqlParameter<DateTime> { TypedValue = now },
                new NpgsqlParameter<string> { TypedValue = Contracts.Scheduler.Engines.Regenerate },
                new NpgsqlParameter<string> { TypedValue = typeof(EngineDue).FullName! },
            },
        };
        await write.PrepareAsync();
        return write;
    }

    private static async Task WalkAsync(NpgsqlCommand write, ConcurrentQueue<(string Zone, Guid After)> ranges)
    {
        while (ranges.TryDequeue(out var range))
        {
            write.Parameters[0].Value = range.Zone;
            write.Parameters[1].Value = range.After;
            await write.ExecuteNonQueryAsync();
        }
    }
}
