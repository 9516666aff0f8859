using Microsoft.AspNetCore.Identity;

namespace Platform.Gateway.Data;

/// <summary>One person's account. The e-mail is also the user name.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>One of <see cref="ServiceDefaults.Identity.PlatformRoles"/>.</summary>
    public required string Role { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
