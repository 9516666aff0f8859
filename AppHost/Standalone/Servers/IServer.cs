namespace Platform.Standalone;

/// <summary>A server that was started: native or in a container.</summary>
internal interface IServer : IAsyncDisposable
{
    int ProcessId { get; }

    /// <summary>Ends with the exit code whenever the server ends, asked or not.</summary>
    Task<int> Exited { get; }

    Task StopAsync();

    /// <summary>On the same data and port.</summary>
    Task RestartAsync(CancellationToken ct);
}
