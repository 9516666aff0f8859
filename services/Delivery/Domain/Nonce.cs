using System.Buffers.Text;

namespace Platform.Delivery.Domain;

/// <summary>Names a delivery to Discord: its id in 22 characters, where Discord takes 25.</summary>
internal static class Nonce
{
    public static string For(Guid deliveryId)
    {
        Span<byte> bytes = stackalloc byte[16];
        deliveryId.TryWriteBytes(bytes, bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
