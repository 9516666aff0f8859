using System.Globalization;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>429. <c>Retry-After</c> is in whole seconds, rounded up; the body has the fraction.</summary>
/// <param name="Scope"><c>user</c>, <c>global</c> or <c>shared</c>; a shared one does not count as invalid request.</param>
internal sealed record TooManyRequests(TimeSpan RetryAfter, string Scope) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var global = Scope == "global";
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Scope"] = Scope;
        if (global)
        {
            response.Headers["X-RateLimit-Global"] = "true";
        }

        var message = Scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.";
        return response.WriteAsJsonAsync(
            new { Message = message, RetryAfter = Math.Round(RetryAfter.TotalSeconds, 3), Global = global }, DiscordJson.Api);
    }

    /// <summary>What the front of Discord's network answers in place of its API: no JSON, no rate-limit headers.</summary>
    public static async Task FromCloudflareAsync(HttpResponse response, TimeSpan retryAfter)
    {
        foreach (var name in response.Headers.Keys.Where(name => name.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            response.Headers.Remove(name);
        }

        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.ContentType = "text/plain; charset=UTF-8";
        await response.WriteAsync("error code: 1015");
    }
}
