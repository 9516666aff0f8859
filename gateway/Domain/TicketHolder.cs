using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace Platform.Gateway.Domain;

/// <summary>What a ticket says: who, in which role, in which session, and which rotation of it.</summary>
internal sealed record TicketHolder(Guid UserId, string Role, Guid SessionId, int Serial)
{
    private const string SessionClaim = "sid";
    private const string SerialClaim = "serial";

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, UserId.ToString()),
            new(ClaimTypes.Role, Role),
            new(SessionClaim, SessionId.ToString()),
            new(SerialClaim, Serial.ToString(CultureInfo.InvariantCulture)),
        ],
        BearerTokenDefaults.AuthenticationScheme));

    /// <returns>Null where the ticket is not one of ours.</returns>
    public static TicketHolder? From(ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)
        && Guid.TryParse(person.FindFirstValue(SessionClaim), out var sessionId)
        && int.TryParse(person.FindFirstValue(SerialClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            ? new(userId, person.FindFirstValue(ClaimTypes.Role) ?? "", sessionId, serial)
            : null;
}
