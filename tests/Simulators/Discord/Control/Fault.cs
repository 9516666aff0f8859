using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <summary>What goes wrong, on purpose.</summary>
internal enum FaultMode
{
    /// <summary>500 before anything is stored.</summary>
    Error500,

    /// <summary>The message is stored, the answer never comes.</summary>
    TimeoutAfterStore,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>The answer comes late.</summary>
    Slow,

    /// <summary>403, 50001: the bot has lost access.</summary>
    Refuse,

    /// <summary>The connection is cut before anything is stored.</summary>
    DropConnection,

    /// <summary>403, 50007, on posts to direct-message channels.</summary>
    CannotDm,

    /// <summary>404, 10003, on requests that name a channel.</summary>
    UnknownChannel,

    /// <summary>403, 50278, on posts to direct-message channels.</summary>
    NoMutualGuild,

    /// <summary>403, 50013.</summary>
    MissingPermissions,

    /// <summary>429 without JSON or rate-limit headers: the front of Discord's network, not its API.</summary>
    Cloudflare,

    /// <summary>502, 503 or 504 with a page of HTML.</summary>
    BadGateway,
}

/// <summary>A fault that is switched on.</summary>
/// <param name="Count">How many requests it hits; null: until it is cleared.</param>
/// <param name="UserId">Only requests about this person's direct messages.</param>
/// <param name="ChannelId">Only requests on this channel.</param>
/// <param name="Route">Only this route, as <c>GET /simulator/requests</c> names it.</param>
/// <param name="DelayMs">
/// slow: how late (2000). timeoutAfterStore, dropConnection: how long the caller is left waiting (30000; at once).
/// </param>
/// <param name="RetryAfterSeconds">rateLimited, cloudflare: how long to wait (1).</param>
/// <param name="Global">rateLimited: the bot's global limit rather than the route's; the same as the scope global.</param>
/// <param name="Scope">rateLimited: user, global or shared.</param>
/// <param name="Status">badGateway: 502, 503 or 504.</param>
internal sealed record Fault(
    FaultMode Mode, int? Count = null, Snowflake? UserId = null, Snowflake? ChannelId = null, string? Route = null, int? DelayMs = null,
    double? RetryAfterSeconds = null, bool Global = false, string? Scope = null, int? Status = null)
{
    public const string PostMessage = "POST /channels/{channelId}/messages";

    /// <summary>Every mistake in this fault, in words.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Count is < 1)
        {
            yield return "count must be 1 or more, or null for until cleared.";
        }

        if (DelayMs is < 0 or > 600_000)
        {
            yield return "delayMs must be 0 to 600000.";
        }

        if (RetryAfterSeconds is < 0 or > 86_400)
        {
            yield return "retryAfterSeconds must be 0 to 86400.";
        }

        if (Scope is not (null or "user" or "global" or "shared"))
        {
            yield return "scope must be user, global or shared.";
        }

        if (Status is not (null or 502 or 503 or 504))
        {
            yield return "status must be 502, 503 or 504.";
        }
    }

    /// <summary>Whose limit a request runs into.</summary>
    public string LimitScope => Scope ?? (Global ? "global" : "user");

    public bool Hits(RequestScope request) =>
        (UserId is null || UserId == request.UserId)
        && (ChannelId is null || ChannelId == request.ChannelId)
        && (Route is null || string.Equals(Route, request.Route, StringComparison.OrdinalIgnoreCase))
        && Mode switch
        {
            FaultMode.TimeoutAfterStore => Route is not null || request.Route == PostMessage,
            FaultMode.CannotDm or FaultMode.NoMutualGuild => request.Route == PostMessage && request.UserId is not null,
            FaultMode.UnknownChannel => request.ChannelId is not null,
            _ => true,
        };
}

/// <summary>What a request is about, as far as a fault can ask.</summary>
/// <param name="UserId">The recipient of the direct-message channel that it names or opens.</param>
internal sealed record RequestScope(string Route, Snowflake? ChannelId, Snowflake? UserId);
