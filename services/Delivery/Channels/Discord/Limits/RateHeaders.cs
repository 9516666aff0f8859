using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>Whom a 429 is for.</summary>
internal enum LimitScope
{
    /// <summary>This bot's use of one bucket.</summary>
    User,

    /// <summary>Everything that this bot does.</summary>
    Global,

    /// <summary>The use that all bots make of one resource; it does not count as an invalid request.</summary>
    Shared,

    /// <summary>The address of this machine: a ban by the network in front of Discord.</summary>
    Address,
}

/// <summary>What an answer says of limits.</summary>
/// <param name="Bucket">Discord's name for the bucket; null where the answer names none.</param>
/// <param name="Window">The end of the bucket's window by Discord's clock, in seconds since 1970: which window it is.</param>
/// <param name="Scope">Set for a 429 alone.</param>
/// <param name="RetryAfter">How long a 429 is to be waited out.</param>
internal sealed record RateHeaders(
    int Status, string? Bucket = null, int Limit = 0, int Remaining = 0, double? Window = null, TimeSpan ResetAfter = default,
    LimitScope? Scope = null, TimeSpan RetryAfter = default)
{
    /// <summary>For a 429 that does not say how long.</summary>
    public static readonly TimeSpan UnknownPause = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(1);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Discord bans an address after 10,000 of these in ten minutes.</summary>
    public bool IsInvalid => Status is 401 or 403 || (Status == 429 && Scope != LimitScope.Shared);

    /// <param name="body">The body where it is JSON.</param>
    public static RateHeaders Read(HttpResponseMessage response, JsonElement? body)
    {
        var bucket = Text(response, "X-RateLimit-Bucket");
        var resetAfter = Number(response, "X-RateLimit-Reset-After") is { } seconds ? Bounded(seconds, TimeSpan.Zero, LongestWindow) : (TimeSpan?)null;
        var headers = new RateHeaders((int)response.StatusCode);
        if (bucket is not null && resetAfter is { } after
            && Number(response, "X-RateLimit-Limit") is >= 1 and <= int.MaxValue and { } limit
            && Number(response, "X-RateLimit-Remaining") is >= 0 and <= int.MaxValue and { } remaining)
        {
            headers = headers with
            {
                Bucket = bucket, Limit = (int)limit, Remaining = (int)remaining, ResetAfter = after, Window = Number(response, "X-RateLimit-Reset"),
            };
        }

        return response.StatusCode != HttpStatusCode.TooManyRequests ? headers : headers with
        {
            Scope = ScopeOf(response, body),
            // The body has the fraction that the header rounds up.
            RetryAfter = (Member(body, "retry_after") ?? Number(response, "Retry-After") ?? Number(response, "X-RateLimit-Reset-After")) is { } wait
                ? Bounded(wait, ShortestPause, LongestPause) : UnknownPause,
        };
    }

    private static LimitScope ScopeOf(HttpResponseMessage response, JsonElement? body) => Text(response, "X-RateLimit-Scope") switch
    {
        "shared" => LimitScope.Shared,
        "global" => LimitScope.Global,
        _ when Text(response, "X-RateLimit-Global") == "true" || IsGlobal(body) => LimitScope.Global,
        null when body is null && !response.Headers.Any(h => h.Key.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)) => LimitScope.Address,
        _ => LimitScope.User,
    };

    private static bool IsGlobal(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True;

    private static double? Member(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number) && number >= 0 ? number : null;

    private static double? Number(HttpResponseMessage response, string name) =>
        double.TryParse(Text(response, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null;

    private static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan Bounded(double seconds, TimeSpan least, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, least.TotalSeconds, most.TotalSeconds));
}
