using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>Writes outcomes and tells of them, in one transaction; a claim that has passed to another writes nothing.</summary>
internal static class Record
{
    public static async Task RunOnceAsync(
        IReadOnlyCollection<KeyValuePair<Guid, Outcome>> outcomes, Guid claim, DateTimeOffset now, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await ForgetChannelsAsync(outcomes.Where(o => o.Value is Outcome.Failed { ForgetChannel: true }).Select(o => o.Key).ToArray(), work, ct);
        var changed = await UpdateAsync([.. outcomes.Select(o => Change.From(o.Key, o.Value))], claim, now, work, ct);
        // What got through after the day was closed can no longer be logged: nothing is expected of the athlete.
        foreach (var delivered in changed.Where(c => c.Status == DeliveryStatus.Delivered && !c.DayIsClosed))
        {
            var exercises = delivered.Shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            work.Publish(new WorkoutDelivered(delivered.UserId, delivered.LocalDate, exercises, delivered.DueAt, now));
        }

        foreach (var run in changed.Where(c => c.IsAnswer).GroupBy(c => (c.RunId, c.Engine, c.LocalDate)))
        {
            work.Publish(new EngineRunReported(run.Key.RunId, run.Key.Engine, run.Key.LocalDate,
                [.. run.Where(c => c.Status == DeliveryStatus.Delivered).Select(c => c.UserId)],
                [.. run.Where(c => c.Status != DeliveryStatus.Delivered).Select(c =>
                    new EngineRunFailure(c.UserId, c.LastError ?? c.Status, Retryable: c.Status == DeliveryStatus.Failed))]));
        }

        await work.CommitAsync(ct);
    }

    private static Task ForgetChannelsAsync(Guid[] deliveries, Work work, CancellationToken ct) => deliveries.Length == 0 ? Task.CompletedTask :
        work.ExecuteAsync(
            """
            DELETE FROM discord_channels c USING deliveries d
            WHERE d.id = ANY(@deliveries) AND c.user_id = d.user_id AND c.channel_id = d.channel_id
            """,
            new { deliveries }, ct);

    // `shown` is everything the athlete has been asked to log by now: parts go out one after the other.
    private static Task<List<Changed>> UpdateAsync(List<Change> changes, Guid claim, DateTimeOffset now, Work work, CancellationToken ct) =>
        work.QueryAsync<Changed>(
            """
            UPDATE deliveries d SET
                status = c.status, message_id = c.message_id, delivered_at = CASE c.status WHEN 'delivered' THEN @now END,
                snoozed_until = c.snoozed_until, last_error = c.reason, attempts = d.attempts + c.cost,
                channel_id = CASE WHEN c.keep_channel THEN d.channel_id END, claim_id = NULL, claimed_until = NULL
            FROM unnest(@Ids, @Statuses, @Messages, @Until, @Reasons, @Costs, @Keep) AS c (id, status, message_id, snoozed_until, reason, cost, keep_channel)
            WHERE d.id = c.id AND d.claim_id = @claim AND d.status = 'sending'
            RETURNING d.user_id, d.engine, d.local_date, d.run_id, d.due_at, d.part, d.parts, d.status, d.last_error, (
                SELECT coalesce(string_agg(e ->> 'exerciseId', E'\n' ORDER BY s.part, (e ->> 'position')::int), '')
                FROM deliveries s, jsonb_array_elements(s.workout -> 'exercises') e
                WHERE s.user_id = d.user_id AND s.engine = d.engine AND s.local_date = d.local_date AND s.part <= d.part
                    AND coalesce((e ->> 'asksTopSet')::boolean, true)) AS shown,
                EXISTS (SELECT FROM training_days t WHERE t.user_id = d.user_id AND t.local_date = d.local_date AND t.closed_at IS NOT NULL) AS day_is_closed
            """,
            new
            {
                now,
                claim,
                Ids = changes.ConvertAll(c => c.Id).ToArray(),
                Statuses = changes.ConvertAll(c => c.Status).ToArray(),
                Messages = changes.ConvertAll(c => c.MessageId).ToArray(),
                Until = changes.ConvertAll(c => c.SnoozedUntil).ToArray(),
                Reasons = changes.ConvertAll(c => c.Reason).ToArray(),
                Costs = changes.ConvertAll(c => c.Cost).ToArray(),
                Keep = changes.ConvertAll(c => c.KeepChannel).ToArray(),
            },
            ct);

    /// <param name="KeepChannel">The message is, or may be, in the channel.</param>
    private sealed record Change(
        Guid Id, string Status, string? MessageId = null, DateTimeOffset? SnoozedUntil = null, string? Reason = null, int Cost = 1, bool KeepChannel = false)
    {
        public static Change From(Guid id, Outcome outcome) => outcome switch
        {
            Outcome.Delivered delivered => new(id, DeliveryStatus.Delivered, MessageId: delivered.MessageId, KeepChannel: true),
            Outcome.Snoozed snoozed => new(id, DeliveryStatus.Pending, SnoozedUntil: snoozed.Until, Cost: 0, KeepChannel: snoozed.MayBeThere),
            Outcome.Failed failed => new(id, DeliveryStatus.Failed, Reason: failed.Reason, KeepChannel: failed.MayBeThere),
            Outcome.Rejected rejected => new(id, DeliveryStatus.Rejected, Reason: rejected.Reason, KeepChannel: rejected.MayBeThere),
            Outcome.Expired expired => new(id, DeliveryStatus.Expired, Reason: expired.Reason, Cost: 0),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    private sealed class Changed
    {
        public Guid UserId { get; init; }
        public string Engine { get; init; } = "";
        public DateOnly LocalDate { get; init; }
        public Guid RunId { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public int Part { get; init; }
        public int Parts { get; init; }
        public string Status { get; init; } = "";
        public string? LastError { get; init; }
        public string Shown { get; init; } = "";
        public bool DayIsClosed { get; init; }

        /// <summary>The run learns of an athlete when the last part is delivered, or the first one fails.</summary>
        public bool IsAnswer => Status switch
        {
            DeliveryStatus.Delivered => Part == Parts - 1,
            DeliveryStatus.Pending => false,
            _ => true,
        };
    }
}
