using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>What sending reads and writes about subscriptions, for many people at once.</summary>
internal static class PushSubscriptions
{
    /// <summary>The live subscriptions of these people; who has none is not in it.</summary>
    public static async Task<ILookup<Guid, PushSubscription>> ReadAsync(IReadOnlyCollection<Guid> users, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var rows = await work.QueryAsync<PushSubscription>(
            """
            SELECT id, user_id, endpoint, p256dh, auth, public_key FROM push_subscriptions
            WHERE user_id = ANY (@Users) AND (expires_at IS NULL OR expires_at > @now)
            ORDER BY user_id, id
            """,
            new { Users = users.ToArray(), now }, ct);
        return rows.ToLookup(subscription => subscription.UserId);
    }

    /// <summary>Removes those that are gone, and notes for the others when their push service took a message; one statement.</summary>
    public static Task RecordAsync(
        IReadOnlyCollection<Guid> acceptedBy, IReadOnlyCollection<Guid> gone, DateTimeOffset now, Work work, CancellationToken ct) =>
        acceptedBy.Count + gone.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
            WITH removed AS (DELETE FROM push_subscriptions WHERE id = ANY (@Gone))
            UPDATE push_subscriptions SET last_accepted_at = @now
            WHERE id = ANY (@AcceptedBy) AND (last_accepted_at IS NULL OR last_accepted_at < @now)
            """,
            new { Gone = gone.ToArray(), AcceptedBy = acceptedBy.Except(gone).ToArray(), now }, ct);
}
