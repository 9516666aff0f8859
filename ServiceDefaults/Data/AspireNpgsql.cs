using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

// The part of Aspire.Npgsql that the services use, under its own names. It is not compiled where the feed
// serves the package itself (docs/adr/0004).
namespace Microsoft.Extensions.Hosting;

/// <summary>Settings of <c>AddNpgsqlDataSource</c>, as Aspire.Npgsql names them.</summary>
public sealed class NpgsqlSettings
{
    public string? ConnectionString { get; set; }
    public bool DisableHealthChecks { get; set; }
}

public static class AspirePostgreSqlNpgsqlExtensions
{
    /// <summary>
    /// Registers an <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:{connectionName}</c> with a health check.
    /// </summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder, string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var settings = Settings(builder, connectionName, configureSettings);
        builder.Services.AddSingleton(services => Build(services, settings, connectionName, configureDataSourceBuilder));
        AddHealthCheck(builder, settings, "PostgreSql", services => services.GetRequiredService<NpgsqlDataSource>());
    }

    /// <summary>The same, registered under the key <paramref name="name"/>.</summary>
    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder, string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var settings = Settings(builder, name, configureSettings);
        builder.Services.AddKeyedSingleton(name, (services, _) => Build(services, settings, name, configureDataSourceBuilder));
        AddHealthCheck(builder, settings, $"PostgreSql_{name}", services => services.GetRequiredKeyedService<NpgsqlDataSource>(name));
    }

    private static NpgsqlSettings Settings(IHostApplicationBuilder builder, string name, Action<NpgsqlSettings>? configure)
    {
        var settings = new NpgsqlSettings { ConnectionString = builder.Configuration.GetConnectionString(name) };
        configure?.Invoke(settings);
        return settings;
    }

    private static NpgsqlDataSource Build(
        IServiceProvider services, NpgsqlSettings settings, string name, Action<NpgsqlDataSourceBuilder>? configure)
    {
        if (string.IsNullOrEmpty(settings.ConnectionString))
        {
            throw new InvalidOperationException($"ConnectionString is missing. It should be provided in 'ConnectionStrings:{name}'.");
        }

        var dataSource = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        dataSource.UseLoggerFactory(services.GetService<Logging.ILoggerFactory>());
        configure?.Invoke(dataSource);
        return dataSource.Build();
    }

    private static void AddHealthCheck(
        IHostApplicationBuilder builder, NpgsqlSettings settings, string name, Func<IServiceProvider, NpgsqlDataSource> dataSource)
    {
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                name, services => new NpgsqlHealthCheck(dataSource(services)), failureStatus: null, tags: null));
        }
    }

    private sealed class NpgsqlHealthCheck(NpgsqlDataSource dataSource) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = dataSource.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException failure)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "PostgreSQL does not answer", failure);
            }
        }
    }
}
