using System.Globalization;

namespace Platform.Standalone;

/// <summary>
/// A RabbitMQ node of our own with the management plugin: own data, own ports, own port mapper (epmd), everything on
/// loopback, no connection with any node of the system.
/// </summary>
public sealed class NativeRabbitMq : IServer
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly RabbitMqOptions _options;
    private readonly RabbitMqNode _node;
    private ChildProcess? _mapper;
    private ChildProcess? _broker;

    private NativeRabbitMq(RabbitMqOptions options)
    {
        _options = options;
        Port = options.Port == 0 ? FreePort.Next() : options.Port;
        ManagementPort = options.ManagementPort == 0 ? FreePort.Next() : options.ManagementPort;
        _node = new RabbitMqNode(options, Port, ManagementPort);
    }

    /// <summary>Starts the node and returns when it greets a client.</summary>
    /// <exception cref="ServerFailedException">It is not installed, or it ended or kept silent; the message has its words.</exception>
    public static async Task<NativeRabbitMq> StartAsync(RabbitMqOptions options, CancellationToken ct)
    {
        var server = new NativeRabbitMq(options);
        await server._node.WriteFilesAsync(ct);
        await server.LaunchAsync(ct);
        return server;
    }

    public int Port { get; }

    public int ManagementPort { get; }

    public int ProcessId => _broker?.Id ?? 0;

    /// <summary>Ends with the node's exit code whenever it ends, asked or not.</summary>
    public Task<int> Exited => _broker?.Exited ?? Task.FromResult(0);

    /// <summary><c>amqp://guest:password@127.0.0.1:port</c>, the default virtual host.</summary>
    public Uri Uri => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:{Uri.EscapeDataString(_options.Password)}@127.0.0.1:{Port}"));

    /// <summary>The management API is below <c>/api/</c>, basic authentication as guest.</summary>
    public Uri ManagementUri => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ManagementPort}"));

    public async Task StopAsync()
    {
        if (_broker is not null)
        {
            await (_options.Durable ? _broker.StopAsync(StopPatience) : _broker.KillAsync());
        }

        await (_mapper?.KillAsync() ?? Task.CompletedTask);
    }

    /// <summary>SIGKILL, as a crash would.</summary>
    public async Task KillAsync()
    {
        await (_broker?.KillAsync() ?? Task.CompletedTask);
        await (_mapper?.KillAsync() ?? Task.CompletedTask);
    }

    /// <summary>Starts it again on the same data and ports, stopping it first where it runs.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await StopAsync();
        await LaunchAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        if (_mapper is not null)
        {
            await _mapper.DisposeAsync();
        }
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        var said = new LastLines();
        await (_mapper?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        _mapper = ChildProcess.Start(_node.Mapper(said.Add));
        _broker = ChildProcess.Start(_node.Broker(line =>
        {
            said.Add(line);
            if (RabbitMqNode.IsLogLine(line))
            {
                _options.Log?.Invoke(line);
            }
        }));
        try
        {
            await AnswersAsync(said, ct);
        }
        catch
        {
            await KillAsync();
            throw;
        }
    }

    private async Task AnswersAsync(LastLines said, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartPatience);
        try
        {
            while (!await AmqpGreeting.IsGivenAsync(Port, patience.Token))
            {
                if (!_broker!.IsRunning)
                {
                    throw new ServerFailedException($"RabbitMQ ended with code {await _broker.Exited}:{Environment.NewLine}{said}");
                }

                await Task.WhenAny(_broker.Exited, Task.Delay(Poll, patience.Token));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ServerFailedException($"RabbitMQ does not answer on port {Port}:{Environment.NewLine}{said}");
        }
    }
}
