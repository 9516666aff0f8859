using Platform.Standalone;

namespace Aspire.Hosting.ApplicationModel;

public interface IResource
{
    string Name { get; }
}

public interface IResourceWithConnectionString : IResource;

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}

/// <summary>What all resources have. The order of <see cref="Waits"/> and <see cref="Variables"/> is that of Program.cs.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    internal List<Wait> Waits { get; } = [];

    /// <summary>Asked for when the resource starts: what it waits for has its addresses by then. A later one of the same name wins.</summary>
    internal List<(string Name, Func<string> Value)> Variables { get; } = [];

    internal List<EndpointAnnotation> Endpoints { get; } = [];

    internal HealthCheck? Health { get; set; }

    internal EndpointReference Endpoint(string name) => new(this, name);
}
