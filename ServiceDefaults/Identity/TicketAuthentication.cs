using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Platform.ServiceDefaults.Identity;

/// <summary>
/// The framework's authentication with a shorter way for a ticket that has been read before: opening one costs more than
/// the rest of a small request. Nothing is lost by it: a ticket is good until it expires, whatever becomes of its session,
/// and the expiry is looked at on every request. Everything else goes the framework's way.
/// </summary>
internal sealed class TicketAuthentication(
    IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transform,
    IOptions<AuthenticationOptions> options, TicketMemory memory, TimeProvider time)
    : AuthenticationService(schemes, handlers, transform, options)
{
    /// <summary>Its case does not matter (RFC 9110, 11.1).</summary>
    public const string Prefix = "Bearer ";

    public override Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        var headers = context.Request.Headers.Authorization;
        return scheme is null or BearerTokenDefaults.AuthenticationScheme
            && headers.Count == 1 && headers[0] is { } header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && memory.Find(header.AsSpan(Prefix.Length)) is { } known && time.GetUtcNow() < known.Expires
            ? Task.FromResult(known.Result)
            : base.AuthenticateAsync(context, scheme);
    }
}
