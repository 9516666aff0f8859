using System.Net;
using System.Net.Sockets;

namespace Platform.Gateway.Features.Limit;

internal static class ClientAddress
{
    /// <summary>
    /// Whom an address stands for: an IPv4 address itself, an IPv6 address its /64, which is what one subscriber is given.
    /// </summary>
    public static IPAddress Partition(IPAddress? address)
    {
        if (address is null || address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address ?? IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }
}
