using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Standalone;

/// <summary>A server from start to stop; one that ends unasked comes back on the same port.</summary>
internal sealed class ServerRun(ServerResource resource, ServerStarter starter, Board board, LogWriter log)
{
    private IServer? _server;

    internal async Task RunAsync(CancellationToken ct)
    {
        board.Set(resource, ResourceState.Starting);
        _server = await starter.StartAsync(resource, line => log.Line(resource.Name, line), ct);
        var backoff = new Backoff();
        while (true)
        {
            board.Set(resource, ResourceState.Healthy, _server.ProcessId);
            var code = await _server.Exited.WaitAsync(ct);
            do
            {
                var pause = backoff.Next();
                board.Set(resource, ResourceState.Crashed, exitCode: code);
                log.Line(resource.Name, string.Create(CultureInfo.InvariantCulture, $"ended with code {code}; starting it again in {pause.TotalSeconds:0.#} s"));
                await Task.Delay(pause, ct);
            }
            while (!await TryRestartAsync(_server, ct));
        }
    }

    internal async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        board.Set(resource, ResourceState.Stopped);
    }

    private async Task<bool> TryRestartAsync(IServer again, CancellationToken ct)
    {
        try
        {
            await again.RestartAsync(ct);
            return true;
        }
        catch (ServerFailedException failure)
        {
            log.Line(resource.Name, failure.Message);
            return false;
        }
    }
}
