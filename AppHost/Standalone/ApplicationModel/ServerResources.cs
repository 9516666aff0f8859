using System.Globalization;
using Platform.Standalone;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A server that the application brings along, native or in a container.</summary>
public abstract class ServerResource : Resource
{
    internal ServerResource(string name, Func<string> password)
        : base(name) => Password = password;

    internal Func<string> Password { get; }

    internal int Port { get; private set; }

    internal virtual void Allocate() => Port = FreePort.Next();

    internal string PortText => Port.ToString(CultureInfo.InvariantCulture);
}

public sealed class PostgresServerResource : ServerResource, IResourceWithConnectionString
{
    internal PostgresServerResource(string name, Func<string> password)
        : base(name, password)
    {
    }
}

public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
        : base(name) => (DatabaseName, Parent) = (databaseName, parent);

    public string DatabaseName { get; }

    public PostgresServerResource Parent { get; }
}

public sealed class RabbitMQServerResource : ServerResource, IResourceWithConnectionString, IResourceWithEndpoints
{
    /// <summary>As Aspire names the endpoint of the management page.</summary>
    internal const string Management = "management";

    internal RabbitMQServerResource(string name, Func<string> password)
        : base(name, password)
    {
    }

    // The node brings the page along in any case; without an endpoint nobody is told its port.
    internal int ManagementPort { get; private set; }

    internal override void Allocate()
    {
        base.Allocate();
        ManagementPort = Endpoints.Find(endpoint => endpoint.Name == Management)?.AllocatedPort ?? FreePort.Next();
    }
}

public sealed class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string projectPath)
        : base(name) => ProjectPath = projectPath;

    internal string ProjectPath { get; }
}
