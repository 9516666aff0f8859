using System.Net;
using System.Net.Sockets;

namespace Platform.Standalone;

/// <summary>The first exchange of AMQP 0-9-1: a client names the protocol, a node that is up answers connection.start.</summary>
internal static class AmqpGreeting
{
    private static readonly byte[] Protocol = [.. "AMQP"u8, 0, 0, 9, 1];

    internal static async Task<bool> IsGivenAsync(int port, CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, ct);
            var stream = client.GetStream();
            await stream.WriteAsync(Protocol, ct);
            // A method frame: type 1, channel (2 bytes), size (4 bytes), class 10 (connection), method 10 (start).
            var frame = new byte[11];
            await stream.ReadExactlyAsync(frame, ct);
            return frame is [1, 0, 0, _, _, _, _, 0, 10, 0, 10];
        }
        catch (Exception away) when (away is SocketException or IOException)
        {
            return false;
        }
    }
}
