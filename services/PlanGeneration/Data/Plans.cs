using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>The planned day of one athlete on one date.</summary>
internal sealed class ActiveDayRow
{
    public Guid UserId { get; init; }
    public Guid PlanId { get; init; }
    public string Name { get; init; } = "";
    public DateOnly Date { get; init; }
    public int WeekIndex { get; init; }
    public int DayIndex { get; init; }
    public string Phase { get; init; } = "";

    /// <summary>Null: rest.</summary>
    public string? Session { get; init; }
}

/// <summary>Reads plans. Which plan is followed is told in one place: <see cref="Followed"/>.</summary>
internal static class Plans
{
    /// <summary>More than anyone follows; each may have 364 days.</summary>
    public const int MostOfOnePerson = 100;

    /// <summary>
    /// The id of the plan that a person follows: of those that are active, the one assigned last; where none of them is
    /// assigned, the one made last.
    /// </summary>
    /// <param name="user">The SQL expression that names the person.</param>
    public static string Followed(string user) =>
        $"""
        SELECT f.id FROM training_plans f LEFT JOIN athlete_training_plans fa ON fa.plan_id = f.id
        WHERE f.user_id = {user} AND f.status = 'active'
        ORDER BY fa.assigned_at DESC NULLS LAST, f.id DESC LIMIT 1
        """;

    public static Task<PlanRow?> FindAsync(Work work, Guid userId, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<PlanRow>($"{PlanRow.Select} WHERE p.id = @id AND p.user_id = @userId", new { id, userId }, ct);

    public static Task<Guid?> FollowedAsync(Work work, Guid userId, CancellationToken ct) =>
        work.ScalarAsync<Guid?>(Followed("@userId"), new { userId }, ct);

    public static Task<PlanRow?> FindFollowedAsync(Work work, Guid userId, CancellationToken ct) =>
        work.SingleOrDefaultAsync<PlanRow>($"{PlanRow.Select} WHERE p.id = ({Followed("@userId")})", new { userId }, ct);

    /// <summary>
    /// The date's planned day of each person whose followed plan has one, rest days included: one statement, each day found
    /// by its key.
    /// </summary>
    public static async Task<Dictionary<Guid, ActiveDayRow>> ActiveDayAsync(
        Work work, IReadOnlyCollection<Guid> users, DateOnly date, CancellationToken ct)
    {
        var rows = await work.QueryAsync<ActiveDayRow>(
            $"""
            SELECT u.user_id, p.id AS plan_id, p.name, d.date, d.week_index, d.day_index, d.phase, d.planned_data AS session
            FROM unnest(@users) AS u (user_id)
            CROSS JOIN LATERAL ({Followed("u.user_id")}) followed
            JOIN training_plans p ON p.id = followed.id AND @date BETWEEN p.start_date AND p.end_date
            JOIN training_days_planned d
                ON d.plan_id = p.id AND d.week_index = (@date - p.start_date) / 7 AND d.day_index = (@date - p.start_date) % 7
            """, new { users = users.ToArray(), date }, ct);
        return rows.ToDictionary(r => r.UserId);
    }

    /// <summary>
    /// Makes changes to a person's plans come one after the other, until the transaction ends.
    /// </summary>
    public static Task LockAsync(Work work, Guid userId, CancellationToken ct) =>
        work.ExecuteAsync($"SELECT pg_advisory_xact_lock({LockKey})", new { userId }, ct);

    /// <summary>The advisory lock of the person's plans, as an expression of <c>@userId</c>.</summary>
    public const string LockKey = "hashtextextended('training_plans', 0) # hashtextextended(@userId::text, 1)";

    /// <summary>Follows a plan from now on: its assignment becomes the latest. Needs the lock.</summary>
    public static Task<DateTimeOffset> AssignAsync(Work work, Guid userId, Guid planId, DateTimeOffset now, CancellationToken ct) =>
        work.ScalarAsync<DateTimeOffset>(AssignSql, new { userId, planId, now }, ct);

    // A clock that stands or goes back does not make an assignment an earlier one.
    public const string AssignSql =
        """
        INSERT INTO athlete_training_plans (user_id, plan_id, assigned_at)
        SELECT @userId, @planId, greatest(@now, (SELECT max(assigned_at) + interval '1 microsecond' FROM athlete_training_plans WHERE user_id = @userId))
        ON CONFLICT (user_id, plan_id) DO UPDATE SET assigned_at = excluded.assigned_at
        RETURNING assigned_at
        """;

    /// <summary>
    /// Completes the plans of these people whose last day lies before the date. Whoever followed one of them follows the
    /// next, which is told.
    /// </summary>
    /// <param name="date">Of each person's own calendar.</param>
    public static async Task CompleteAsync(Work work, IReadOnlyCollection<Guid> users, DateOnly date, DateTimeOffset now, CancellationToken ct)
    {
        // In one order, as every batch does; few plans end on one day.
        var over = await work.QueryAsync<Guid>(
            """
            SELECT DISTINCT user_id FROM training_plans WHERE user_id = ANY(@users) AND status = 'active' AND end_date < @date ORDER BY user_id
            """, new { users = users.ToArray(), date }, ct);
        foreach (var userId in over)
        {
            await LockAsync(work, userId, ct);
            var before = await FollowedAsync(work, userId, ct);
            await work.ExecuteAsync(
                """
                UPDATE training_plans SET status = 'completed', version = version + 1, changed_at = @now
                WHERE user_id = @userId AND status = 'active' AND end_date < @date
                """, new { userId, date, now }, ct);
            await FollowNextAsync(work, userId, before, now, ct);
        }
    }

    /// <summary>
    /// After one or more plans have ended: what is followed instead is assigned again and told, so that the latest assignment
    /// stays what counts, here and where it is told. Needs the lock.
    /// </summary>
    /// <param name="before">What was followed until then.</param>
    /// <returns>What is followed now.</returns>
    public static async Task<Guid?> FollowNextAsync(Work work, Guid userId, Guid? before, DateTimeOffset now, CancellationToken ct)
    {
        var next = await FollowedAsync(work, userId, ct);
        if (next is { } plan && next != before)
        {
            await AssignAsync(work, userId, plan, now, ct);
            work.Publish((await FindAsync(work, userId, plan, ct))!.ToEvent());
        }

        return next;
    }
}
