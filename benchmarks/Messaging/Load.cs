using System.Text.Json;
using Npgsql;
using Platform.Contracts.Delivery;

namespace Platform.Benchmarks.Messaging;

/// <summary>The same messages and the same work for every peer.</summary>
internal static class Load
{
    public const ushort Prefetch = 64;
    public const int Concurrency = 8;
    private const int Athletes = 1000;

    public const string Schema =
        """
        CREATE TABLE bench_logs (id uuid PRIMARY KEY, user_id uuid NOT NULL, local_date date NOT NULL, exercise_id text NOT NULL, weight_kg numeric NOT NULL, reps int NOT NULL);
        CREATE TABLE bench_totals (user_id uuid PRIMARY KEY, logged int NOT NULL);
        """;

    public static readonly Guid[] Users = [.. Enumerable.Range(0, Athletes).Select(_ => Guid.CreateVersion7())];

    public static TopSetLogged Message(int i) => new(
        Users[i % Athletes], new DateOnly(2026, 11, 23).AddDays(i / Athletes), "back-squat", "Back squat", 102.5m, 5, Users[0], 3, 1,
        new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));

    public static byte[] Body(int i) => JsonSerializer.SerializeToUtf8Bytes(Message(i), JsonSerializerOptions.Web);

    /// <summary>One INSERT and one UPDATE.</summary>
    public static async Task WorkAsync(TopSetLogged log, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using (var insert = new NpgsqlCommand(
            "INSERT INTO bench_logs (id, user_id, local_date, exercise_id, weight_kg, reps) VALUES ($1, $2, $3, $4, $5, $6)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7() }, new() { Value = log.UserId }, new() { Value = log.LocalDate },
                new() { Value = log.ExerciseId }, new() { Value = log.WeightKg }, new() { Value = log.Reps },
            },
        })
        {
            await insert.ExecuteNonQueryAsync(ct);
        }

        await using var update = new NpgsqlCommand("UPDATE bench_totals SET logged = logged + 1 WHERE user_id = $1", connection, transaction)
        {
            Parameters = { new() { Value = log.UserId } },
        };
        await update.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The same rows for many messages, still one INSERT and one UPDATE.</summary>
    public static async Task WorkAsync(IReadOnlyList<TopSetLogged> logs, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using (var insert = new NpgsqlCommand(
            "INSERT INTO bench_logs (id, user_id, local_date, exercise_id, weight_kg, reps) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = logs.Select(_ => Guid.CreateVersion7()).ToArray() }, new() { Value = logs.Select(l => l.UserId).ToArray() },
                new() { Value = logs.Select(l => l.LocalDate).ToArray() }, new() { Value = logs.Select(l => l.ExerciseId).ToArray() },
                new() { Value = logs.Select(l => l.WeightKg).ToArray() }, new() { Value = logs.Select(l => l.Reps).ToArray() },
            },
        })
        {
            await insert.ExecuteNonQueryAsync(ct);
        }

        // Locked in the order of the key: two batches would otherwise wait for each other in a circle.
        await using var update = new NpgsqlCommand(
            """
            WITH more AS (SELECT user_id, count(*)::int AS n FROM unnest($1) AS user_id GROUP BY user_id),
                locked AS (SELECT t.user_id, n FROM bench_totals t JOIN more USING (user_id) ORDER BY t.user_id FOR UPDATE OF t)
            UPDATE bench_totals t SET logged = logged + n FROM locked WHERE t.user_id = locked.user_id
            """, connection, transaction)
        {
            Parameters = { new() { Value = logs.Select(l => l.UserId).ToArray() } },
        };
        await update.ExecuteNonQueryAsync(ct);
    }
}
