using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Training;

/// <summary>What a person may log of a date: what was posted, and what the plan says now where that is newer. Both may be trained.</summary>
internal static class TrainingDay
{
    public static async Task<IReadOnlyList<Target>> TargetsAsync(Guid userId, DateOnly date, Work work, CancellationToken ct)
    {
        var workouts = await work.QueryAsync<string>(
            """
            SELECT workout::text FROM (
                SELECT content AS workout, part FROM deliveries
                WHERE user_id = @userId AND engine = 'training_dispatcher' AND local_date = @date AND kind = 'drop' AND content IS NOT NULL
                UNION ALL
                SELECT workout, 1000 FROM workouts WHERE user_id = @userId AND local_date = @date) w
            ORDER BY part
            """,
            new { userId, date }, ct);
        return [.. workouts.Select(WorkoutJson.Read).SelectMany(w => w.ToLog.Select(e => new Target(userId, date, w, e))).DistinctBy(t => t.Exercise.ExerciseId)];
    }
}
