using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.KeepWorkouts;

/// <summary>
/// Keeps the workout until it is due. A delivery that waits for it is found by the sender, so that neither order of
/// the two messages loses it.
/// </summary>
internal sealed class OnDailyWorkoutReady : IBatchHandler<DailyWorkoutReady>
{
    public Task HandleAsync(IReadOnlyList<DailyWorkoutReady> messages, Work work, CancellationToken ct)
    {
        var latest = messages.GroupBy(m => (m.UserId, m.LocalDate)).Select(g => g.MaxBy(m => m.Version)!)
            .OrderBy(m => m.UserId).ThenBy(m => m.LocalDate).ToList();
        return work.ExecuteAsync(
            """
            INSERT INTO workouts (user_id, local_date, version, workout)
            SELECT user_id, local_date, version, workout::jsonb
            FROM unnest(@Users, @Dates, @Versions, @Workouts) AS w (user_id, local_date, version, workout)
            ON CONFLICT (user_id, local_date) DO UPDATE SET version = excluded.version, workout = excluded.workout
            WHERE workouts.version < excluded.version
            """,
            new
            {
                Users = latest.ConvertAll(m => m.UserId).ToArray(),
                Dates = latest.ConvertAll(m => m.LocalDate).ToArray(),
                Versions = latest.ConvertAll(m => m.Version).ToArray(),
                Workouts = latest.ConvertAll(m => WorkoutJson.Write(Workout.From(m))).ToArray(),
            },
            ct);
    }
}
