using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Channels.WebPush;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.KeepSubscriptions;

/// <summary>The key to subscribe with, and one's own subscriptions: list, look at one, remove one.</summary>
internal static class OwnSubscriptions
{
    public static void MapOwnSubscriptions(this IEndpointRouteBuilder push)
    {
        push.MapGet("/key", KeyAsync).WithSummary("Tells the VAPID public key that a browser subscribes with (applicationServerKey).");
        push.MapGet("/subscriptions", ListAsync).WithSummary("Lists the browsers where I am notified.");
        push.MapGet("/subscriptions/{id:guid}", GetAsync).WithSummary("Tells one of the browsers where I am notified.");
        push.MapDelete("/subscriptions/{id:guid}", DeleteAsync).WithSummary("Has a browser notified no more.");
    }

    private static async Task<Ok<PushKey>> KeyAsync(VapidKeys keys, CancellationToken ct) => TypedResults.Ok(new PushKey((await keys.CurrentAsync(ct)).PublicKey));

    private static async Task<Results<Ok<Page<SubscriptionItem>>, ProblemHttpResult>> ListAsync(
        string? cursor, string? limit, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var query = new ListQuery();
        var after = query.IdCursor(cursor);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var items = await work.QueryAsync<SubscriptionItem>(
            $"""
            SELECT {SubscriptionItem.Columns} FROM push_subscriptions
            WHERE user_id = @userId AND (@after::uuid IS NULL OR id > @after::uuid) ORDER BY id LIMIT @size + 1
            """,
            new { userId, after, size }, ct);
        return TypedResults.Ok(Page.Of(items, size, item => [item.Id]));
    }

    private static async Task<Results<Ok<SubscriptionItem>, ProblemHttpResult>> GetAsync(Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        return await work.SingleOrDefaultAsync<SubscriptionItem>(
            $"SELECT {SubscriptionItem.Columns} FROM push_subscriptions WHERE user_id = @userId AND id = @id", new { userId, id }, ct) is { } item
            ? TypedResults.Ok(item)
            : Problems.NotFound("subscription");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var removed = await work.ExecuteAsync("DELETE FROM push_subscriptions WHERE user_id = @userId AND id = @id", new { userId, id }, ct);
        await work.CommitAsync(ct);
        return removed > 0 ? TypedResults.NoContent() : Problems.NotFound("subscription");
    }
}

/// <param name="PublicKey">An uncompressed point on P-256 in base64url.</param>
internal sealed record PushKey(string PublicKey);
