using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.LinkDiscord;

/// <summary><c>/api/deliveries/discord</c>: codes that tie a Discord account to oneself, and the tie.</summary>
internal static class LinkDiscord
{
    private const int MostCodes = 5;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    public static void MapLinkDiscord(this IEndpointRouteBuilder routes)
    {
        var discord = routes.MapGroup("/api/deliveries/discord").RequireAuthorization().WithTags("deliveries");
        discord.MapPost("/link-codes", PostAsync).WithSummary("A code to type in Discord with /link. It works once, for ten minutes; the one before ends.");
        discord.MapGet("/link", GetAsync).WithSummary("The Discord account that is tied to me, if any.");
        discord.MapDelete("/link", DeleteAsync).WithSummary("Unties my Discord account: nothing is sent to it any more.");
    }

    private static async Task<Results<Ok<LinkCodeView>, ProblemHttpResult>> PostAsync(
        ClaimsPrincipal person, HttpResponse response, Database database, TimeProvider time, CancellationToken ct)
    {
        var userId = person.UserId();
        var now = time.GetUtcNow();
        var code = RandomNumberGenerator.GetString(LinkCode.Alphabet, LinkCode.Length);
        await using var work = await database.BeginForAsync(userId, ct);
        // The person's one row orders requests that come at the same time, so none is missed in the count.
        await work.ExecuteAsync(
            """
            INSERT INTO link_codes (code_hash, user_id, expires_at) VALUES (@hash, @userId, @until)
            ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at
            """,
            new { hash = LinkCode.Hash(code), userId, until = now + LinkCode.ValidFor }, ct);
        var asked = await work.QueryAsync<DateTimeOffset>(
            "SELECT asked_at FROM link_code_requests WHERE user_id = @userId AND asked_at > @since ORDER BY asked_at DESC LIMIT @MostCodes",
            new { userId, since = now - Within, MostCodes }, ct);
        if (asked.Count == MostCodes)
        {
            var wait = Math.Max(1, (int)Math.Ceiling((asked[^1] + Within - now).TotalSeconds));
            response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return Problems.Create(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many codes",
                $"You have asked for {MostCodes} codes in {Within.TotalMinutes:0} minutes. The last one may still be good; the next can be had in {wait} seconds.");
        }

        await work.ExecuteAsync("INSERT INTO link_code_requests (user_id, asked_at) VALUES (@userId, @now)", new { userId, now }, ct);
        await work.CommitAsync(ct);
        response.Headers.CacheControl = "no-store";
        var shown = LinkCode.Show(code);
        return TypedResults.Ok(new LinkCodeView(shown, now + LinkCode.ValidFor, $"/link code:{shown}"));
    }

    private static async Task<Ok<LinkView>> GetAsync(ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var link = await work.SingleOrDefaultAsync<LinkRow>(
            "SELECT discord_user_id, application_id, linked_at FROM discord_links WHERE user_id = @userId", new { userId }, ct);
        return TypedResults.Ok(new LinkView(link is not null, link?.DiscordUserId, link?.ApplicationId, link?.LinkedAt));
    }

    // The profile may go on naming the account, where Discord sign-in put it: the stop is what keeps the account silent.
    private static async Task<NoContent> DeleteAsync(ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        await work.ExecuteAsync(
            """
            WITH untied AS (DELETE FROM discord_links WHERE user_id = @userId RETURNING discord_user_id)
            INSERT INTO channel_stops (user_id, channel, address, reason, stopped_at, untied)
            SELECT @userId, @Discord, discord_user_id, 'You have untied this Discord account.', @now, true FROM untied
            ON CONFLICT (user_id, channel, address) DO UPDATE SET reason = excluded.reason, stopped_at = excluded.stopped_at, untied = true
            """,
            new { userId, Channel.Discord, now = time.GetUtcNow() }, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private sealed class LinkRow
    {
        public string DiscordUserId { get; init; } = "";
        public string ApplicationId { get; init; } = "";
        public DateTimeOffset LinkedAt { get; init; }
    }
}

/// <param name="Code">Such as <c>ABCD-EFGH</c>. It is shown this once.</param>
/// <param name="Command">What to type in Discord.</param>
internal sealed record LinkCodeView(string Code, DateTimeOffset ExpiresAt, string Command);

/// <param name="ApplicationId">The bot in which the code was used.</param>
internal sealed record LinkView(bool Linked, string? DiscordUserId, string? ApplicationId, DateTimeOffset? LinkedAt);
