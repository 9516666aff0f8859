using Platform.Contracts.Scheduler;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.Delivery.Demands;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.Drop;

/// <summary>
/// An engine's hour: writes down what is to be delivered, frozen here; where it is not known yet, the delivery waits for
/// it. A later attempt takes up what failed; what was delivered is answered at once. Who is paused, has not started or has
/// nothing that day gets silence, which is no failure.
/// </summary>
internal sealed class OnDropDue(EngineSet engines, TimeProvider time) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (engines.OfDrop(message.Engine, message.Task) is not { } engine)
        {
            return;
        }

        var states = await ReadAsync(message, work, ct);
        var fresh = states.Where(s => s is { Rows: 0, Closed: false, Active: true }).Select(s => s.UserId).ToArray();
        var prepared = fresh.Length == 0 ? new Dictionary<Guid, Prepared>() : await engine.PrepareAsync(message.LocalDate, fresh, work, ct);
        await NewDelivery.InsertAsync(
            [.. prepared.SelectMany(p => NewDelivery.Drop(p.Key, engine.Name, message.LocalDate, message.RunId, message.DueAt, p.Value.Contents))],
            time.GetUtcNow(), work, ct);
        var snoozedUntil = await TakeUpAsync(message, states.Where(s => !s.Closed).Select(s => s.UserId).ToArray(), work, ct);

        var done = states.Where(s => s.IsDelivered || (s is { Rows: 0, Closed: false } && !prepared.ContainsKey(s.UserId))).Select(s => s.UserId).ToList();
        var closed = states.Where(s => s.Closed && !s.IsDelivered).Select(s => s.UserId).ToList();
        if (done.Count + closed.Count > 0 || snoozedUntil is not null)
        {
            work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, done,
                closed.ConvertAll(user => new EngineRunFailure(user, DeliveryStatus.DayClosed, Retryable: false)),
                DeferredUntil: snoozedUntil));
        }
    }

    // What this run did not insert is answered to this run from now on. Failed rows go out again.
    private static async Task<DateTimeOffset?> TakeUpAsync(EngineDue message, Guid[] users, Work work, CancellationToken ct) => (await work.QueryAsync<Taken>(
        """
        WITH taken AS MATERIALIZED (
            SELECT id FROM deliveries
            WHERE user_id = ANY(@users) AND engine = @Engine AND local_date = @LocalDate AND kind = 'drop'
                AND status IN ('waiting', 'pending', 'sending', 'failed', 'rejected') AND run_id <> @RunId
            ORDER BY id FOR UPDATE)
        UPDATE deliveries d SET
            run_id = @RunId,
            snoozed_until = CASE WHEN d.status = 'pending' THEN d.snoozed_until END,
            status = CASE WHEN d.status IN ('failed', 'rejected') THEN 'pending' ELSE d.status END
        FROM taken WHERE d.id = taken.id
        RETURNING snoozed_until
        """,
        new { message.RunId, users, message.Engine, message.LocalDate }, ct)).Max(t => t.SnoozedUntil);

    private static Task<List<State>> ReadAsync(EngineDue message, Work work, CancellationToken ct) => work.QueryAsync<State>(
        """
        SELECT u.user_id, d.closed_at IS NOT NULL AS closed, s.rows, s.answered,
            NOT coalesce(a.paused, false) AND coalesce(a.start_date <= @LocalDate, true) AS active
        FROM (SELECT DISTINCT unnest(@Users) AS user_id) u
        LEFT JOIN athletes a ON a.user_id = u.user_id
        LEFT JOIN demand_days d ON d.user_id = u.user_id AND d.engine = @Engine AND d.local_date = @LocalDate
        CROSS JOIN LATERAL (
            SELECT count(*) AS rows, count(*) FILTER (WHERE status = 'delivered' OR (status = 'expired' AND d.closed_at IS NULL)) AS answered
            FROM deliveries x WHERE x.user_id = u.user_id AND x.engine = @Engine AND x.local_date = @LocalDate AND x.kind = 'drop') s
        ORDER BY u.user_id
        """,
        new { Users = message.UserIds.ToArray(), message.LocalDate, message.Engine }, ct);

    private sealed class Taken
    {
        public DateTimeOffset? SnoozedUntil { get; init; }
    }

    private sealed class State
    {
        public Guid UserId { get; init; }
        public bool Closed { get; init; }
        public bool Active { get; init; }
        public long Rows { get; init; }
        public long Answered { get; init; }
        public bool IsDelivered => Rows > 0 && Answered == Rows;
    }
}
