using Npgsql;
using NpgsqlTypes;
using Platform.ServiceDefaults.Data;

namespace Platform.Insights.Features.RecordCheckIns;

internal static class CheckIns
{
    // As with exercises: one statement cannot write a row twice, and rows go in in the order of the key.
    private const string Sql =
        """
        INSERT INTO check_ins AS kept (user_id, local_date, status, version, mood, energy, sleep_hours, soreness, weight_kg, logged_at)
        SELECT DISTINCT ON (user_id, local_date) *
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            AS said (user_id, local_date, status, version, mood, energy, sleep_hours, soreness, weight_kg, logged_at)
        ORDER BY user_id, local_date, version DESC
        ON CONFLICT (user_id, local_date) DO UPDATE SET
            status = excluded.status, version = excluded.version, mood = excluded.mood, energy = excluded.energy,
            sleep_hours = excluded.sleep_hours, soreness = excluded.soreness, weight_kg = excluded.weight_kg, logged_at = excluded.logged_at
        WHERE excluded.version > kept.version
        """;

    /// <summary>Keeps of each check-in the saying with the highest version; an equal or lower one changes nothing.</summary>
    public static async Task RecordAsync(Work work, IReadOnlyCollection<CheckInRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql, work.Connection, work.Transaction)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.UserId).ToArray() },
                new() { Value = rows.Select(r => r.LocalDate).ToArray() },
                new() { Value = rows.Select(r => r.Status).ToArray() },
                new() { Value = rows.Select(r => r.Version).ToArray() },
                Nullable(NpgsqlDbType.Integer, rows.Select(r => r.Mood).ToArray()),
                Nullable(NpgsqlDbType.Integer, rows.Select(r => r.Energy).ToArray()),
                Nullable(NpgsqlDbType.Numeric, rows.Select(r => r.SleepHours).ToArray()),
                Nullable(NpgsqlDbType.Integer, rows.Select(r => r.Soreness).ToArray()),
                Nullable(NpgsqlDbType.Numeric, rows.Select(r => r.WeightKg).ToArray()),
                Nullable(NpgsqlDbType.TimestampTz, rows.Select(r => r.LoggedAt?.ToUniversalTime()).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Nullable(NpgsqlDbType element, object array) =>
        new() { Value = array, NpgsqlDbType = NpgsqlDbType.Array | element };
}
