using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Identity;

/// <summary>
/// Authentication with a shorter way for a ticket that has been read before: opening one costs more than the rest of a
/// small request. Nothing is lost by it: a ticket is good until it expires, whatever becomes of its session, and the
/// expiry is looked at on every request. Everything else goes the framework's way.
/// </summary>
internal sealed class TicketMiddleware(RequestDelegate next, IAuthenticationSchemeProvider schemes, TicketMemory memory, TimeProvider time)
{
    /// <summary>Its case does not matter (RFC 9110, 11.1).</summary>
    public const string Scheme = "Bearer ";

    private readonly AuthenticationMiddleware _framework = new(next, schemes);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers.Authorization;
        if (headers.Count == 1 && headers[0] is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && memory.Find(header.AsSpan(Scheme.Length)) is { } known && time.GetUtcNow() < known.Expires)
        {
            context.User = known.Person;
            return next(context);
        }

        return _framework.Invoke(context);
    }
}
