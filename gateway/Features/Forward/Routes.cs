using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Features.Forward;

/// <summary>The route table in the words of YARP.</summary>
internal static class Routes
{
    public static IReadOnlyList<RouteConfig> All() => [.. RouteTable.Paths.Select(Route)];

    /// <summary>
    /// Where each service is, by the variables that Aspire injects (<c>services:{name}:http:{n}</c>). A service that is not
    /// configured has a cluster without destinations: 503.
    /// </summary>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration, ForwardOptions options) =>
        [.. RouteTable.Services.Select(service => new ClusterConfig
        {
            ClusterId = service,
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = options.Timeout },
            Destinations = ServiceAddress.All(configuration, service).ToDictionary(
                address => address.ToString(), address => new DestinationConfig { Address = address.ToString() }),
        })];

    private static RouteConfig Route(ForwardedPath path) => new()
    {
        RouteId = path.Path,
        ClusterId = path.Service,
        Match = new() { Path = path.TakesEverythingBelow ? $"{path.Path}/{{**rest}}" : path.Path, Methods = path.Methods is { Length: > 0 } some ? some : null },
        AuthorizationPolicy = path.Kind.SignedIn ? "default" : "anonymous",
        RateLimiterPolicy = path.Kind.Limit,
        MaxRequestBodySize = path.Kind.BodyBytes,
    };
}
