using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Channels.WebPush;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.KeepSubscriptions;

/// <summary>
/// <c>POST /api/push/subscriptions</c>. The same endpoint again replaces what was known of it. One that belongs to somebody
/// else moves here if it comes with the same keys: only that browser has them, and now this person sits in front of it. With
/// other keys it is refused: who has only learnt of an address does not take it away.
/// </summary>
internal static class AddSubscription
{
    private const int Most = 20;

    public static void MapAddSubscription(this IEndpointRouteBuilder push) => push.MapPost("/subscriptions", HandleAsync)
        .WithSummary("Keeps a subscription of this browser, as its PushSubscription.toJSON() gives it, so that I am notified there.");

    private static async Task<Results<Created<SubscriptionItem>, Ok<SubscriptionItem>, ProblemHttpResult>> HandleAsync(
        SubscriptionRequest request, ClaimsPrincipal person, PushEndpoints endpoints, VapidKeys keys, Database database, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var faults = new Faults();
        var sound = request.Check(endpoints, now, faults);
        var key = request.PublicKey is { } named ? await keys.FindAsync(named.TrimEnd('='), ct) : await keys.CurrentAsync(ct);
        if (key is null)
        {
            faults.Add("publicKey", "publicKey must be a key that GET /api/push/key has told: subscribe again in the browser with today's.");
        }

        if (sound is null || key is null)
        {
            return Problems.Invalid(faults.Found);
        }

        // Not as the person: the row may be another's until now.
        var userId = person.UserId();
        await using var work = await database.BeginAsync(ct);
        if (!await HasRoomAsync(userId, sound.Endpoint, now, work, ct))
        {
            return Problems.Conflict("too-many-subscriptions", $"A person has at most {Most} subscriptions: remove one that is not needed any more.");
        }

        var id = Guid.CreateVersion7();
        if (await StoreAsync(id, userId, sound, key, now, work, ct) is not { } item)
        {
            return Problems.Conflict("endpoint-taken", "This endpoint belongs to another account, with other keys: unsubscribe in the browser and subscribe again.");
        }

        await work.CommitAsync(ct);
        return item.Id == id ? TypedResults.Created($"/api/push/subscriptions/{id}", item) : TypedResults.Ok(item);
    }

    // What has expired makes room. The lock has two requests of a person count one after the other.
    private static async Task<bool> HasRoomAsync(Guid userId, string endpoint, DateTimeOffset now, Work work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            SELECT pg_advisory_xact_lock(hashtextextended('push_subscriptions ' || @userId::text, 0));
            DELETE FROM push_subscriptions WHERE user_id = @userId AND expires_at <= @now;
            DELETE FROM channel_stops WHERE user_id = @userId AND channel = 'web_push';
            """,
            new { userId, now }, ct);
        return await work.ScalarAsync<long>(
            "SELECT count(*) FROM push_subscriptions WHERE user_id = @userId AND endpoint <> @endpoint", new { userId, endpoint }, ct) < Most;
    }

    private static Task<SubscriptionItem?> StoreAsync(
        Guid id, Guid userId, SoundSubscription sound, VapidKey key, DateTimeOffset now, Work work, CancellationToken ct) =>
        work.SingleOrDefaultAsync<SubscriptionItem>(
            $"""
            INSERT INTO push_subscriptions AS s (id, user_id, endpoint, p256dh, auth, public_key, label, created_at, expires_at)
            VALUES (@id, @userId, @Endpoint, @P256dh, @Auth, @PublicKey, @Label, @now, @ExpiresAt)
            ON CONFLICT (endpoint) DO UPDATE SET
                id = CASE WHEN s.user_id = excluded.user_id THEN s.id ELSE excluded.id END,
                created_at = CASE WHEN s.user_id = excluded.user_id THEN s.created_at ELSE excluded.created_at END,
                last_accepted_at = CASE WHEN s.user_id = excluded.user_id THEN s.last_accepted_at END,
                last_test_at = CASE WHEN s.user_id = excluded.user_id THEN s.last_test_at END,
                user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth, public_key = excluded.public_key,
                label = excluded.label, expires_at = excluded.expires_at
            WHERE s.user_id = excluded.user_id OR (s.p256dh = excluded.p256dh AND s.auth = excluded.auth)
            RETURNING {SubscriptionItem.Columns}
            """,
            new { id, userId, sound.Endpoint, sound.P256dh, sound.Auth, key.PublicKey, sound.Label, now, sound.ExpiresAt }, ct);
}
