using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.TestSubscription;

/// <summary><c>POST /api/push/subscriptions/{id}/test</c>: one notification, so that a person sees that it works.</summary>
internal static class TestSubscription
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(5);

    public static void MapTestSubscription(this IEndpointRouteBuilder push) => push.MapPost("/subscriptions/{id:guid}/test", HandleAsync)
        .WithSummary("Sends a notification to one of my browsers, to see that it works; once in half a minute.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, ClaimsPrincipal person, Database database, WebPushClient client, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var userId = person.UserId();
        var (target, wait) = await TakeTurnAsync(id, userId, now, database, ct);
        if (wait is { } tooSoon)
        {
            return Later(http, tooSoon, "too-many-requests", "A test was sent to this browser a moment ago");
        }

        if (target is null)
        {
            return Problems.NotFound("subscription");
        }

        // Nothing is held while the push service takes its time.
        var options = new PushOptions(Ttl, PushUrgency.High, PushOptions.TopicOf(id));
        var answer = await client.SendAsync(target.Subscription, Note(target.Reader, options.Topic!), options, ct);
        await RecordAsync(id, answer, userId, now, database, ct);
        return answer switch
        {
            PushAnswer.Accepted => TypedResults.NoContent(),
            PushAnswer.Gone => Problems.Conflict("subscription-gone", "The browser has given up this subscription, so it is removed: subscribe again in that browser."),
            PushAnswer.Limited limited => Later(http, limited.Until - now, "push-service-busy", "The browser's push service takes nothing more for a while"),
            PushAnswer.Failed failed => Unavailable(failed.Reason, "Try again in a minute."),
            PushAnswer.Refused refused => Unavailable(refused.Reason, "Remove the subscription and subscribe again in that browser."),
            _ => Unavailable("the push service finds the message too large", "Remove the subscription and subscribe again in that browser."),
        };
    }

    private static byte[] Note(Reader reader, string tag) =>
        PushNote.Render(new Post(reader.Texts.PushTestTitle, null, reader.Texts.PushTestBody, null, []), "/", tag, reader);

    // One turn each half minute, over all replicas: who gets no row asks why.
    private static async Task<(Target? Target, TimeSpan? Wait)> TakeTurnAsync(Guid id, Guid userId, DateTimeOffset now, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(userId, ct);
        var row = await work.SingleOrDefaultAsync<PushSubscription>(
            """
            UPDATE push_subscriptions SET last_test_at = @now
            WHERE user_id = @userId AND id = @id AND (last_test_at IS NULL OR last_test_at <= @before)
            RETURNING id, user_id, endpoint, p256dh, auth, public_key
            """,
            new { id, userId, now, before = now - Between }, ct);
        if (row is null)
        {
            var last = await work.ScalarAsync<DateTime?>("SELECT last_test_at FROM push_subscriptions WHERE user_id = @userId AND id = @id", new { id, userId }, ct);
            return (null, last is { } sent ? new DateTimeOffset(sent, TimeSpan.Zero) + Between - now : null);
        }

        var language = await work.ScalarAsync<string?>("SELECT language FROM preferences WHERE user_id = @userId", new { userId }, ct);
        await work.CommitAsync(ct);
        return (new(row, Reader.Of(language, null)), null);
    }

    private static async Task RecordAsync(Guid id, PushAnswer answer, Guid userId, DateTimeOffset now, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(userId, ct);
        await PushSubscriptions.RecordAsync(answer is PushAnswer.Accepted ? [id] : [], answer is PushAnswer.Gone ? [id] : [], now, work, ct);
        await work.CommitAsync(ct);
    }

    private static ProblemHttpResult Later(HttpContext http, TimeSpan wait, string type, string why)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        return Problems.Create(StatusCodes.Status429TooManyRequests, type, "Too soon", $"{why}: try again in {seconds} seconds.");
    }

    private static ProblemHttpResult Unavailable(string reason, string what) => Problems.Create(
        StatusCodes.Status502BadGateway, "push-failed", "The notification was not sent", $"It was not sent: {reason}. {what}");

    private sealed record Target(PushSubscription Subscription, Reader Reader);
}
