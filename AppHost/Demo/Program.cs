using Platform.Demo;
using Spectre.Console;

// ./run demo: brings everything up, lives one local day for every athlete of the cast, and shows what came of it.
// Exit code 0 only if every line is as it should be. On the same data it finds the day lived already, and doubles nothing.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) => (press.Cancel, _) = (true, stop.CancelAsync());
var root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf(Path.Combine("AppHost", "Demo"), StringComparison.Ordinal)];
var data = Path.GetFullPath(args.FirstOrDefault(a => a.StartsWith("--DataDirectory=", StringComparison.Ordinal))?["--DataDirectory=".Length..] ?? ".data", root);
var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Width = 190;
}

try
{
    AnsiConsole.MarkupLine("Starting PostgreSQL, RabbitMQ, five services, the gateway and a simulated Discord …");
    await using var platform = await Surroundings.StartAsync(
        Path.Combine(root, "AppHost", "bin", configuration, "net10.0", "Platform.AppHost.dll"), data, stop.Token);
    return await new Demonstration(platform, Path.Combine(data, "demo.json"), TimeProvider.System).RunAsync(stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or RefusedException or HttpRequestException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
