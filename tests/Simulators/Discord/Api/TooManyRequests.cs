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

        return response.WriteAsJsonAsync(
            new { Message = "You are being rate limited.", RetryAfter = Math.Round(RetryAfter.TotalSeconds, 3), Global = global }, DiscordJson.Api);
    }
}
