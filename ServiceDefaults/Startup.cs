using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>From the arguments to the exit code of a program.</summary>
public static class Startup
{
    /// <summary>
    /// Builds and runs a program. Where its settings or its surroundings keep it from starting, one sentence on the error
    /// stream says why, all faults of its options together. Whatever else goes wrong is thrown, with its stack.
    /// </summary>
    /// <returns>0: asked to stop. 1: it could not start, or one of its background loops has died.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> use)
    {
        var started = false;
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            // Until then a failure is told by the sentence, and not by the host and the server too, each with a stack.
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", _ => started);
            builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => started && level >= LogLevel.Warning);
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", level => started && level >= LogLevel.Information);
            add(builder);
            await using var app = builder.Build();
            app.Services.GetService<IStartupValidator>()?.Validate();
            use(app);
            await StartAsync(app);
            started = true;
            await app.WaitForShutdownAsync();
            return app.Services.GetServices<IHostedService>().Any(HasDied) ? 1 : 0;
        }
        catch (OperationCanceledException) when (!started)
        {
            return 0;
        }
        catch (Exception failure) when (!started && Explain(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    // What has started already is stopped in order: a consumer that outlives its services would fail its messages.
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }

    /// <returns>One sentence for an operator; null where the failure is not one of settings or surroundings.</returns>
    public static string? Explain(Exception failure) => Faults(failure) is { } faults
        ? $"{Name()} cannot start: {string.Join("; ", faults.Select(fault => fault.ReplaceLineEndings(" ").TrimEnd('.')).Distinct())}."
        : null;

    private static IEnumerable<string>? Faults(Exception failure) => failure switch
    {
        OptionsValidationException options => options.Failures,
        AggregateException several when several.InnerExceptions.All(one => Faults(one) is not null) => several.InnerExceptions.SelectMany(one => Faults(one)!),
        // A setting that is no number, no time span and so on: the binder names it.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } => [failure.Message],
        // A settings file, an address to listen on, a port that is taken.
        InvalidDataException or FormatException or IOException or SocketException => [failure.Message],
        _ => null,
    };

    private static string Name() => Assembly.GetEntryAssembly()?.GetName().Name?.Split('.')[^1] ?? "The program";

    // The host stops when a loop throws, as if it had been asked to.
    private static bool HasDied(IHostedService service) => service is BackgroundService { ExecuteTask.IsFaulted: true };
}
