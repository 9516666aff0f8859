using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// Encrypts a message for one browser (RFC 8291): one record of <c>aes128gcm</c> (RFC 8188) under a key that only the
/// browser can agree on, with a key pair and a salt of its own for each message.
/// </summary>
internal static class MessageEncryption
{
    /// <summary>The longest message: a body of 4096 bytes, less header, delimiter and tag.</summary>
    public const int MostPayloadBytes = RecordSize - HeaderSize - 1 - TagSize;

    public const int PointSize = 65;
    public const int AuthSize = 16;

    private const int RecordSize = 4096;
    private const int SaltSize = 16;
    private const int TagSize = 16;
    private const int SecretSize = 32;
    private const int KeySize = 16;
    private const int NonceSize = 12;
    private const int HeaderSize = SaltSize + sizeof(uint) + 1 + PointSize;
    private const byte LastRecord = 2;

    /// <param name="point">The browser's public key, 65 bytes.</param>
    /// <param name="browser">The same key, imported.</param>
    /// <param name="auth">16 bytes.</param>
    /// <returns>The body of the request: <see cref="MostPayloadBytes"/> become 4096 bytes.</returns>
    public static byte[] Encrypt(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> point, ECDiffieHellmanPublicKey browser, ReadOnlySpan<byte> auth)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Span<byte> salt = stackalloc byte[SaltSize];
        RandomNumberGenerator.Fill(salt);
        return Encrypt(payload, point, browser, auth, own, salt);
    }

    /// <summary>The same with a given key pair and salt, neither of which may ever be used twice.</summary>
    internal static byte[] Encrypt(
        ReadOnlySpan<byte> payload, ReadOnlySpan<byte> point, ECDiffieHellmanPublicKey browser, ReadOnlySpan<byte> auth, ECDiffieHellman own, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MostPayloadBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, PointSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(auth.Length, AuthSize);
        var body = GC.AllocateUninitializedArray<byte>(HeaderSize + payload.Length + 1 + TagSize);
        var ownPoint = body.AsSpan(HeaderSize - PointSize, PointSize);
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltSize), RecordSize);
        body[SaltSize + sizeof(uint)] = PointSize;
        WritePoint(own, ownPoint);

        Span<byte> keyAndNonce = stackalloc byte[KeySize + NonceSize];
        DeriveKeys(point, browser, auth, own, ownPoint, salt, keyAndNonce);
        var record = body.AsSpan(HeaderSize, payload.Length + 1);
        payload.CopyTo(record);
        record[^1] = LastRecord;
        using var cipher = new AesGcm(keyAndNonce[..KeySize], TagSize);
        cipher.Encrypt(keyAndNonce[KeySize..], record, record, body.AsSpan(HeaderSize + record.Length));
        CryptographicOperations.ZeroMemory(keyAndNonce);
        return body;
    }

    // HKDF (RFC 5869) of one block each, written out: its general form costs as much again.
    private static void DeriveKeys(
        ReadOnlySpan<byte> point, ECDiffieHellmanPublicKey browser, ReadOnlySpan<byte> auth, ECDiffieHellman own, ReadOnlySpan<byte> ownPoint,
        ReadOnlySpan<byte> salt, Span<byte> keyAndNonce)
    {
        Span<byte> secret = stackalloc byte[SecretSize];
        Span<byte> info = stackalloc byte[KeyInfo.Length + (2 * PointSize) + 1];
        KeyInfo.CopyTo(info);
        point.CopyTo(info[KeyInfo.Length..]);
        ownPoint.CopyTo(info[(KeyInfo.Length + PointSize)..]);
        info[^1] = 1;

        Span<byte> block = stackalloc byte[SecretSize];
        var agreed = own.DeriveRawSecretAgreement(browser);
        HMACSHA256.HashData(auth, agreed, secret);
        CryptographicOperations.ZeroMemory(agreed);
        HMACSHA256.HashData(secret, info, block);
        HMACSHA256.HashData(salt, block, secret);
        HMACSHA256.HashData(secret, ContentKeyInfo, block);
        block[..KeySize].CopyTo(keyAndNonce);
        HMACSHA256.HashData(secret, NonceInfo, block);
        block[..NonceSize].CopyTo(keyAndNonce[KeySize..]);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(block);
    }

    private static void WritePoint(ECDiffieHellman key, Span<byte> point)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        point[0] = 4;
        q.X.CopyTo(point[1..]);
        q.Y.CopyTo(point[(1 + SecretSize)..]);
    }

    private static ReadOnlySpan<byte> KeyInfo => "WebPush: info\0"u8;

    // Each with the counter of HKDF's first block.
    private static ReadOnlySpan<byte> ContentKeyInfo => "Content-Encoding: aes128gcm\0\u0001"u8;

    private static ReadOnlySpan<byte> NonceInfo => "Content-Encoding: nonce\0\u0001"u8;
}
