using System.Globalization;

namespace Platform.Standalone;

/// <summary>
/// A server in a container, where only Docker is there. The container watches its standard input, which ends with us
/// however we end; so nothing is left running. Data is in a named volume.
/// </summary>
internal sealed class ContainerServer : IServer
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly ChildOptions _command;
    private readonly string _image;
    private readonly Func<CancellationToken, Task<bool>> _answers;
    private ChildProcess? _child;

    private ContainerServer(string image, ChildOptions command, Func<CancellationToken, Task<bool>> answers) =>
        (_image, _command, _answers) = (image, command, answers);

    /// <summary>Whether a Docker engine answers.</summary>
    internal static async Task<bool> AreThereAsync(CancellationToken ct)
    {
        if (Launcher.Find("docker") is not { } docker)
        {
            return false;
        }

        await using var child = ChildProcess.Start(new() { FileName = docker, Arguments = ["info", "--format", "{{.ServerVersion}}"] });
        return await child.Exited.WaitAsync(ct) == 0;
    }

    /// <param name="arguments">Of <c>docker run</c>: ports, volumes, variables.</param>
    /// <param name="start">What the image would run, for a shell.</param>
    /// <param name="stop">The name of the signal that stops it in order.</param>
    internal static async Task<ContainerServer> StartAsync(
        string image, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> secrets, string start, string stop,
        Func<CancellationToken, Task<bool>> answers, Action<string> log, CancellationToken ct)
    {
        var script = $"{start} & server=$!; cat > /dev/null; kill -{stop} $server; wait $server";
        var server = new ContainerServer(
            image,
            new()
            {
                FileName = Launcher.Find("docker")!,
                Arguments = ["run", "--rm", "-i", "--init", .. arguments, "--entrypoint", "/bin/sh", image, "-c", script],
                // Named in the arguments, given here: a command line is seen by everyone.
                Environment = secrets,
                KeepInputOpen = true,
                OnLine = log,
            },
            answers);
        await server.LaunchAsync(ct);
        return server;
    }

    internal static string Publish(int port, int inside) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:{inside}");

    public int ProcessId => _child?.Id ?? 0;

    public Task<int> Exited => _child?.Exited ?? Task.FromResult(0);

    /// <summary>By ending its input; a signal would reach the shell in the container, not the server.</summary>
    public async Task StopAsync()
    {
        if (_child is { IsRunning: true })
        {
            _child.CloseInput();
            await Task.WhenAny(_child.Exited, Task.Delay(StopPatience));
            await _child.StopAsync(StopPatience);
        }
    }

    public async Task RestartAsync(CancellationToken ct)
    {
        await StopAsync();
        await LaunchAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await (_child?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        await (_child?.DisposeAsync() ?? ValueTask.CompletedTask);
        _child = ChildProcess.Start(_command);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartPatience);
        try
        {
            while (!await _answers(patience.Token))
            {
                if (!_child.IsRunning)
                {
                    throw new ServerFailedException($"The container of {_image} ended with code {await _child.Exited}.");
                }

                await Task.WhenAny(_child.Exited, Task.Delay(Poll, patience.Token));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await StopAsync();
            throw new ServerFailedException($"The container of {_image} does not answer.");
        }
    }
}
