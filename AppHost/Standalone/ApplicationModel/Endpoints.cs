using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>An endpoint by its name; it has an address once the application starts.</summary>
    public sealed class EndpointReference
    {
        private readonly Resource _owner;
        private readonly string _name;

        internal EndpointReference(Resource owner, string name) => (_owner, _name) = (owner, name);

        /// <summary><c>http://127.0.0.1:port</c></summary>
        public string Url => (_owner.Endpoints.Find(endpoint => endpoint.Name == _name)
            ?? throw new InvalidOperationException($"{_owner.Name} has no endpoint {_name}.")).Url;
    }
}

namespace Platform.Standalone
{
    /// <param name="Port">The port asked for; null: any free one.</param>
    internal sealed record Endpoint(string Name, int? Port)
    {
        internal int AllocatedPort { get; private set; }

        internal string Url => AllocatedPort > 0
            ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{AllocatedPort}")
            : throw new InvalidOperationException($"The endpoint {Name} has no port yet.");

        internal void Allocate() => AllocatedPort = Port ?? FreePort.Next();
    }

    /// <param name="Path">Asked by GET on the resource's endpoint <paramref name="EndpointName"/>.</param>
    internal sealed record HealthCheck(string EndpointName, string Path, int StatusCode);

    /// <param name="ExitCode">Null: until it is healthy. Otherwise until it has ended with this code.</param>
    internal sealed record Wait(Resource Dependency, int? ExitCode);
}
