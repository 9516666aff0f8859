using Dapper;
using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.LogTopSet;

/// <summary>
/// The logs of one person's day, under the lock of its row until the transaction ends: of two logs one is first, and a
/// day is not closed in between.
/// </summary>
internal sealed class DayLogs
{
    private const string Engine = Engines.TrainingDispatcher;

    private readonly Dictionary<string, Row> _rows;

    private DayLogs(bool isClosed, List<Row> rows, string? answeredBefore)
    {
        IsClosed = isClosed;
        AnsweredBefore = answeredBefore;
        _rows = rows.ToDictionary(r => r.ExerciseId);
    }

    public bool IsClosed { get; }

    /// <summary>The answer that the interaction has had before.</summary>
    public string? AnsweredBefore { get; }

    public int Logged => _rows.Values.Count(r => r.WeightKg is not null);

    /// <param name="interactionId">The interaction to look for, if any.</param>
    public static async Task<DayLogs> LockAsync(Guid userId, DateOnly localDate, string? interactionId, Work work, CancellationToken ct)
    {
        await using var results = await work.Connection.QueryMultipleAsync(new CommandDefinition(
            """
            INSERT INTO demand_days (user_id, engine, local_date) VALUES (@userId, @Engine, @localDate)
            ON CONFLICT (user_id, engine, local_date) DO UPDATE SET user_id = excluded.user_id
            RETURNING closed_at IS NOT NULL;

            SELECT exercise_id, weight_kg, reps, version, "timestamp" FROM training_logs WHERE user_id = @userId AND date = @localDate;

            SELECT response::text FROM interactions WHERE id = @interactionId AND user_id = @userId;
            """,
            new { userId, localDate, interactionId, Engine }, work.Transaction, cancellationToken: ct));
        var isClosed = await results.ReadSingleAsync<bool>();
        var rows = (await results.ReadAsync<Row>()).AsList();
        return new(isClosed, rows, await results.ReadSingleOrDefaultAsync<string>());
    }

    /// <summary>
    /// Stores a top set, in place of an earlier one. The same set again is no correction: its version stays and nobody
    /// is told.
    /// </summary>
    /// <returns>What is stored now, and what was before.</returns>
    public async Task<(Stored Now, TopSet? Before)> StoreAsync(
        Target target, TopSet set, string? interactionId, DateTimeOffset now, Work work, CancellationToken ct)
    {
        _rows.TryGetValue(target.Exercise.ExerciseId, out var before);
        if (before?.Set == set)
        {
            return (new(set, before.Version, before.Timestamp), before.Set);
        }

        var version = (before?.Version ?? 0) + 1;
        await work.ExecuteAsync(
            """
            INSERT INTO training_logs
                (id, user_id, "timestamp", date, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status, version, interaction_id)
            VALUES (@Id, @UserId, @now, @LocalDate, @ExerciseId, @Name, @WeightKg, @Reps, @BlockId, @DayIndex, 'logged', @version, @interactionId)
            ON CONFLICT (user_id, date, exercise_id) DO UPDATE SET
                "timestamp" = excluded."timestamp", weight_kg = excluded.weight_kg, reps = excluded.reps,
                version = excluded.version, interaction_id = excluded.interaction_id;

            UPDATE deliveries SET refresh_at = @now
            WHERE user_id = @UserId AND engine = @Engine AND local_date = @LocalDate AND kind = 'drop' AND channel = 'discord';
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                target.UserId,
                now,
                target.LocalDate,
                target.Exercise.ExerciseId,
                target.Exercise.Name,
                set.WeightKg,
                set.Reps,
                target.Workout.BlockId,
                target.Workout.DayIndex,
                version,
                interactionId,
                Engine,
            },
            ct);
        work.Publish(new TopSetLogged(
            target.UserId, target.LocalDate, target.Exercise.ExerciseId, target.Exercise.Name, set.WeightKg, set.Reps,
            target.Workout.BlockId, target.Workout.DayIndex, version, now));
        _rows[target.Exercise.ExerciseId] = new Row
        {
            ExerciseId = target.Exercise.ExerciseId, WeightKg = set.WeightKg, Reps = set.Reps, Version = version, Timestamp = now,
        };
        return (new(set, version, now), before?.Set);
    }

    internal sealed record Stored(TopSet Set, long Version, DateTimeOffset LoggedAt);

    private sealed class Row
    {
        public string ExerciseId { get; init; } = "";
        public decimal? WeightKg { get; init; }
        public int? Reps { get; init; }
        public long Version { get; init; }
        public DateTimeOffset Timestamp { get; init; }
        public TopSet? Set => WeightKg is { } weight && Reps is { } reps ? new(weight, reps) : null;
    }
}
