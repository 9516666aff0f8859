using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Domain;
using Platform.Delivery.Demands;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>Writes outcomes and tells of them, in one transaction; a claim that has passed to another writes nothing.</summary>
internal sealed class Record(Database database, EngineSet engines, DeliveryMetrics metrics, TimeProvider time)
{
    // A shorter wait is within what the Scheduler allows an engine anyway.
    private static readonly TimeSpan TellDeferral = TimeSpan.FromMinutes(5);

    public async Task RunOnceAsync(IReadOnlyList<(Claimed Delivery, Outcome Outcome)> ended, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        await LockAsync([.. ended.Select(e => e.Delivery.Id)], work, ct);
        await ForgetChannelsAsync([.. ended.Where(e => e.Outcome is Outcome.Failed { ForgetChannel: true }).Select(e => e.Delivery)], work, ct);
        var written = await UpdateAsync([.. ended.Select(e => Change.From(e.Delivery, e.Outcome))], now, work, ct);
        var changed = ended.Where(e => written.ContainsKey(e.Delivery.Id)).ToList();
        await StopAsync(changed, now, work, ct);
        await SuppressAsync([.. changed.Where(e => e is { Outcome: Outcome.Suppressed, Delivery.Parts: > 1 }).Select(e => e.Delivery.Id)], work, ct);
        var pushed = ended.Where(e => e.Delivery.Pushed is not null).Select(e => e.Delivery.Pushed!).ToList();
        await PushSubscriptions.RecordAsync([.. pushed.SelectMany(p => p.AcceptedBy)], [.. pushed.SelectMany(p => p.GoneIds)], now, work, ct);
        foreach (var (delivery, _) in changed.Where(e => e is { Outcome: Outcome.Delivered, Delivery.Kind: DeliveryKind.Drop } && !written[e.Delivery.Id].DayIsClosed))
        {
            // What got through after the day was closed can no longer be logged: nothing is expected of the athlete.
            var engine = engines[delivery.Engine];
            IReadOnlyList<string> contents = [.. delivery.Earlier ?? [], delivery.Content];
            engine.TellDelivered(delivery.UserId, delivery.LocalDate, [.. contents.SelectMany(engine.Items)], delivery.DueAt, now, work);
        }

        // The run of now: another attempt may have taken the delivery over while it was under way.
        foreach (var run in changed.GroupBy(e => (written[e.Delivery.Id].RunId, e.Delivery.Engine, e.Delivery.LocalDate)))
        {
            Report(run.Key.RunId, run.Key.Engine, run.Key.LocalDate, [.. run], now, work);
        }

        await work.CommitAsync(ct);
        metrics.Count(changed.Select(e => e.Outcome));
    }

    // The run learns of an athlete when the last part is delivered or the first one fails.
    private static void Report(
        Guid runId, string engine, DateOnly localDate, List<(Claimed Delivery, Outcome Outcome)> ended, DateTimeOffset now, Work work)
    {
        List<Guid> completed = [];
        List<EngineRunFailure> failed = [];
        DateTimeOffset? deferred = null;
        foreach (var (delivery, outcome) in ended)
        {
            switch (outcome)
            {
                case Outcome.Delivered when delivery.Part == delivery.Parts - 1:
                case Outcome.Suppressed:
                    completed.Add(delivery.UserId);
                    break;
                case Outcome.Failed { Reason: var reason }:
                    failed.Add(new(delivery.UserId, reason));
                    break;
                case Outcome.Rejected { Reason: var reason }:
                    failed.Add(new(delivery.UserId, reason, Retryable: false));
                    break;
                case Outcome.Expired { Reason: var reason }:
                    failed.Add(new(delivery.UserId, reason, Retryable: false));
                    break;
                case Outcome.Snoozed { Until: var until } when until > now + TellDeferral && (deferred is null || until > deferred):
                    deferred = until;
                    break;
            }
        }

        if (completed.Count + failed.Count > 0 || deferred is not null)
        {
            work.Publish(new EngineRunReported(runId, engine, localDate, completed, failed, DeferredUntil: deferred));
        }
    }

    // In one order, so that who takes a batch up meanwhile waits; and a statement of its own, so that the next one sees the
    // close of a day that held them.
    private static Task LockAsync(Guid[] ids, Work work, CancellationToken ct) =>
        work.ExecuteAsync("SELECT FROM deliveries WHERE id = ANY(@ids) ORDER BY id FOR UPDATE", new { ids }, ct);

    // What comes after a part that is not sent is not sent either.
    private static Task SuppressAsync(Guid[] ids, Work work, CancellationToken ct) => ids.Length == 0 ? Task.CompletedTask : work.ExecuteAsync(
        """
        UPDATE deliveries l SET status = 'expired', snoozed_until = NULL, last_error = d.last_error
        FROM deliveries d
        WHERE d.id = ANY(@ids) AND l.user_id = d.user_id AND l.engine = d.engine AND l.local_date = d.local_date AND l.kind = d.kind
            AND l.part > d.part AND l.status = 'pending'
        """,
        new { ids }, ct);

    private static Task ForgetChannelsAsync(IReadOnlyCollection<Claimed> deliveries, Work work, CancellationToken ct) => deliveries.Count == 0 ? Task.CompletedTask :
        work.ExecuteAsync(
            "DELETE FROM discord_channels c USING unnest(@Users, @Channels) AS f (user_id, channel_id) WHERE c.user_id = f.user_id AND c.channel_id = f.channel_id",
            new { Users = deliveries.Select(d => d.UserId).ToArray(), Channels = deliveries.Select(d => d.ChannelId).ToArray() }, ct);

