using Npgsql;
using NpgsqlTypes;
using Platform.ServiceDefaults.Data;

namespace Platform.Insights.Features.RecordOutcomes;

internal static class Outcomes
{
    // DISTINCT ON: one statement cannot write a row twice, and a batch may hold a log and its correction. The rows go
    // in in the order of the key, so that two batches never wait for each other in a circle.
    private const string Sql =
        """
        INSERT INTO exercise_outcomes AS kept (user_id, local_date, exercise_id, status, version, weight_kg, reps, block_id, day_index)
        SELECT DISTINCT ON (user_id, local_date, exercise_id) *
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            AS said (user_id, local_date, exercise_id, status, version, weight_kg, reps, block_id, day_index)
        ORDER BY user_id, local_date, exercise_id, version DESC
        ON CONFLICT (user_id, local_date, exercise_id) DO UPDATE SET
            status = excluded.status, version = excluded.version, weight_kg = excluded.weight_kg, reps = excluded.reps,
            block_id = excluded.block_id, day_index = excluded.day_index
        WHERE excluded.version > kept.version
        """;

    /// <summary>Keeps of each exercise the saying with the highest version; an equal or lower one changes nothing.</summary>
    public static async Task RecordAsync(Work work, IReadOnlyCollection<OutcomeRow> rows, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, work.Connection, work.Transaction)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.UserId).ToArray() },
                new() { Value = rows.Select(r => r.LocalDate).ToArray() },
                new() { Value = rows.Select(r => r.ExerciseId).ToArray() },
                new() { Value = rows.Select(r => r.Status).ToArray() },
                new() { Value = rows.Select(r => r.Version).ToArray() },
                Nullable(NpgsqlDbType.Numeric, rows.Select(r => r.WeightKg).ToArray()),
                Nullable(NpgsqlDbType.Integer, rows.Select(r => r.Reps).ToArray()),
                Nullable(NpgsqlDbType.Uuid, rows.Select(r => r.BlockId).ToArray()),
                Nullable(NpgsqlDbType.Integer, rows.Select(r => r.DayIndex).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Nullable(NpgsqlDbType element, object array) =>
        new() { Value = array, NpgsqlDbType = NpgsqlDbType.Array | element };
}
