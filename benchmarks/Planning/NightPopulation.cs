using Npgsql;
using NpgsqlTypes;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.Benchmarks.Planning;

/// <summary>
/// Athletes by the thousand: of ten, six are trained by a coach, two by a block and two by a race plan. Made from some
/// hundred by set-based SQL; each trains every day.
/// </summary>
internal static class NightPopulation
{
    private const int Kinds = 180;
    private const int PlanWeeks = 2;

    // In the order in which they signed up, as ids of version 7 are.
    private const string UserId = "('01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";
    private const string PlanId = "('01930000-0000-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid";

    public static Guid User(int n) => new($"01930000-0000-7000-8000-{n:x12}");

    public static async Task SeedAsync(NpgsqlDataSource database, int athletes)
    {
        await using var connection = await database.OpenConnectionAsync();
        await ExecuteAsync(connection,
            """
            CREATE TEMP TABLE kinds (kind int PRIMARY KEY, profile jsonb NOT NULL, equipment text[] NOT NULL, target jsonb NOT NULL, outline jsonb NOT NULL);
            CREATE TEMP TABLE plan_days (kind int, date date, week_index smallint, day_index smallint, phase text, planned_data jsonb)
            """);
        Athlete[] kinds = [.. Enumerable.Range(0, Kinds).Select(Athletes.Of)];
        Plan[] plans = [.. kinds.Select((athlete, seed) => Planner.Build(new(athlete.TraineeOn(Athletes.Start), Athletes.GoalOf(athlete), Athletes.Start, PlanWeeks, seed)))];
        await CopyKindsAsync(connection, kinds, plans);
        await CopyDaysAsync(connection, plans);
        await ExecuteAsync(connection, $"SELECT n, {UserId} AS user_id, {PlanId} AS plan_id, n % 10 AS share, n % {Kinds} AS kind INTO TEMP people FROM generate_series(0, {athletes - 1}) AS n");
        await ExecuteAsync(connection, $"ANALYZE people; {Fill}");
        await ExecuteAsync(connection, "VACUUM (FREEZE, ANALYZE)");
    }

    private const string Fill =
        """
        INSERT INTO athletes (user_id, version, display_name, time_zone, start_date, paused, schedule_days, block_id, created_at, changed_at)
        SELECT user_id, 1, 'Athlete ' || n, 'Europe/Paris', '2026-01-05', false, 127,
            CASE share WHEN 6 THEN '01900000-0000-7000-8000-00000000000a'::uuid WHEN 7 THEN '01900000-0000-7000-8000-00000000000b'::uuid END, now(), now()
        FROM people ORDER BY n;
        INSERT INTO training_profiles (user_id, version, profile, changed_at)
        SELECT p.user_id, 1, k.profile, now() FROM people p JOIN kinds k ON k.kind = p.kind ORDER BY p.n;
        INSERT INTO training_locations (id, user_id, name, type, equipment, is_primary, version, created_at, changed_at)
        SELECT p.user_id, p.user_id, 'Usual place', 'gym', k.equipment, true, 1, now(), now()
        FROM people p JOIN kinds k ON k.kind = p.kind ORDER BY p.n;
        INSERT INTO training_plans (id, user_id, version, name, status, first_date, start_date, weeks, target, seed, source, provenance, warnings, outline, created_at, changed_at)
        SELECT p.plan_id, p.user_id, 1, 'Plan', 'active', '2026-11-30', '2026-11-30', 2, k.target, 1, 'rules', '{}', '{}', k.outline, now(), now()
        FROM people p JOIN kinds k ON k.kind = p.kind WHERE p.share >= 8 ORDER BY p.n;
        INSERT INTO athlete_training_plans (user_id, plan_id, assigned_at) SELECT user_id, plan_id, now() FROM people WHERE share >= 8 ORDER BY n;
        INSERT INTO training_days_planned (plan_id, user_id, date, week_index, day_index, phase, planned_data)
        SELECT p.plan_id, p.user_id, d.date, d.week_index, d.day_index, d.phase, d.planned_data
        FROM people p JOIN plan_days d ON d.kind = p.kind WHERE p.share >= 8 ORDER BY p.n, d.date
        """;

    private static async Task CopyKindsAsync(NpgsqlConnection connection, Athlete[] athletes, Plan[] plans)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY kinds FROM STDIN (FORMAT BINARY)");
        for (var kind = 0; kind < Kinds; kind++)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(kind, NpgsqlDbType.Integer);
            await copy.WriteAsync(PlanJson.Write(athletes[kind].Profile), NpgsqlDbType.Jsonb);
            await copy.WriteAsync(athletes[kind].Equipment.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            await copy.WriteAsync(StoredJson.Write(plans[kind].Target), NpgsqlDbType.Jsonb);
            await copy.WriteAsync(StoredJson.Write(WeekOutline.Of(plans[kind].Weeks, plans[kind].Days)), NpgsqlDbType.Jsonb);
        }

        await copy.CompleteAsync();
    }

    private static async Task CopyDaysAsync(NpgsqlConnection connection, Plan[] plans)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY plan_days FROM STDIN (FORMAT BINARY)");
        for (var kind = 0; kind < Kinds; kind++)
        {
            foreach (var day in plans[kind].Days)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(kind, NpgsqlDbType.Integer);
                await copy.WriteAsync(day.Date, NpgsqlDbType.Date);
                await copy.WriteAsync((short)day.WeekIndex, NpgsqlDbType.Smallint);
                await copy.WriteAsync((short)day.DayIndex, NpgsqlDbType.Smallint);
                await copy.WriteAsync(WireNames.Of(day.Phase), NpgsqlDbType.Text);
                if (day.Session is { } session)
                {
                    await copy.WriteAsync(PlanJson.WriteUtf8(session), NpgsqlDbType.Jsonb);
                }
                else
                {
                    await copy.WriteNullAsync();
                }
            }
        }

        await copy.CompleteAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
