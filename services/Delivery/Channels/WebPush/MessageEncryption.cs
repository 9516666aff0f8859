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

    public const int PointSize = KeyAgreement.PointSize;
    public const int AuthSize = 16;

    private const int RecordSize = 4096;
    private const int SaltSize = 16;
    private const int TagSize = 16;
    private const int SecretSize = KeyAgreement.SecretSize;
    private const int KeySize = 16;
    private const int NonceSize = 12;
    private const int HeaderSize = SaltSize + sizeof(uint) + 1 + PointSize;
    private const byte LastRecord = 2;

    /// <param name="point">The browser's public key, 65 bytes.</param>
    /// <param name="auth">16 bytes.</param>
    /// <returns>The body of the request: <see cref="MostPayloadBytes"/> become 4096 bytes.</returns>
    /// <exception cref="CryptographicException">The browser's key is no point on the curve.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> point, ReadOnlySpan<byte> auth)
    {
        Span<byte> ownPoint = stackalloc byte[PointSize];
        Span<byte> agreed = stackalloc byte[SecretSize];
        Span<byte> salt = stackalloc byte[SaltSize];
        KeyAgreement.Agree(point, ownPoint, agreed);
        RandomNumberGenerator.Fill(salt);
        var body = Encrypt(payload, point, auth, ownPoint, agreed, salt);
        CryptographicOperations.ZeroMemory(agreed);
        return body;
    }

    /// <summary>The same with what was agreed on and a given salt, neither of which may ever be used twice.</summary>
    internal static byte[] Encrypt(
        ReadOnlySpan<byte> payload, ReadOnlySpan<byte> point, ReadOnlySpan<byte> auth, ReadOnlySpan<byte> ownPoint, ReadOnlySpan<byte> agreed, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MostPayloadBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(auth.Length, AuthSize);
        var body = GC.AllocateUninitializedArray<byte>(HeaderSize + payload.Length + 1 + TagSize);
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltSize), RecordSize);
        body[SaltSize + sizeof(uint)] = PointSize;
        ownPoint.CopyTo(body.AsSpan(HeaderSize - PointSize));

        Span<byte> keyAndNonce = stackalloc byte[KeySize + NonceSize];
        DeriveKeys(point, auth, ownPoint, agreed, salt, keyAndNonce);
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
        ReadOnlySpan<byte> point, ReadOnlySpan<byte> auth, ReadOnlySpan<byte> ownPoint, ReadOnlySpan<byte> agreed, ReadOnlySpan<byte> salt, Span<byte> keyAndNonce)
    {
        Span<byte> secret = stackalloc byte[SecretSize];
        Span<byte> info = stackalloc byte[KeyInfo.Length + (2 * PointSize) + 1];
        KeyInfo.CopyTo(info);
        point.CopyTo(info[KeyInfo.Length..]);
        ownPoint.CopyTo(info[(KeyInfo.Length + PointSize)..]);
        info[^1] = 1;

        Span<byte> block = stackalloc byte[SecretSize];
        HMACSHA256.HashData(auth, agreed, secret);
        HMACSHA256.HashData(secret, info, block);
        HMACSHA256.HashData(salt, block, secret);
        HMACSHA256.HashData(secret, ContentKeyInfo, block);
        block[..KeySize].CopyTo(keyAndNonce);
        HMACSHA256.HashData(secret, NonceInfo, block);
        block[..NonceSize].CopyTo(keyAndNonce[KeySize..]);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(block);
    }

    private static ReadOnlySpan<byte> KeyInfo => "WebPush: info\0"u8;

    // Each with the counter of HKDF's first block.
    private static ReadOnlySpan<byte> ContentKeyInfo => "Content-Encoding: aes128gcm\0\u0001"u8;

    private static ReadOnlySpan<byte> NonceInfo => "Content-Encoding: nonce\0\u0001"u8;
}
