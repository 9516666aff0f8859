using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// The imported public keys of browsers, so that a key is checked to be a point on the curve once and not with each
/// message: that costs as much as agreeing on a secret. Bounded: two generations of <paramref name="size"/>; when the
/// younger is full it becomes the older, and the older is left to the garbage collector, since somebody may be using it.
/// </summary>
internal sealed class BrowserKeys(int size)
{
    private volatile ConcurrentDictionary<Guid, Known> _younger = new();
    private volatile ConcurrentDictionary<Guid, Known> _older = new();
    private int _added;

    /// <exception cref="CryptographicException">The key is no point on the curve.</exception>
    public ECDiffieHellmanPublicKey Get(PushSubscription subscription)
    {
        if (_younger.TryGetValue(subscription.Id, out var known) && known.Is(subscription.P256dh))
        {
            return known.Key;
        }

        if (!_older.TryGetValue(subscription.Id, out known) || !known.Is(subscription.P256dh))
        {
            known = new(subscription.P256dh, Import(subscription.P256dh));
        }

        _younger[subscription.Id] = known;
        if (Interlocked.Increment(ref _added) == size)
        {
            (_older, _younger) = (_younger, new());
            Interlocked.Exchange(ref _added, 0);
        }

        return known.Key;
    }

    /// <exception cref="CryptographicException">The bytes are no uncompressed point on P-256.</exception>
    public static ECDiffieHellmanPublicKey Import(ReadOnlySpan<byte> point)
    {
        if (point.Length != MessageEncryption.PointSize || point[0] != 4)
        {
            throw new CryptographicException("This is no uncompressed point on P-256.");
        }

        using var key = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
        });
        return key.PublicKey;
    }

    private sealed record Known(byte[] Point, ECDiffieHellmanPublicKey Key)
    {
        public bool Is(ReadOnlySpan<byte> point) => point.SequenceEqual(Point);
    }
}
