using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Gateway.Data;
using Platform.Gateway.Domain;
using Platform.Gateway.Features.ChangePassword;
using Platform.Gateway.Features.CleanSessions;
using Platform.Gateway.Features.Describe;
using Platform.Gateway.Features.Forward;
using Platform.Gateway.Features.Harden;
using Platform.Gateway.Features.Limit;
using Platform.Gateway.Features.Login;
using Platform.Gateway.Features.Logout;
using Platform.Gateway.Features.Me;
using Platform.Gateway.Features.Refresh;
using Platform.Gateway.Features.Register;
using Platform.Gateway.Features.SeedOperator;

namespace Platform.Gateway;

internal static class GatewayExtensions
{
    private const int LargestIdentityBody = 16 << 10;

    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddDatabase("identitydb");
        builder.AddTicketKeys();
        builder.AddTicketScheme();
        builder.AddAccounts();
        builder.AddForwarding();
        builder.AddLimits();
        builder.AddHardening();
        builder.AddDescriptions();
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
    }

    public static void MapGateway(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseServiceDefaults(onceAuthenticated: authenticated => authenticated.UseRateLimiter());
        MapIdentity(app);
        app.MapForwarding();
        app.MapDescriptions();
    }

    private static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddDbContext<IdentityDb>((services, options) => options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        builder.Services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        builder.Services.AddIdentityCore<Account>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
            options.Password = new()
            {
                RequiredLength = AccountRules.ShortestPassword,
                RequiredUniqueChars = AccountRules.FewestDistinct,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
        }).AddEntityFrameworkStores<IdentityDb>();
        builder.Services.AddScoped<Passwords>();
        builder.Services.AddSingleton<Sessions>();

        builder.Services.AddValidated<TicketOptions>(TicketOptions.Section, options => options.Faults());
        builder.Services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme)
            .Configure<IOptions<TicketOptions>>((bearer, tickets) =>
            {
                bearer.BearerTokenExpiration = tickets.Value.AccessLifetime;
                bearer.RefreshTokenExpiration = tickets.Value.RefreshLifetime;
            });

        builder.Services.AddValidated<OperatorOptions>(OperatorOptions.Section, options => options.Faults());
        builder.Services.AddSingleton<SeedOperator>();
        builder.Services.AddHostedService<SeedLoop>();
        builder.Services.AddHostedService<CleanSessions>();
    }

    private static void MapIdentity(WebApplication app)
    {
        var identity = app.MapGroup("/api/identity").WithTags("Identity")
            .WithMetadata(new RequestSizeLimitAttribute(LargestIdentityBody))
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        var signIn = identity.MapGroup("").RequireRateLimiting(LimitPolicies.SignIn);
        Register.Map(signIn);
        Login.Map(signIn);
        Refresh.Map(signIn);
        var signedIn = identity.MapGroup("").RequireRateLimiting(LimitPolicies.Person);
        Logout.Map(signedIn);
        Me.Map(signedIn);
        ChangePassword.Map(signedIn);
    }
}
