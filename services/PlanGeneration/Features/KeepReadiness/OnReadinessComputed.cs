using Platform.Contracts.Insights;
using Platform.PlanGeneration.Generation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Features.KeepReadiness;

/// <summary>
/// Keeps how recovered an athlete is. It often comes after 04:00, when the night's data are in: what was generated for that
/// date, and neither asked for by the athlete nor trained yet, is made again with it.
/// </summary>
internal sealed class OnReadinessComputed(GenerateWorkouts generate) : IMessageHandler<ReadinessComputed>
{
    public async Task HandleAsync(ReadinessComputed message, Work work, CancellationToken ct)
    {
        // A word that is not known here is not known.
        var hrv = message.Hrv is "below" or "within" or "above" ? message.Hrv : null;
        var newer = await work.ExecuteAsync(
            """
            INSERT INTO readiness AS r (user_id, local_date, version, score, hrv, sleep_hours)
            VALUES (@UserId, @LocalDate, @Version, @Score, @hrv, @SleepHours)
            ON CONFLICT (user_id, local_date) DO UPDATE
            SET version = excluded.version, score = excluded.score, hrv = excluded.hrv, sleep_hours = excluded.sleep_hours
            WHERE r.version < excluded.version
            """, new { message.UserId, message.LocalDate, message.Version, message.Score, hrv, message.SleepHours }, ct) == 1;
        if (newer && await IsStillToComeAsync(message, work, ct))
        {
            await generate.RunAsync(work, [message.UserId], message.LocalDate, ct);
        }
    }

    private static Task<bool> IsStillToComeAsync(ReadinessComputed message, Work work, CancellationToken ct) => work.ScalarAsync<bool>(
        """
        SELECT EXISTS (SELECT FROM daily_workouts w WHERE w.user_id = @UserId AND w.local_date = @LocalDate AND w.source <> 'block' AND NOT w.requested)
            AND NOT EXISTS (SELECT FROM daily_workouts w WHERE w.user_id = @UserId AND w.local_date > @LocalDate)
            AND NOT EXISTS (SELECT FROM top_sets t WHERE t.user_id = @UserId AND t.date >= @LocalDate)
            AND NOT EXISTS (SELECT FROM training_days_executed e WHERE e.user_id = @UserId AND e.date >= @LocalDate)
        """, new { message.UserId, message.LocalDate }, ct);
}
