using Aspire.Hosting.ApplicationModel;
using Platform.Standalone;

namespace Aspire.Hosting;

public static class ResourceBuilderExtensions
{
    private const string Http = "http";

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source)
        where TDestination : IResourceWithEnvironment
    {
        Of(builder).Variables.AddRange(ConnectionVariables.Of(source.Resource));
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var endpoint = Of(source).Endpoint(Http);
        Of(builder).Variables.Add(($"services__{source.Resource.Name}__http__0", () => endpoint.Url));
        Of(builder).Variables.Add(($"{ConnectionVariables.Prefix(source.Resource)}_HTTP", () => endpoint.Url));
        return builder;
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => With(builder, name, () => value ?? "");

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment => With(builder, name, () => value.Value);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => With(builder, name, () => endpointReference.Url);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => With(builder, name, () => parameter.Resource.Value);

    /// <summary>Starts only once the dependency runs, and is healthy where it can tell.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        // A child is there when its parent is.
        var resource = dependency.Resource is PostgresDatabaseResource database ? database.Parent : Of(dependency);
        Of(builder).Waits.Add(new Wait(resource, ExitCode: null));
        return builder;
    }

    /// <summary>Starts only once the dependency has ended with <paramref name="exitCode"/>.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        Of(builder).Waits.Add(new Wait(Of(dependency), exitCode));
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null)
        where T : IResourceWithEndpoints
    {
        Of(builder).Endpoints.Add(new EndpointAnnotation(Http, port));
        return builder;
    }

    /// <summary>Changes an endpoint that was added before.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback)
        where T : IResourceWithEndpoints
    {
        callback(Of(builder).Endpoints.Single(endpoint => endpoint.Name == endpointName));
        return builder;
    }

    /// <summary>Says who may be reached from outside once deployed; a run on this machine listens where TargetHost says.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder;

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => Of(builder).Endpoint(name);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        Of(builder).Health = new HealthCheck(Http, path ?? "/", statusCode ?? 200);
        return builder;
    }

    private static IResourceBuilder<T> With<T>(IResourceBuilder<T> builder, string name, Func<string> value)
        where T : IResource
    {
        Of(builder).Variables.Add((name, value));
        return builder;
    }

    private static Resource Of<T>(IResourceBuilder<T> builder)
        where T : IResource => (Resource)(object)builder.Resource;
}
