using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every program of the platform has before it has a domain.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Telemetry, health, problems, the clock, JSON. Listens on loopback unless told otherwise.</summary>
    public static void AddServiceDefaults(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["ASPNETCORE_URLS"] is null && builder.Configuration["HTTP_PORTS"] is null && builder.Configuration["URLS"] is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddTelemetry();
        builder.AddProblems();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddHealth();
        builder.Services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)));
        builder.Services.AddOpenApi();
    }

    private static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
        // One line at each change, in place of an error with its stack at each look.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        builder.Services.Configure<HealthCheckPublisherOptions>(look =>
        {
            look.Delay = TimeSpan.FromSeconds(3);
            look.Period = TimeSpan.FromSeconds(10);
        });
    }

    /// <summary>The service's own database (<c>ConnectionStrings:{name}</c>), in the background role.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder, string name)
    {
        builder.RequireDatabase(name);
        builder.Services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(options => options.MaxPoolSize is >= 1 and <= 1000, "Database:MaxPoolSize must lie between 1 and 1000")
            .ValidateOnStart();
        builder.AddNpgsqlDataSource(name, configureDataSourceBuilder: source =>
        {
            var connection = source.ConnectionStringBuilder;
            connection.Options = $"-c role={Roles.Service}";
            connection.MaxPoolSize = (builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new()).MaxPoolSize;
            connection.ApplicationName = builder.Environment.ApplicationName;
            connection.CommandTimeout = 15;
            connection.Timeout = 5;
            connection.MaxAutoPrepare = 64;
            // Every setting and lock of ours ends with its transaction, so a connection that comes back has nothing to forget:
            // seven statements less for PostgreSQL to parse with each request.
            connection.NoResetOnClose = true;
        });
        builder.Services.TryAddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<Database>();
    }

    /// <summary>
    /// Problems, health (<c>/health</c>: ready to work; <c>/alive</c>: the process answers), the ticket and the API
    /// description (<c>/openapi/v1.json</c>).
    /// </summary>
    /// <param name="onceAuthenticated">Middleware that needs to know who asks, before it is decided whether they may.</param>
    public static void UseServiceDefaults(this WebApplication app, Action<WebApplication>? onceAuthenticated = null)
    {
        app.UseProblems();
        app.UseAuthentication();
        onceAuthenticated?.Invoke(app);
        app.UseAuthorization();
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") });
        app.MapOpenApi();
    }
}
