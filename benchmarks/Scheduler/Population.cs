using Npgsql;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// Active clients by the hundred thousand in the service's own tables: seven in ten in one zone, the others in forty; with
/// seven tasks, each of them every day for everybody.
/// </summary>
internal static class Population
{
    /// <summary>The task whose hour comes.</summary>
    public const string Task = "regenerate_workout";

    public const string Dominant = "America/New_York";

    public static readonly string[] Zones =
    [
        "Europe/Paris", "Europe/Berlin", "Europe/London", "Europe/Madrid", "Europe/Rome", "Europe/Warsaw", "Europe/Athens", "Europe/Helsinki",
        "Europe/Istanbul", "Europe/Moscow", "Africa/Cairo", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi",
        "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul",
        "Asia/Manila", "Australia/Perth", "Australia/Adelaide", "Australia/Sydney", "Pacific/Auckland", "Pacific/Honolulu", "America/Anchorage",
        "America/Los_Angeles", "America/Denver", "America/Chicago", "America/Mexico_City", "America/Bogota", "America/Lima", "America/Santiago",
        "America/Sao_Paulo", "America/Halifax",
    ];

    public static Guid User(int n) => new($"01930000-0000-7000-8000-{n:x12}");

    public static async Task SeedAsync(NpgsqlDataSource database, int clients)
    {
        await database.ExecuteAsync("UPDATE tasks SET enabled = name NOT IN ('drop_cardio', 'log_missed_cardio'), training_days_only = false WHERE utc_cron IS NULL");
        // In the order in which they signed up, as ids of version 7 are; zones lie side by side.
        await database.ExecuteAsync(
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at, placed_at)
            SELECT ('01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, z.zone, z.zone, '2026-01-05', false, 127, now(),
                now() - CASE WHEN n % 100 = 0 THEN interval '1 hour' ELSE interval '30 days' END
            FROM generate_series(0, $1 - 1) AS n
            CROSS JOIN LATERAL (SELECT CASE WHEN n % 10 < 7 THEN $2 ELSE ($3::text[])[1 + n / 10 % cardinality($3::text[])] END AS zone) AS z
            """, clients, Dominant, Zones);
        await database.EachAsync("VACUUM (FREEZE, ANALYZE) clients", "ANALYZE tasks");
    }

    /// <summary>Takes away what rounds before have left, and gives the disk time.</summary>
    public static Task ClearAsync(NpgsqlDataSource database) =>
        // Table by table: a replica's look reads several of them in its own order.
        database.EachAsync("TRUNCATE runs", "TRUNCATE batches", "TRUNCATE outbox", "TRUNCATE strides", "VACUUM waves", "CHECKPOINT");

    /// <summary>Sets the hour of <see cref="Task"/> in all zones, tomorrow's; all other waves are days away.</summary>
    /// <returns>When it is.</returns>
    public static Task<DateTime> DueAsync(NpgsqlDataSource database, TimeSpan from) => database.ScalarAsync<DateTime>(
        """
        WITH moved AS (
            UPDATE waves SET local_date = current_date + CASE WHEN task = $1 THEN 1 ELSE 3 END,
                due_at = now() + CASE WHEN task = $1 THEN $2 ELSE interval '3 days' END
            RETURNING task, due_at)
        SELECT due_at FROM moved WHERE task = $1 LIMIT 1
        """, Task, from);

    // A figure for clients who were left out, or reached twice, is no figure.
    public static async Task VerifyAsync(NpgsqlDataSource database, int clients)
    {
        var runs = await database.ScalarAsync<long>("SELECT count(*) FROM runs WHERE status = 'dispatched'");
        var batched = await database.ScalarAsync<long>("SELECT coalesce(sum(size), 0)::bigint FROM batches");
        if (runs != clients || batched != clients)
        {
            var left = await database.ScalarAsync<string>("SELECT count(*) || coalesce(' strides are left, the first because of ' || min(failure), ' strides are left') FROM strides");
            throw new InvalidOperationException($"Of {clients} clients {runs} have a run and {batched} are in a batch; {left}.");
        }
    }
}
