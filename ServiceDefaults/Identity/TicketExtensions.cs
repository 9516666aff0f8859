using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Identity;

namespace Microsoft.Extensions.Hosting;

public static class TicketExtensions
{
    private const int RememberedTickets = 10_000;

    /// <summary>
    /// Validates the bearer ticket that the gateway issues, by the Data Protection key ring in the database
    /// <c>identitydb</c>. Only the gateway makes keys; a service reads them.
    /// </summary>
    public static void AddTicketAuthentication(this IHostApplicationBuilder builder)
    {
        builder.AddTicketKeys().DisableAutomaticKeyGeneration();
        builder.AddTicketScheme();
    }

    /// <summary>The scheme and the role policies over a key ring added by <see cref="AddTicketKeys"/>.</summary>
    public static void AddTicketScheme(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
        builder.Services.Replace(ServiceDescriptor.Scoped<IAuthenticationService, TicketAuthentication>());
        builder.Services.AddSingleton(new TicketMemory(RememberedTickets));
        builder.Services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme)
            .Configure<IDataProtectionProvider, TicketMemory>((options, protection, memory) =>
            {
                var ours = protection.CreateProtector("Microsoft.AspNetCore.Authentication.BearerToken", BearerTokenDefaults.AuthenticationScheme);
                options.BearerTokenProtector = new Tickets(ours.CreateProtector("BearerToken"), memory);
                options.RefreshTokenProtector = new Tickets(ours.CreateProtector("RefreshToken"), memory: null);
                options.Events.OnMessageReceived = TakeTicket;
            });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(PlatformRoles.Coach, policy => policy.RequireRole(PlatformRoles.Coach))
            .AddPolicy(PlatformRoles.Operator, policy => policy.RequireRole(PlatformRoles.Operator));
    }

    // The framework's handler wants "Bearer" in that very case.
    private static Task TakeTicket(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(TicketAuthentication.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            context.Token = header[TicketAuthentication.Prefix.Length..];
        }

        return Task.CompletedTask;
    }

    /// <summary>The shared key ring alone, for the program that issues tickets.</summary>
    public static IDataProtectionBuilder AddTicketKeys(this IHostApplicationBuilder builder)
    {
        builder.RequireDatabase(TicketKeys.Database);
        builder.AddKeyedNpgsqlDataSource(TicketKeys.Database, configureDataSourceBuilder: source =>
        {
            source.ConnectionStringBuilder.MaxPoolSize = 2;
            source.ConnectionStringBuilder.ApplicationName = builder.Environment.ApplicationName;
        });
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = new TicketKeys(services.GetRequiredKeyedService<NpgsqlDataSource>(TicketKeys.Database))));
        // A ring that cannot be read yet is an answer of 503, and a line of the program's health.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.None);
        return builder.Services.AddDataProtection().SetApplicationName(TicketKeys.Application);
    }
}
