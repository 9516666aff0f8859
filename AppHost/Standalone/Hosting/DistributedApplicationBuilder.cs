using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Standalone;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    /// <summary>The directory of the AppHost's project file.</summary>
    string AppHostDirectory { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    IServiceCollection Services { get; }

    DistributedApplication Build();
}

/// <summary>Standalone only runs; publishing needs Aspire itself.</summary>
public sealed class DistributedApplicationExecutionContext
{
    public bool IsRunMode => true;

    public bool IsPublishMode => false;
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;

    internal DistributedApplicationBuilder(string[] args)
    {
        _host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            // Running the AppHost is development; its services are told so too.
            EnvironmentName = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development,
        });
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        AppHostDirectory = Assembly.GetEntryAssembly()!.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "AppHostProjectPath")?.Value ?? AppContext.BaseDirectory;
        Model = new Model(DataFolder.For(_host.Configuration["DataDirectory"], Path.GetDirectoryName(AppHostDirectory)!));
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    public IServiceCollection Services => _host.Services;

    internal Model Model { get; }

    internal IResourceBuilder<T> Add<T>(T resource)
        where T : Resource
    {
        if (Model.Resources.Any(other => other.Name == resource.Name))
        {
            throw new InvalidOperationException($"There are two resources with the name {resource.Name}.");
        }

        Model.Resources.Add(resource);
        return new Builder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        _host.Services.Configure<HostOptions>(options =>
        {
            // Services first, the message in hand finished, then the servers.
            options.ShutdownTimeout = TimeSpan.FromSeconds(90);
            options.ServicesStartConcurrently = true;
        });
        _host.Services.AddSingleton(Model);
        _host.Services.AddSingleton<LogWriter>();
        _host.Services.AddSingleton<Board>();
        _host.Services.AddSingleton<ApplicationRunner>();
        _host.Services.AddHostedService(services => services.GetRequiredService<ApplicationRunner>());
        return new DistributedApplication(_host.Build());
    }

    internal sealed class Builder<T>(DistributedApplicationBuilder application, T resource) : IResourceBuilder<T>
        where T : Resource
    {
        public T Resource { get; } = resource;

        internal DistributedApplicationBuilder Application { get; } = application;
    }
}
