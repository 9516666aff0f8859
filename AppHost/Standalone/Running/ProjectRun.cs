using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Standalone;

/// <summary>A project from its waits to its stop; one that crashes is started again.</summary>
internal sealed class ProjectRun(ProjectResource resource, bool completes, ProjectCommand command, Board board, LogWriter log)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private ChildProcess? _child;

    /// <summary>Ends when the project has ended for good, or with <paramref name="ct"/>.</summary>
    internal async Task RunAsync(CancellationToken ct)
    {
        board.Set(resource, ResourceState.Waiting);
        await Task.WhenAll(resource.Waits.Select(wait => WaitAsync(wait, ct)));

        var backoff = new Backoff();
        while (true)
        {
            var code = await RunOnceAsync(ct);
            if (completes || code == 0)
            {
                board.Set(resource, ResourceState.Finished, exitCode: code);
                return;
            }

            var pause = backoff.Next();
            board.Set(resource, ResourceState.Crashed, exitCode: code);
            log.Line(resource.Name, string.Create(CultureInfo.InvariantCulture, $"ended with code {code}; starting it again in {pause.TotalSeconds:0.#} s"));
            await Task.Delay(pause, ct);
        }
    }

    internal async Task StopAsync()
    {
        if (_child is { IsRunning: true })
        {
            await _child.StopAsync(StopPatience);
        }

        if (_child is not null)
        {
            await _child.DisposeAsync();
            board.Set(resource, ResourceState.Stopped);
        }
    }

    private async Task<int> RunOnceAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await (_child?.DisposeAsync() ?? ValueTask.CompletedTask);
        _child = ChildProcess.Start(command.For(resource, line => log.Line(resource.Name, line)));
        // Without a health check, to run is to be healthy; a program that completes is never more than running.
        var startsHealthy = resource.Health is null && !completes;
        board.Set(resource, startsHealthy ? ResourceState.Healthy : ResourceState.Running, _child.Id);

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var health = resource.Health is { } check ? new HealthWatch(resource, check, board).RunAsync(_child.Id, watching.Token) : Task.CompletedTask;
        var code = await _child.Exited.WaitAsync(ct);
        await watching.CancelAsync();
        await health;
        return code;
    }

    private async Task WaitAsync(Wait wait, CancellationToken ct)
    {
        if (wait.ExitCode is not { } expected)
        {
            await board.HealthyAsync(wait.Dependency).WaitAsync(ct);
        }
        else if (await board.FinishedAsync(wait.Dependency).WaitAsync(ct) is var code && code != expected)
        {
            throw new ServerFailedException($"{wait.Dependency.Name} ended with code {code}; what waits for it cannot start.");
        }
    }
}
