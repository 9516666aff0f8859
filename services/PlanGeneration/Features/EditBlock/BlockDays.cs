using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Features.EditBlock;

internal static class BlockDays
{
    /// <summary>Writes the days of a block that has none, and their exercises: a statement each.</summary>
    public static async Task InsertAsync(Work work, Guid blockId, IReadOnlyList<BlockDay> days, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO training_block_days (block_id, day_index, name)
            SELECT @blockId, d.day_index, d.name FROM unnest(@indexes, @names) AS d (day_index, name)
            """, new { blockId, indexes = Enumerable.Range(0, days.Count).ToArray(), names = days.Select(d => d.Name).ToArray() }, ct);

        var exercises = days.SelectMany((day, index) => day.Exercises.Select((exercise, position) => (Day: index, Position: position + 1, Is: exercise))).ToList();
        await work.ExecuteAsync(
            """
            INSERT INTO training_block_exercises (block_id, day_index, position, exercise_id, name, sets, reps, rest_seconds)
            SELECT @blockId, e.* FROM unnest(@days, @positions, @ids, @names, @sets, @reps, @rests) AS e
            """,
            new
            {
                blockId,
                days = exercises.Select(e => e.Day).ToArray(),
                positions = exercises.Select(e => e.Position).ToArray(),
                ids = exercises.Select(e => e.Is.ExerciseId).ToArray(),
                names = exercises.Select(e => e.Is.Name).ToArray(),
                sets = exercises.Select(e => e.Is.Sets).ToArray(),
                reps = exercises.Select(e => e.Is.Reps).ToArray(),
                rests = exercises.Select(e => e.Is.RestSeconds).ToArray(),
            }, ct);
    }
}
