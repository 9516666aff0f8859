using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.CloseDay;

/// <summary>
/// 22:00 on a training day: closes the day. What a delivered message asked for and nobody logged becomes missed; what
/// was never delivered was never asked for, so its athlete misses nothing and the delivery expires.
/// </summary>
internal sealed class OnLogMissedTrainingDue(TimeProvider time) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (message is not { Task: Tasks.LogMissedTraining, Engine: Engines.TrainingDispatcher })
        {
            return;
        }

        var now = time.GetUtcNow();
        var closed = await CloseAsync(message, now, work, ct);
        if (closed.Length > 0)
        {
            await InsertMissedAsync(message, closed, now, work, ct);
            await ExpireAsync(message, closed, work, ct);
        }

        work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, [.. message.UserIds.Distinct()], []));
    }

    // The rows' locks make a log that is being stored come first, or find the day closed.
    private static async Task<Guid[]> CloseAsync(EngineDue message, DateTimeOffset now, Work work, CancellationToken ct) =>
        [.. await work.QueryAsync<Guid>(
            """
            INSERT INTO training_days (user_id, local_date, closed_at, close_reason)
            SELECT u.user_id, @LocalDate, @now, CASE WHEN EXISTS (
                SELECT FROM deliveries d
                WHERE d.user_id = u.user_id AND d.engine = @Engine AND d.local_date = @LocalDate AND d.status = 'delivered') THEN 'due' ELSE 'not_delivered' END
            FROM (SELECT DISTINCT unnest(@Users) AS user_id) u ORDER BY u.user_id
            ON CONFLICT (user_id, local_date) DO UPDATE SET closed_at = excluded.closed_at, close_reason = excluded.close_reason
            WHERE training_days.closed_at IS NULL
            RETURNING user_id
            """,
            new { message.LocalDate, message.Engine, now, Users = message.UserIds.ToArray() }, ct)];

    private static async Task InsertMissedAsync(EngineDue message, Guid[] users, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var asked = (await work.QueryAsync<Delivered>(
                """
                SELECT user_id, workout::text AS workout FROM deliveries
                WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND status = 'delivered'
                """,
                new { users, message.Engine, message.LocalDate }, ct))
            .Select(d => (d.UserId, Workout: WorkoutJson.Read(d.Workout)))
            .SelectMany(d => d.Workout.ToLog.Select(exercise => new Missed
            {
                UserId = d.UserId,
                ExerciseId = exercise.ExerciseId,
                ExerciseName = exercise.Name,
                BlockId = d.Workout.BlockId,
                DayIndex = d.Workout.DayIndex,
            }))
            .ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var missed = await work.QueryAsync<Missed>(
            """
            INSERT INTO training_logs (id, user_id, "timestamp", date, exercise_id, exercise_name, block_id, day_index, status)
            SELECT id, user_id, @now, @LocalDate, exercise_id, exercise_name, block_id, day_index, 'missed'
            FROM unnest(@Ids, @Users, @Exercises, @Names, @Blocks, @Days) AS m (id, user_id, exercise_id, exercise_name, block_id, day_index)
            ON CONFLICT (user_id, date, exercise_id) DO NOTHING
            RETURNING user_id, exercise_id, exercise_name, block_id, day_index
            """,
            new
            {
                now,
                message.LocalDate,
                Ids = asked.ConvertAll(_ => Guid.CreateVersion7()).ToArray(),
                Users = asked.ConvertAll(m => m.UserId).ToArray(),
                Exercises = asked.ConvertAll(m => m.ExerciseId).ToArray(),
                Names = asked.ConvertAll(m => m.ExerciseName).ToArray(),
                Blocks = asked.ConvertAll(m => m.BlockId).ToArray(),
                Days = asked.ConvertAll(m => m.DayIndex).ToArray(),
            },
            ct);
        foreach (var m in missed)
        {
            work.Publish(new LogMissed(m.UserId, message.LocalDate, m.ExerciseId, m.ExerciseName, m.BlockId, m.DayIndex, message.DueAt));
        }
    }

    // One that is being sent finishes: its message may be in the channel already.
    private static async Task ExpireAsync(EngineDue message, Guid[] users, Work work, CancellationToken ct)
    {
        var expired = await work.QueryAsync<Expired>(
            """
            UPDATE deliveries SET status = 'expired', snoozed_until = NULL, last_error = @DayClosed
            WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND status IN ('waiting', 'pending')
            RETURNING user_id, run_id
            """,
            new { users, message.Engine, message.LocalDate, DeliveryStatus.DayClosed }, ct);
        foreach (var run in expired.GroupBy(e => e.RunId))
        {
            work.Publish(new EngineRunReported(run.Key, message.Engine, message.LocalDate, [],
                [.. run.Select(e => e.UserId).Distinct().Select(user => new EngineRunFailure(user, DeliveryStatus.DayClosed, Retryable: false))]));
        }
    }

    private sealed class Delivered
    {
        public Guid UserId { get; init; }
        public string Workout { get; init; } = "";
    }

    private sealed class Missed
    {
        public Guid UserId { get; init; }
        public string ExerciseId { get; init; } = "";
        public string ExerciseName { get; init; } = "";
        public Guid BlockId { get; init; }
        public int DayIndex { get; init; }
    }

    private sealed class Expired
    {
        public Guid UserId { get; init; }
        public Guid RunId { get; init; }
    }
}
