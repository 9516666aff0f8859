using System.Security.Claims;

namespace Platform.ServiceDefaults.Identity;

/// <summary>The roles a ticket can carry.</summary>
public static class PlatformRoles
{
    public const string Athlete = "athlete";
    public const string Coach = "coach";
    public const string Operator = "operator";
}

public static class ClaimsPrincipalExtensions
{
    /// <summary>The id of the signed-in person.</summary>
    public static Guid UserId(this ClaimsPrincipal person) => Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
