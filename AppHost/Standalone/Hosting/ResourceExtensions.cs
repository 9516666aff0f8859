using Aspire.Hosting.ApplicationModel;
using Platform.Standalone;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        ((DistributedApplicationBuilder)builder).Add(new ProjectResource(name, new TProject().ProjectPath));
}

public interface IProjectMetadata
{
    /// <summary>The full path of the project file.</summary>
    string ProjectPath { get; }
}

public static class ParameterResourceBuilderExtensions
{
    /// <summary>From configuration: <c>Parameters:name</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        Add(builder, name, () => builder.Configuration[$"Parameters:{name}"]
            ?? throw new ServerFailedException($"The setting Parameters:{name} is missing."));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        Add(builder, name, () => value);

    /// <summary>From configuration, else what <paramref name="value"/> draws; kept in the data folder where asked.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var kept = ((DistributedApplicationBuilder)builder).Model.Data;
        var drawn = new Lazy<string>(() => persist ? kept.Keep(name, value.GetDefaultValue) : value.GetDefaultValue());
        return Add(builder, name, () => builder.Configuration[$"Parameters:{name}"] ?? drawn.Value);
    }

    // A parameter is a value, nothing that runs: the model does not list it.
    private static DistributedApplicationBuilder.Builder<ParameterResource> Add(IDistributedApplicationBuilder builder, string name, Func<string> value) =>
        new((DistributedApplicationBuilder)builder, new ParameterResource(name, value));
}

public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name) =>
        ((DistributedApplicationBuilder)builder).Add(new PostgresServerResource(name, ServerPassword.Of(builder, name)));

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) =>
        ((DistributedApplicationBuilder.Builder<PostgresServerResource>)builder).Application
            .Add(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));

    /// <summary>Data is kept in the data folder in any case.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
}

public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name) =>
        ((DistributedApplicationBuilder)builder).Add(new RabbitMQServerResource(name, ServerPassword.Of(builder, name)));

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder)
    {
        builder.Resource.Endpoints.Add(new EndpointAnnotation(RabbitMQServerResource.Management, port: null));
        return builder;
    }

    /// <summary>Data is kept in the data folder in any case.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
}

internal static class ServerPassword
{
    /// <summary>As Aspire names it: <c>Parameters:postgres-password</c>, else drawn once and kept.</summary>
    internal static Func<string> Of(IDistributedApplicationBuilder builder, string server)
    {
        var password = builder.AddParameter($"{server}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);
        return () => password.Resource.Value;
    }
}
