using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Platform.Standalone;

/// <summary>How a built project is started, and the variables it is given.</summary>
internal sealed class ProjectCommand(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    internal ChildOptions For(ProjectResource project, Action<string> log) => new()
    {
        FileName = Dotnet(),
        Arguments = [Assembly(project.ProjectPath)],
        WorkingDirectory = Path.GetDirectoryName(project.ProjectPath),
        Environment = Variables(project),
        OnLine = log,
    };

    /// <summary>
    /// The program that was built from this project in the configuration that we were built in:
    /// <c>bin/Release/net10.0/</c> holds a runtime configuration next to each program, and the project's own is called
    /// after it, whatever stands before the name.
    /// </summary>
    internal static string Assembly(string projectPath)
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", ours.Parent!.Name, ours.Name);
        const string Configuration = ".runtimeconfig.json";
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var program = Directory.Exists(output)
            ? Directory.EnumerateFiles(output, $"*{name}{Configuration}").Order()
                .FirstOrDefault(file => $".{Path.GetFileName(file)}".EndsWith($".{name}{Configuration}", StringComparison.Ordinal))
            : null;
        return program is null
            ? throw new ServerFailedException($"{name} is not built: {output} holds no program of its name.")
            : program[..^Configuration.Length] + ".dll";
    }

    private Dictionary<string, string?> Variables(ProjectResource project)
    {
        var variables = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment.EnvironmentName,
            ["DOTNET_ENVIRONMENT"] = environment.EnvironmentName,
            // One line of the log is one line here.
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
            // Many small programs on one machine: none of them should hold memory it does not use.
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_GCConserveMemory"] = "5",
        };
        if (project.Endpoints.Count > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', project.Endpoints.Select(endpoint => endpoint.ListenUrl));
        }

        if (configuration[Otlp] is { Length: > 0 } collector)
        {
            variables[Otlp] = collector;
            variables["OTEL_SERVICE_NAME"] = project.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.CreateVersion7():N}";
        }

        foreach (var (name, value) in project.Variables)
        {
            variables[name] = value();
        }

        return variables;
    }

    private static string Dotnet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : Launcher.Find("dotnet") ?? "dotnet";
}
