using Platform.SampleHost;

// The smallest application with a server, a step and a service. The projects in its model are this program again,
// told by SAMPLE_ROLE what to be.
switch (Environment.GetEnvironmentVariable("SAMPLE_ROLE"))
{
    case "step":
        Console.WriteLine("the step has run");
        return int.Parse(Environment.GetEnvironmentVariable("STEP_EXIT_CODE")!, System.Globalization.CultureInfo.InvariantCulture);
    case "web":
        var web = WebApplication.Create(args);
        web.MapGet("/health", () => "healthy");
        web.MapGet("/variables/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
        web.MapPost("/end/{code:int}", (int code) => Environment.Exit(code));
        web.Run();
        return 0;
}

var builder = DistributedApplication.CreateBuilder(args);
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("sampledb");
var step = builder.AddProject<Sample>("step")
    .WithEnvironment("SAMPLE_ROLE", "step")
    .WithEnvironment("STEP_EXIT_CODE", builder.Configuration["Step:ExitCode"] ?? "0")
    .WaitFor(database);
var api = builder.AddProject<Sample>("api")
    .WithEnvironment("SAMPLE_ROLE", "web")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");
builder.AddProject<Sample>("web")
    .WithEnvironment("SAMPLE_ROLE", "web")
    .WithEnvironment("API_PATH", ReferenceExpression.Create($"{api.GetEndpoint("http")}/path"))
    .WithHttpEndpoint(port: builder.Configuration.GetValue<int?>("Web:Port"))
    .WithHttpHealthCheck("/health")
    .WithReference(database)
    .WithReference(api)
    .WaitForCompletion(step);
builder.Build().Run();
return Environment.ExitCode;
