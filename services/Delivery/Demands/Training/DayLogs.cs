using Platform.Contracts.Delivery;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Training;

/// <summary>The top sets of one person's day.</summary>
internal sealed class DayLogs
{
    private readonly Dictionary<string, Row> _rows;

    private DayLogs(List<Row> rows) => _rows = rows.ToDictionary(r => r.ExerciseId);

    public int Logged => _rows.Values.Count(r => r.WeightKg is not null);

    /// <returns>Null where nothing is logged.</returns>
    public TopSet? Find(string exerciseId) => _rows.GetValueOrDefault(exerciseId)?.Set;

    public static async Task<DayLogs> ReadAsync(Guid userId, DateOnly localDate, Work work, CancellationToken ct) => new(await work.QueryAsync<Row>(
        """
        SELECT exercise_id, weight_kg, reps, version, "timestamp" FROM training_logs WHERE user_id = @userId AND date = @localDate
        """,
        new { userId, localDate }, ct));

    /// <summary>
    /// Stores a top set, in place of an earlier one; the day is held. The same set again is no correction: its version
    /// stays and nobody is told.
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
                version = excluded.version, interaction_id = excluded.interaction_id
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
