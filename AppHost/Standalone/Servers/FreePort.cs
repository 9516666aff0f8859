using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.Standalone;

/// <summary>
/// Finds a loopback port that nobody listens on. It lies below the range from which the kernel takes the ports of
/// outgoing connections: otherwise, while a server is away, a client could be given its port and keep it from coming
/// back, or even connect to itself.
/// </summary>
public static class FreePort
{
    private const int Width = 12_000;

    // A port is bound some time after it was drawn, and must not be drawn again until then.
    private static readonly ConcurrentDictionary<int, bool> Drawn = new();

    public static int Next()
    {
        var below = EphemeralStart();
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = Random.Shared.Next(Math.Max(1024, below - Width), below);
            if (IsFree(port) && Drawn.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new ServerFailedException("No free port was found on the loopback address.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int EphemeralStart()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(Range)
            && int.TryParse(File.ReadAllText(Range).Split('\t', ' ')[0], CultureInfo.InvariantCulture, out var start)
            && start > 4096
            ? start
            : 32_768;
    }
}
