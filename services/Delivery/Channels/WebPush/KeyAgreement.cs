using System.Security.Cryptography;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// Agrees with a browser on a secret for one message: makes a key pair on P-256 for that message alone (RFC 8291, 3.1). By
/// OpenSSL itself where the machine has it, otherwise by the framework's classes.
/// </summary>
internal static class KeyAgreement
{
    public const int PointSize = 65;
    public const int SecretSize = 32;
    private const int CoordinateSize = 32;
    private const byte Uncompressed = 4;

    private static readonly bool HasOpenSsl = OpenSslAgreement.IsSound();

    /// <param name="browser">The browser's public key: an uncompressed point.</param>
    /// <param name="own">Receives the message's public key: an uncompressed point.</param>
    /// <param name="secret">Receives the x coordinate on which both agree.</param>
    /// <exception cref="CryptographicException">The browser's key is no uncompressed point on the curve.</exception>
    public static void Agree(ReadOnlySpan<byte> browser, Span<byte> own, Span<byte> secret)
    {
        if (HasOpenSsl)
        {
            OpenSslAgreement.Agree(browser, own, secret);
        }
        else
        {
            AgreeByFramework(browser, own, secret);
        }
    }

    internal static void AgreeByFramework(ReadOnlySpan<byte> browser, Span<byte> own, Span<byte> secret)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Agree(browser, key, own, secret);
    }

    /// <summary>The same with a given key pair, which may never be used twice.</summary>
    internal static void Agree(ReadOnlySpan<byte> browser, ECDiffieHellman key, Span<byte> own, Span<byte> secret)
    {
        using var theirs = Import(browser);
        var agreed = key.DeriveRawSecretAgreement(theirs);
        agreed.CopyTo(secret);
        CryptographicOperations.ZeroMemory(agreed);
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        own[0] = Uncompressed;
        q.X.CopyTo(own[1..]);
        q.Y.CopyTo(own[(1 + CoordinateSize)..]);
    }

    /// <exception cref="CryptographicException">The bytes are no uncompressed point on P-256.</exception>
    public static ECDiffieHellmanPublicKey Import(ReadOnlySpan<byte> point)
    {
        CheckForm(point);
        using var key = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = point[1..(1 + CoordinateSize)].ToArray(), Y = point[(1 + CoordinateSize)..].ToArray() },
        });
        return key.PublicKey;
    }

    internal static void CheckForm(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointSize || point[0] != Uncompressed)
        {
            throw new CryptographicException("This is no uncompressed point on P-256.");
        }
    }
}
