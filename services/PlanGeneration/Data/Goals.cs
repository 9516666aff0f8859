using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>goals</c>.</summary>
internal sealed class GoalRow
{
    public const string Columns =
        "id, user_id, type, target, unit, current, exercise_id, distance_m, deadline, active, version, created_at, changed_at";

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string Type { get; init; } = "";
    public decimal Target { get; init; }
    public string Unit { get; init; } = "";
    public decimal? Current { get; init; }
    public string? ExerciseId { get; init; }
    public int? DistanceM { get; init; }
    public DateOnly? Deadline { get; init; }
    public bool Active { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public Goal Goal => new(WireNames.Find<GoalType>(Type)!.Value, Target, Unit, Current, ExerciseId, DistanceM, Deadline, Active);
}

internal static class Goals
{
    /// <summary>More than anyone pursues; closed goals count.</summary>
    public const int MostOfOnePerson = 500;

    public static Task<GoalRow?> FindAsync(Work work, Guid userId, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<GoalRow>(
            $"SELECT {GoalRow.Columns} FROM goals WHERE id = @id AND user_id = @userId", new { id, userId }, ct);

    /// <summary>The same, locked until the transaction ends.</summary>
    public static Task<GoalRow?> LockAsync(Work work, Guid userId, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<GoalRow>(
            $"SELECT {GoalRow.Columns} FROM goals WHERE id = @id AND user_id = @userId FOR UPDATE", new { id, userId }, ct);

    /// <returns>The goal that the key made before, where there is one; null where there are too many.</returns>
    public static async Task<GoalRow?> InsertAsync(Work work, Guid userId, Goal goal, string? key, DateTimeOffset now, CancellationToken ct) =>
        await work.SingleOrDefaultAsync<GoalRow>(
            $"""
            INSERT INTO goals ({GoalRow.Columns}, idempotency_key)
            SELECT @id, @userId, @type, @Target, @Unit, @Current, @ExerciseId, @DistanceM, @Deadline, @Active, 1, @now, @now, @key
            WHERE (SELECT count(*) FROM goals WHERE user_id = @userId) < {MostOfOnePerson}
            ON CONFLICT DO NOTHING RETURNING {GoalRow.Columns}
            """, Parameters(Guid.CreateVersion7(), userId, goal, key, now), ct)
        ?? await work.SingleOrDefaultAsync<GoalRow>(
            $"SELECT {GoalRow.Columns} FROM goals WHERE user_id = @userId AND idempotency_key = @key", new { userId, key }, ct);

    public static async Task<GoalRow> UpdateAsync(Work work, Guid userId, Guid id, Goal goal, DateTimeOffset now, CancellationToken ct) =>
        (await work.SingleOrDefaultAsync<GoalRow>(
            $"""
            UPDATE goals SET type = @type, target = @Target, unit = @Unit, current = @Current, exercise_id = @ExerciseId,
                distance_m = @DistanceM, deadline = @Deadline, active = @Active, version = version + 1, changed_at = @now
            WHERE id = @id AND user_id = @userId
            RETURNING {GoalRow.Columns}
            """, Parameters(id, userId, goal, null, now), ct))!;

    private static object Parameters(Guid id, Guid userId, Goal goal, string? key, DateTimeOffset now) => new
    {
        id,
        userId,
        type = WireNames.Of(goal.Type),
        goal.Target,
        goal.Unit,
        goal.Current,
        goal.ExerciseId,
        goal.DistanceM,
        goal.Deadline,
        goal.Active,
        key,
        now,
    };
}
