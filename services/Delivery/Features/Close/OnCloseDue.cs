using Platform.Contracts.Scheduler;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.Delivery.Demands;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.Close;

/// <summary>
/// The hour at which an engine's day ends. What a delivered message asked for and nobody logged becomes missed; what was
/// never delivered was never asked for, so its athlete misses nothing and the delivery expires. What was posted is brought up
/// to date, and where the engine tells the close, a message of its own says how the day ended.
/// </summary>
internal sealed class OnCloseDue(EngineSet engines, TimeProvider time) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (engines.OfClose(message.Engine, message.Task) is not { } engine)
        {
            return;
        }

        var now = time.GetUtcNow();
        var closed = await CloseAsync(message, now, work, ct);
        if (closed.Length > 0)
        {
            await WaitForRecordsAsync(message, closed, work, ct);
            var asked = await AskedAsync(message, closed, now, work, ct);
            if (asked.Count > 0)
            {
                await engine.MissAsync(message.LocalDate, asked, message.DueAt, now, work, ct);
            }

            await ExpireAsync(message, closed, work, ct);
            if (engine.TellsClose)
            {
                await NewDelivery.InsertAsync(
                    [.. asked.Where(a => engine.Items(a.Content).Count > 0).Select(a => a.UserId).Distinct().Select(user => NewDelivery.Close(user, engine.Name, message.LocalDate, message.RunId, message.DueAt))],
                    now, work, ct);
            }
        }

        var users = message.UserIds.Distinct().ToArray();
        var waiting = await TakeUpAsync(message, users, work, ct);
        if (users.Length > waiting.Count)
        {
            work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, [.. users.Except(waiting)], []));
        }
    }

    // The rows' locks make a log that is being stored come first, or find the day closed.
    private static async Task<Guid[]> CloseAsync(EngineDue message, DateTimeOffset now, Work work, CancellationToken ct) =>
        [.. await work.QueryAsync<Guid>(
            """
            INSERT INTO demand_days (user_id, engine, local_date, closed_at, close_reason)
            SELECT u.user_id, @Engine, @LocalDate, @now, CASE WHEN EXISTS (
                SELECT FROM deliveries d
                WHERE d.user_id = u.user_id AND d.engine = @Engine AND d.local_date = @LocalDate AND d.kind = 'drop' AND d.status = 'delivered') THEN 'due' ELSE 'not_delivered' END
            FROM (SELECT DISTINCT unnest(@Users) AS user_id) u ORDER BY u.user_id
            ON CONFLICT (user_id, engine, local_date) DO UPDATE SET closed_at = excluded.closed_at, close_reason = excluded.close_reason
            WHERE demand_days.closed_at IS NULL
            RETURNING user_id
            """,
            new { message.LocalDate, message.Engine, now, Users = message.UserIds.ToArray() }, ct)];

    private static Task<List<Asked>> AskedAsync(EngineDue message, Guid[] users, DateTimeOffset now, Work work, CancellationToken ct) =>
        work.QueryAsync<Asked>(
            """
            UPDATE deliveries SET refresh_at = CASE WHEN channel = 'discord' THEN CASE WHEN refresh_at > @now THEN refresh_at + @Nudge ELSE @now END END
            WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND kind = 'drop' AND status = 'delivered'
            RETURNING user_id, content::text AS content
            """,
            new { now, DemandDay.Nudge, users, message.Engine, message.LocalDate }, ct);

    // An outcome that is being written is waited for, and seen by what follows; one that comes later sees the close.
    private static Task WaitForRecordsAsync(EngineDue message, Guid[] users, Work work, CancellationToken ct) => work.ExecuteAsync(
        """
        SELECT FROM deliveries
        WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND kind = 'drop' AND status = 'sending'
        ORDER BY id FOR UPDATE
        """,
        new { users, message.Engine, message.LocalDate }, ct);

    // One that is being sent finishes: its message may be in the channel already.
    private static async Task ExpireAsync(EngineDue message, Guid[] users, Work work, CancellationToken ct)
    {
        var expired = await work.QueryAsync<Expired>(
            """
            UPDATE deliveries SET status = 'expired', snoozed_until = NULL, last_error = CASE last_error WHEN @QuietHours THEN last_error ELSE @DayClosed END
            WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND kind = 'drop' AND status IN ('waiting', 'pending')
            RETURNING user_id, run_id, last_error = @QuietHours AS by_choice
            """,
            new { users, message.Engine, message.LocalDate, DeliveryStatus.DayClosed, DeliveryStatus.QuietHours }, ct);
        foreach (var run in expired.GroupBy(e => e.RunId))
        {
            // Who wanted quiet until after the close has what they wanted.
            work.Publish(new EngineRunReported(run.Key, message.Engine, message.LocalDate,
                [.. run.Where(e => e.ByChoice).Select(e => e.UserId).Distinct()],
                [.. run.Where(e => !e.ByChoice).Select(e => e.UserId).Distinct().Select(user => new EngineRunFailure(user, DeliveryStatus.DayClosed, Retryable: false))]));
        }
    }

    // Whose closing message is still to come is answered when it has; a later attempt takes up those that failed.
    private static Task<List<Guid>> TakeUpAsync(EngineDue message, Guid[] users, Work work, CancellationToken ct) => work.QueryAsync<Guid>(
        """
        UPDATE deliveries SET
            run_id = @RunId, status = CASE WHEN status IN ('failed', 'rejected') THEN 'pending' ELSE status END
        WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND kind = 'close'
            AND status IN ('pending', 'sending', 'failed', 'rejected')
        RETURNING user_id
        """,
        new { message.RunId, users, message.Engine, message.LocalDate }, ct);

    private sealed class Expired
    {
        public Guid UserId { get; init; }
        public Guid RunId { get; init; }
        public bool ByChoice { get; init; }
    }
}
