using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Platform.Standalone;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>Where a resource listens.</summary>
    public sealed class EndpointAnnotation
    {
        internal EndpointAnnotation(string name, int? port) => (Name, Port) = (name, port);

        public string Name { get; }

        /// <summary>The port asked for; null: any free one.</summary>
        public int? Port { get; }

        /// <summary>The address to listen on: loopback unless configured.</summary>
        public string TargetHost { get; set; } = "127.0.0.1";

        internal int AllocatedPort { get; private set; }

        internal string ListenUrl => At(TargetHost);

        /// <summary>How it is reached on this machine.</summary>
        internal string Url => At(TargetHost is "0.0.0.0" or "*" ? "127.0.0.1" : TargetHost);

        internal void Allocate() => AllocatedPort = Port ?? FreePort.Next();

        private string At(string host) => AllocatedPort > 0
            ? string.Create(CultureInfo.InvariantCulture, $"http://{host}:{AllocatedPort}")
            : throw new InvalidOperationException($"The endpoint {Name} has no port yet.");
    }

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
    /// <param name="Path">Asked by GET on the resource's endpoint <paramref name="EndpointName"/>.</param>
    internal sealed record HealthCheck(string EndpointName, string Path, int StatusCode);

    /// <param name="ExitCode">Null: until it is healthy. Otherwise until it has ended with this code.</param>
    internal sealed record Wait(Resource Dependency, int? ExitCode);
}
