using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>training_blocks</c>.</summary>
internal sealed class BlockRow
{
    public const string Columns = "id, slug, name, owner_id, version";

    public Guid Id { get; init; }
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public Guid? OwnerId { get; init; }
    public long Version { get; init; }
}

/// <summary>Reads blocks whole. In a person's transaction only those the person may see are found.</summary>
internal static class Blocks
{
    public static Task<BlockRow?> FindAsync(Work work, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<BlockRow>($"SELECT {BlockRow.Columns} FROM training_blocks WHERE id = @id", new { id }, ct);

    /// <summary>The blocks of <paramref name="ids"/> that exist, with their days in order, in one query.</summary>
    public static async Task<Dictionary<Guid, TrainingBlock>> LoadAsync(Work work, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await work.QueryAsync<Line>(
            """
            SELECT b.id AS block_id, b.name AS block_name, d.day_index, d.name AS day_name, e.exercise_id, e.name AS exercise_name,
                e.sets, e.reps, e.rest_seconds
            FROM training_blocks b
            LEFT JOIN training_block_days d ON d.block_id = b.id
            LEFT JOIN training_block_exercises e ON e.block_id = d.block_id AND e.day_index = d.day_index
            WHERE b.id = ANY(@ids)
            ORDER BY b.id, d.day_index, e.position
            """, new { ids = ids.ToArray() }, ct);
        return rows.GroupBy(r => (r.BlockId, r.BlockName))
            .ToDictionary(b => b.Key.BlockId, b => new TrainingBlock(b.Key.BlockId, b.Key.BlockName, Days(b)));
    }

    private static List<BlockDay> Days(IEnumerable<Line> lines) =>
        [.. lines.Where(l => l.DayIndex is not null).GroupBy(l => l.DayIndex).Select(day => new BlockDay(
            day.First().DayName!,
            [.. day.Where(l => l.ExerciseId is not null).Select(l => new BlockExercise(l.ExerciseId!, l.ExerciseName!, l.Sets, l.Reps!, l.RestSeconds))]))];

    private sealed class Line
    {
        public Guid BlockId { get; init; }
        public string BlockName { get; init; } = "";
        public int? DayIndex { get; init; }
        public string? DayName { get; init; }
        public string? ExerciseId { get; init; }
        public string? ExerciseName { get; init; }
        public int Sets { get; init; }
        public string? Reps { get; init; }
        public int RestSeconds { get; init; }
    }
}
