using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Testing;

/// <summary>Tickets for services that run as processes of their own.</summary>
public static class Tickets
{
    /// <summary>As the gateway would issue it, by the ring of keys that the services read.</summary>
    public static string Issue(string identityDatabase, Guid userId, params string[] roles)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:identitydb"] = identityDatabase;
        builder.Logging.ClearProviders();
        builder.AddTicketAuthentication();
        using IDisposable gateway = builder.Build();
        var options = ((WebApplication)gateway).Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme);
        var person = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, userId.ToString()), .. roles.Select(role => new Claim(ClaimTypes.Role, role))], BearerTokenDefaults.AuthenticationScheme);
        return options.BearerTokenProtector.Protect(new AuthenticationTicket(
            new ClaimsPrincipal(person), new AuthenticationProperties { ExpiresUtc = DateTimeOffset.MaxValue }, BearerTokenDefaults.AuthenticationScheme));
    }
}
