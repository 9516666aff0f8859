using Platform.Contracts.Scheduler;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.DropTraining;

/// <summary>
/// 07:00 on a training day: writes down what is to be delivered. The workout is frozen here; where it is not known
/// yet, the delivery waits for it. A later attempt takes up what failed; what was delivered is answered at once.
/// </summary>
internal sealed class OnDropTrainingDue(TimeProvider time) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (message is not { Task: Tasks.DropTraining, Engine: Engines.TrainingDispatcher })
        {
            return;
        }

        var states = await ReadAsync(message, work, ct);
        var delivered = states.Where(s => s.IsDelivered).Select(s => s.UserId).ToList();
        var closed = states.Where(s => s.Closed && !s.IsDelivered).Select(s => s.UserId).ToList();
        var fresh = states.Where(s => s.Rows == 0 && !s.Closed).SelectMany(s => s.Workout is null
            ? [NewPart.Waiting(s.UserId, message.LocalDate, message.RunId, message.DueAt)]
            : NewPart.Pending(s.UserId, message.LocalDate, message.RunId, message.DueAt, WorkoutJson.Read(s.Workout)));
        await NewPart.InsertAsync([.. fresh], message.Engine, time.GetUtcNow(), work, ct);
        await TakeUpAsync(message, states.Where(s => !s.Closed).Select(s => s.UserId).ToArray(), work, ct);

        if (delivered.Count + closed.Count > 0)
        {
            work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, delivered,
                closed.ConvertAll(user => new EngineRunFailure(user, DeliveryStatus.DayClosed, Retryable: false))));
        }
    }

    // What this run did not insert is answered to this run from now on. Failed rows go out again.
    private static Task TakeUpAsync(EngineDue message, Guid[] users, Work work, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE deliveries SET
            run_id = @RunId,
            snoozed_until = CASE WHEN status = 'pending' THEN snoozed_until END,
            status = CASE WHEN status IN ('failed', 'rejected') THEN 'pending' ELSE status END
        WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate
            AND status IN ('waiting', 'pending', 'sending', 'failed', 'rejected') AND run_id <> @RunId
        """,
        new { message.RunId, users, message.Engine, message.LocalDate }, ct);

    private static Task<List<State>> ReadAsync(EngineDue message, Work work, CancellationToken ct) => work.QueryAsync<State>(
        """
        SELECT u.user_id, w.workout::text AS workout, d.closed_at IS NOT NULL AS closed, s.rows, s.delivered
        FROM (SELECT DISTINCT unnest(@Users) AS user_id) u
        LEFT JOIN workouts w ON w.user_id = u.user_id AND w.local_date = @LocalDate
        LEFT JOIN training_days d ON d.user_id = u.user_id AND d.local_date = @LocalDate
        CROSS JOIN LATERAL (
            SELECT count(*) AS rows, count(*) FILTER (WHERE status = 'delivered') AS delivered
            FROM deliveries x WHERE x.user_id = u.user_id AND x.engine = @Engine AND x.local_date = @LocalDate) s
        ORDER BY u.user_id
        """,
        new { Users = message.UserIds.ToArray(), message.LocalDate, message.Engine }, ct);

    private sealed class State
    {
        public Guid UserId { get; init; }
        public string? Workout { get; init; }
        public bool Closed { get; init; }
        public long Rows { get; init; }
        public long Delivered { get; init; }
        public bool IsDelivered => Rows > 0 && Delivered == Rows;
    }
}
