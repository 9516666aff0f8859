using System.Globalization;
using System.Net;

namespace Platform.AppHost.Tests;

/// <summary>What the kernel says about processes and the sockets they listen on.</summary>
internal static class Listening
{
    private const string Listen = "0A";

    /// <summary>Local addresses on which the processes accept TCP connections.</summary>
    public static IReadOnlyList<IPEndPoint> Of(IEnumerable<int> processes)
    {
        var inodes = processes.SelectMany(Sockets).ToHashSet();
        return [.. Rows("/proc/net/tcp").Concat(Rows("/proc/net/tcp6"))
            .Where(row => row[3] == Listen && inodes.Contains(row[9]))
            .Select(row => Parse(row[1]))];
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(file).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Sockets(int process)
    {
        try
        {
            return [.. Directory.GetFiles($"/proc/{process}/fd").Select(Target)
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
                .Select(target => target["socket:[".Length..^1])];
        }
        catch (IOException)
        {
            return []; // It has ended.
        }
    }

    private static string Target(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name ?? "";
        }
        catch (IOException)
        {
            return ""; // Closed meanwhile: the others are still looked at.
        }
    }

    // "0100007F:1F90": the address as little-endian words, the port as a number.
    private static IPEndPoint Parse(string text)
    {
        var (address, port) = (text.Split(':')[0], text.Split(':')[1]);
        var bytes = Convert.FromHexString(address).Chunk(4).SelectMany(word => word.Reverse()).ToArray();
        return new IPEndPoint(new IPAddress(bytes), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
