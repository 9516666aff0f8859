using System.Diagnostics;
using Npgsql;
using Platform.Contracts.Scheduler;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// The limit: the same rows of <c>runs</c>, <c>batches</c> and <c>outbox</c>, by one connection that does nothing else and
/// asks nothing back. A prepared statement for each range of 5,000 clients, in a transaction of its own, as durable as ours;
/// it makes the messages' bodies too.
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
        SELECT count(*)::int, (SELECT user_id FROM page ORDER BY user_id DESC LIMIT 1) FROM page
        """;

    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(string database, NpgsqlDataSource owner, int clients)
    {
        await Population.ClearAsync(owner);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var write = new NpgsqlCommand(Write, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = "" },
                new NpgsqlParameter<Guid> { TypedValue = Guid.Empty },
                new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1) },
                new NpgsqlParameter<int> { TypedValue = Range },
                new NpgsqlParameter<int> { TypedValue = Batch },
                new NpgsqlParameter<string> { TypedValue = Population.Task },
                new NpgsqlParameter<DateTime> { TypedValue = TimeProvider.System.GetUtcNow().UtcDateTime },
                new NpgsqlParameter<string> { TypedValue = Contracts.Scheduler.Engines.Regenerate },
                new NpgsqlParameter<string> { TypedValue = typeof(EngineDue).FullName! },
            },
        };
        await write.PrepareAsync();

        var started = Stopwatch.GetTimestamp();
        foreach (var zone in (string[])[Population.Dominant, .. Population.Zones])
        {
            await WalkAsync(write, zone);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Population.VerifyAsync(owner, clients);
        return seconds;
    }

    private static async Task WalkAsync(NpgsqlCommand write, string zone)
    {
        write.Parameters[0].Value = zone;
        write.Parameters[1].Value = Guid.Empty;
        int written;
        do
        {
            await using var reader = await write.ExecuteReaderAsync();
            await reader.ReadAsync();
            written = reader.GetInt32(0);
            write.Parameters[1].Value = written == 0 ? Guid.Empty : reader.GetGuid(1);
        }
        while (written == Range);
    }
}
