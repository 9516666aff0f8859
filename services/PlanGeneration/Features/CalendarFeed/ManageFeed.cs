using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.CalendarFeed;

/// <param name="CreatedAt">When the address that is good now was made.</param>
internal sealed record FeedView(DateTimeOffset CreatedAt);

/// <param name="Url">To subscribe to, as the caller reaches the platform. Whoever has it can read the calendar; it is not shown again.</param>
/// <param name="Path">The same without the host.</param>
internal sealed record NewFeedView(string Url, string Path, DateTimeOffset CreatedAt);

internal static class ManageFeed
{
    public static void Map(RouteGroupBuilder plans)
    {
        plans.MapGet("/calendar/feed", Get).WithSummary("Whether my calendar has a private address, and since when.");
        plans.MapPost("/calendar/feed", Post).WithSummary("Makes a private address of my calendar, shown this once; the one before ends.");
        plans.MapDelete("/calendar/feed", Delete).WithSummary("Ends the private address of my calendar.");
    }

    private static async Task<Results<Ok<FeedView>, ProblemHttpResult>> Get(ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        return await Feeds.CreatedAtAsync(work, person.UserId(), ct) is { } createdAt
            ? TypedResults.Ok(new FeedView(createdAt))
            : Problems.NotFound("calendar address");
    }

    private static async Task<Created<NewFeedView>> Post(
        ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var token = await Feeds.RenewAsync(work, person.UserId(), now, ct);
        await work.CommitAsync(ct);
        var path = $"/calendar/{token}.ics";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new NewFeedView($"{Origin(http.Request)}{path}", path, now));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var revoked = await Feeds.RevokeAsync(work, person.UserId(), time.GetUtcNow(), ct);
        await work.CommitAsync(ct);
        return revoked > 0 ? TypedResults.NoContent() : Problems.NotFound("calendar address");
    }

    // The gateway says how it was reached; the answer goes to nobody but who sent the request.
    private static string Origin(HttpRequest request)
    {
        var scheme = request.Headers["X-Forwarded-Proto"].ToString() is "https" or "http" ? request.Headers["X-Forwarded-Proto"].ToString() : request.Scheme;
        var host = request.Headers["X-Forwarded-Host"].ToString() is { Length: > 0 } forwarded ? forwarded : request.Host.Value;
        return $"{scheme}://{host}";
    }
}
