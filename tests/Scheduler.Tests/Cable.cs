using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Platform.Scheduler.Tests;

/// <summary>A connection to PostgreSQL by way of this process, which can be cut: for one service alone the server is away. Cut at first.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly IPEndPoint _here;
    private CancellationTokenSource _whole = new();
    private TcpListener? _listener;

    public Cable(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        (_host, _port) = (target.Host!, target.Port);
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _here = (IPEndPoint)free.LocalEndpoint;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = _here.Address.ToString(),
            Port = _here.Port,
        }.ConnectionString;
    }

    public string ConnectionString { get; }

    public void Mend()
    {
        _whole = new();
        _listener = new(_here);
        _listener.Start();
        _ = AcceptAsync(_listener, _whole.Token);
    }

    /// <summary>Ends what goes through and refuses what comes.</summary>
    public void Cut()
    {
        _listener?.Stop();
        _whole.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken cut)
    {
        while (!cut.IsCancellationRequested)
        {
            _ = RelayAsync(await listener.AcceptSocketAsync(cut), cut);
        }
    }

    private async Task RelayAsync(Socket near, CancellationToken cut)
    {
        using (near)
        using (var far = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await far.ConnectAsync(_host, _port, cut);
            await using var nearStream = new NetworkStream(near);
            await using var farStream = new NetworkStream(far);
            await Task.WhenAny(nearStream.CopyToAsync(farStream, cut), farStream.CopyToAsync(nearStream, cut));
        }
    }
}
