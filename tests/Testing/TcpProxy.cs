using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platform.Testing;

/// <summary>
/// A wire between a program and a server, on which a test can hold what is sent: it has left the program and has not
/// arrived. What is held outlives the program, as packets do.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;
    private readonly string _host;
    private readonly int _port;
    private volatile TcpHold? _toServer;
    private volatile TcpHold? _toClient;

    private TcpProxy(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static TcpProxy Start(string host, int port) => new(host, port);

    /// <summary>Holds on every connection what goes to the server.</summary>
    /// <param name="from">Begins with the bytes in which this is seen; none: at once.</param>
    public TcpHold HoldToServer(byte[]? from = null) => _toServer = new(from);

    /// <summary>Holds on every connection what the server answers.</summary>
    /// <param name="from">Begins with the bytes in which this is seen; none: at once.</param>
    public TcpHold HoldToClient(byte[]? from = null) => _toClient = new(from);

    /// <summary>Ends what is held, which is lost.</summary>
    public void Drop()
    {
        _toServer?.Drop();
        _toClient?.Drop();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Drop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
                _connections.TryAdd(connection, true);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_host, _port, _stop.Token);
                await Task.WhenAll(PumpAsync(client, server, () => _toServer), PumpAsync(server, client, () => _toClient));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
                // The server is away, or the proxy is disposed: closing the socket tells the client.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<TcpHold?> current, CancellationToken ct)
    {
        var buffer = new byte[64 << 10];
        var kept = new List<byte[]>();
        TcpHold? hold = null;
        Task<int>? reading = null;
        byte[] last = [];
        while (true)
        {
            reading ??= ReadAsync(from, buffer, ct);
            if (hold is not null && await Task.WhenAny(reading, hold.Ended) == hold.Ended)
            {
                if (!await hold.Ended)
                {
                    return;
                }

                await WriteAsync(to, kept, ct);
                hold = null;
                continue;
            }

            var read = await reading;
            reading = null;
            if (read == 0)
            {
                // The end comes after what is held.
                if (hold is null || await hold.Ended)
                {
                    await WriteAsync(to, kept, ct);
                }

                return;
            }

            var chunk = buffer[..read];
            hold ??= current() is { } now && now.BeginsIn(last, chunk) ? now : null;
            hold?.Note(chunk);
            kept.Add(chunk);
            last = chunk;
            if (hold is null)
            {
                await WriteAsync(to, kept, ct);
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<TcpHold?> current)
    {
        try
        {
            await PumpAsync(from, to, current, _stop.Token);
        }
        finally
        {
            if (to.Connected)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
    }

    // A killed process leaves a reset instead of an end where it had not read everything.
    private static async Task<int> ReadAsync(Socket from, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await from.ReceiveAsync(buffer, ct);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static async Task WriteAsync(Socket to, List<byte[]> chunks, CancellationToken ct)
    {
        foreach (var chunk in chunks)
        {
            for (var sent = 0; sent < chunk.Length;)
            {
                sent += await to.SendAsync(chunk.AsMemory(sent), ct);
            }
        }

        chunks.Clear();
    }
}

/// <summary>What a <see cref="TcpProxy"/> holds of one direction, until the test decides.</summary>
public sealed class TcpHold
{
    private readonly byte[]? _from;
    private readonly MemoryStream _held = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TcpHold(byte[]? from) => _from = from;

    /// <summary>True: what is held goes on to where it was going; false: it is lost, and the connection with it.</summary>
    internal Task<bool> Ended => _ended.Task;

    /// <summary>Whether these bytes are among those that are held.</summary>
    public bool Holds(ReadOnlySpan<byte> bytes)
    {
        lock (_held)
        {
            return _held.GetBuffer().AsSpan(0, (int)_held.Length).IndexOf(bytes) >= 0;
        }
    }

    /// <summary>Returns once these bytes are held.</summary>
    public Task ShouldHoldAsync(byte[] bytes) => Eventually.AssertAsync(() =>
    {
        if (!Holds(bytes))
        {
            throw new TimeoutException("What is to be held has not been sent.");
        }
    });

    /// <summary>Lets what is held arrive, late, whether or not who sent it still lives.</summary>
    public void Release() => _ended.TrySetResult(true);

    /// <summary>What is held never arrives.</summary>
    public void Drop() => _ended.TrySetResult(false);

    // What it begins with may come in two pieces; what had passed before does not count.
    internal bool BeginsIn(byte[] last, byte[] chunk) => !_ended.Task.IsCompleted
        && (_from is null || ((ReadOnlySpan<byte>)[.. last[^Math.Min(last.Length, _from.Length - 1)..], .. chunk]).IndexOf(_from) >= 0);

    internal void Note(byte[] bytes)
    {
        lock (_held)
        {
            _held.Write(bytes);
        }
    }
}