    private static async Task StopAsync(List<(Claimed Delivery, Outcome Outcome)> changed, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var ends = changed.Where(e => e.Outcome is Outcome.DeadEnd).Select(e => (e.Delivery.UserId, End: (Outcome.DeadEnd)e.Outcome))
            .DistinctBy(e => (e.UserId, e.End.Channel, e.End.Address)).OrderBy(e => e.UserId).ToList();
        if (ends.Count == 0)
        {
            return;
        }

        var stopped = await work.QueryAsync<(Guid UserId, string Channel, string Reason)>(
            """
            INSERT INTO channel_stops (user_id, channel, address, reason, stopped_at)
            SELECT user_id, channel, address, reason, @now FROM unnest(@Users, @Channels, @Addresses, @Reasons) AS s (user_id, channel, address, reason)
            ON CONFLICT (user_id, channel, address) DO NOTHING
            RETURNING user_id, channel, reason
            """,
            new
            {
                now,
                Users = ends.ConvertAll(e => e.UserId).ToArray(),
                Channels = ends.ConvertAll(e => e.End.Channel).ToArray(),
                Addresses = ends.ConvertAll(e => e.End.Address).ToArray(),
                Reasons = ends.ConvertAll(e => e.End.Reason).ToArray(),
            },
            ct);
        foreach (var (userId, channel, reason) in stopped)
        {
            work.Publish(new RaiseJobCard(userId, JobCardKinds.Unreachable, channel,
                $"{reason}. Nothing more is sent there until the athlete opens it again; their other channels are used meanwhile.", now));
        }
    }

    // What got through after the day was closed is brought up to date at once: its buttons lead nowhere.
    private static async Task<Dictionary<Guid, Written>> UpdateAsync(List<Change> changes, DateTimeOffset now, Work work, CancellationToken ct) =>
        (await work.QueryAsync<Written>(
            """
            UPDATE deliveries d SET
                status = c.status, message_id = c.message_id, snoozed_until = c.snoozed_until, last_error = c.reason, attempts = d.attempts + c.cost,
                delivered_at = CASE c.status WHEN 'delivered' THEN @now END, shown_at = CASE c.status WHEN 'delivered' THEN @now END,
                refresh_at = CASE WHEN c.status <> 'delivered' OR d.channel <> 'discord' THEN NULL WHEN d.kind = 'drop' AND c.closed THEN @now ELSE d.refresh_at END,
                channel = CASE WHEN c.keep THEN d.channel END, channel_id = CASE WHEN c.keep THEN d.channel_id END,
                application_id = CASE WHEN c.keep THEN d.application_id END, claim_id = NULL, claimed_until = NULL
            FROM (
                SELECT u.*, EXISTS (
                    SELECT FROM demand_days t
                    WHERE t.user_id = u.user_id AND t.engine = u.engine AND t.local_date = u.local_date AND t.closed_at IS NOT NULL) AS closed
                FROM unnest(@Ids, @Users, @Engines, @Dates, @Claims, @Statuses, @Messages, @Until, @Reasons, @Costs, @Keep)
                    AS u (id, user_id, engine, local_date, claim_id, status, message_id, snoozed_until, reason, cost, keep)) c
            WHERE d.id = c.id AND d.claim_id = c.claim_id AND d.status = 'sending'
            RETURNING d.id, d.run_id, c.closed AS day_is_closed
            """,
            new
            {
                now,
                Ids = changes.ConvertAll(c => c.Delivery.Id).ToArray(),
                Users = changes.ConvertAll(c => c.Delivery.UserId).ToArray(),
                Engines = changes.ConvertAll(c => c.Delivery.Engine).ToArray(),
                Dates = changes.ConvertAll(c => c.Delivery.LocalDate).ToArray(),
                Claims = changes.ConvertAll(c => c.Delivery.ClaimId).ToArray(),
                Statuses = changes.ConvertAll(c => c.Status).ToArray(),
                Messages = changes.ConvertAll(c => c.MessageId).ToArray(),
                Until = changes.ConvertAll(c => c.SnoozedUntil).ToArray(),
                Reasons = changes.ConvertAll(c => c.Reason).ToArray(),
                Costs = changes.ConvertAll(c => c.Cost).ToArray(),
                Keep = changes.ConvertAll(c => c.Keep).ToArray(),
            },
            ct)).ToDictionary(r => r.Id);

    private sealed record Written(Guid Id, Guid RunId, bool DayIsClosed);

    /// <param name="Keep">The message is, or may be, where the delivery was aimed.</param>
    private sealed record Change(
        Claimed Delivery, string Status, string? MessageId = null, DateTimeOffset? SnoozedUntil = null, string? Reason = null, int Cost = 1, bool Keep = false)
    {
        public static Change From(Claimed delivery, Outcome outcome)
        {
            Change To(string status) => new(delivery, status);
            return outcome switch
            {
                Outcome.Delivered delivered => To(DeliveryStatus.Delivered) with { MessageId = delivered.MessageId, Keep = true },
                Outcome.Snoozed snoozed => To(DeliveryStatus.Pending) with { SnoozedUntil = snoozed.Until, Reason = snoozed.Reason, Cost = 0, Keep = snoozed.MayBeThere },
                Outcome.DeadEnd end => To(DeliveryStatus.Pending) with { Reason = end.Reason, Cost = 0 },
                Outcome.Failed failed => To(DeliveryStatus.Failed) with { Reason = failed.Reason, Keep = failed.MayBeThere },
                Outcome.Rejected rejected => To(DeliveryStatus.Rejected) with { Reason = rejected.Reason, Keep = rejected.MayBeThere },
                Outcome.Expired expired => To(DeliveryStatus.Expired) with { Reason = expired.Reason, Cost = 0 },
                Outcome.Suppressed suppressed => To(DeliveryStatus.Expired) with { Reason = suppressed.Reason, Cost = 0 },
                _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
            };
        }
    }
}
