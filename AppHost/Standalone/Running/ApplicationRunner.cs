using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Platform.Standalone;

/// <summary>Runs the model: starts what may start, tells when all is there, stops in order.</summary>
internal sealed class ApplicationRunner(
    Model model, Board board, LogWriter log, IConfiguration configuration, IHostEnvironment environment, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>The application did not stop because it was asked to.</summary>
    internal bool Failed { get; private set; }

    /// <summary>Takes the data folder and the ports. False, with a sentence printed, where that cannot be done.</summary>
    internal bool TryPrepare()
    {
        try
        {
            model.Data.Take();
            foreach (var (resource, endpoint) in model.Resources.SelectMany(resource => resource.Endpoints.Select(endpoint => (resource, endpoint))))
            {
                if (endpoint.Port is { } port && !FreePort.IsFree(port))
                {
                    throw new ServerFailedException($"Port {port}, which {resource.Name} needs, is taken by another program.{Advice(resource)}");
                }

                endpoint.Allocate();
            }

            model.Resources.OfType<ServerResource>().ToList().ForEach(server => server.Allocate());
            return true;
        }
        catch (ServerFailedException failure)
        {
            Failed = true;
            log.Failure(failure.Message);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        List<ServerRun> servers = [];
        List<ProjectRun> projects = [];
        try
        {
            var starter = await ServerStarter.ChooseAsync(model, stoppingToken);
            servers.AddRange(model.Resources.OfType<ServerResource>().Select(server => new ServerRun(server, starter, board, log)));
            var command = new ProjectCommand(configuration, environment);
            projects.AddRange(model.Resources.OfType<ProjectResource>().Select(project => new ProjectRun(project, IsAwaited(project), command, board, log)));
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var runs = servers.Select(server => server.RunAsync(ends.Token)).Concat(projects.Select(project => project.RunAsync(ends.Token))).ToList();
            runs.Add(TellWhenReadyAsync(ends.Token));
            try
            {
                await foreach (var run in Task.WhenEach(runs))
                {
                    await run;
                }
            }
            finally
            {
                await ends.CancelAsync();
                await Task.WhenAll(runs).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.Plain("stopping");
        }
        catch (Exception failure)
        {
            Failed = true;
            log.Failure(failure is ServerFailedException ? failure.Message : failure.ToString());
        }
        finally
        {
            await Task.WhenAll(projects.Select(project => project.StopAsync()));
            await Task.WhenAll(servers.Select(server => server.StopAsync()));
            model.Data.Release();
            lifetime.StopApplication();
        }
    }

    private bool IsAwaited(ProjectResource project) =>
        model.Resources.SelectMany(resource => resource.Waits).Any(wait => wait.Dependency == project && wait.ExitCode is not null);

    private async Task TellWhenReadyAsync(CancellationToken ct)
    {
        await board.Ready.WaitAsync(ct);
        var text = new StringBuilder();
        foreach (var resource in model.Resources)
        {
            var addresses = string.Join("  ", Board.Addresses(resource));
            if (addresses.Length > 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {resource.Name,-18} {addresses}");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"ready in {Stopwatch.GetElapsedTime(_began).TotalSeconds:0.0} s");
        log.Plain(text.ToString());
    }

    // By convention Program.cs takes a fixed port from the setting Name:Port.
    private static string Advice(Resource resource) => $" Stop that, or choose another port ({resource.Name[..1].ToUpperInvariant()}{resource.Name[1..]}:Port).";
}
