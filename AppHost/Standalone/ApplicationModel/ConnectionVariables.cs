using Aspire.Hosting.ApplicationModel;

namespace Platform.Standalone;

/// <summary>The variables that a reference to a server or database brings, as Aspire names them.</summary>
internal static class ConnectionVariables
{
    internal static IEnumerable<(string Name, Func<string> Value)> Of(IResourceWithConnectionString source) => source switch
    {
        PostgresDatabaseResource database => Of(database),
        RabbitMQServerResource rabbit => Of(rabbit),
        _ => throw new NotSupportedException($"{source.Name} cannot be referenced here: Standalone knows databases and RabbitMQ."),
    };

    private static IEnumerable<(string Name, Func<string> Value)> Of(PostgresDatabaseResource database)
    {
        var server = database.Parent;
        var prefix = Prefix(database);
        yield return ($"ConnectionStrings__{database.Name}", () =>
            $"Host=127.0.0.1;Port={server.PortText};Username=postgres;Password={server.Password()};Database={database.DatabaseName}");
        yield return ($"{prefix}_HOST", () => "127.0.0.1");
        yield return ($"{prefix}_PORT", () => server.PortText);
        yield return ($"{prefix}_USERNAME", () => "postgres");
        yield return ($"{prefix}_PASSWORD", server.Password);
        yield return ($"{prefix}_DATABASENAME", () => database.DatabaseName);
        yield return ($"{prefix}_URI", () =>
            $"postgresql://postgres:{Uri.EscapeDataString(server.Password())}@127.0.0.1:{server.PortText}/{database.DatabaseName}");
    }

    private static IEnumerable<(string Name, Func<string> Value)> Of(RabbitMQServerResource rabbit)
    {
        var prefix = Prefix(rabbit);
        string Address() => $"amqp://guest:{Uri.EscapeDataString(rabbit.Password())}@127.0.0.1:{rabbit.PortText}";
        yield return ($"ConnectionStrings__{rabbit.Name}", Address);
        yield return ($"{prefix}_HOST", () => "127.0.0.1");
        yield return ($"{prefix}_PORT", () => rabbit.PortText);
        yield return ($"{prefix}_USERNAME", () => "guest");
        yield return ($"{prefix}_PASSWORD", rabbit.Password);
        yield return ($"{prefix}_URI", Address);
    }

    internal static string Prefix(IResource resource) => resource.Name.Replace('-', '_').ToUpperInvariant();
}
