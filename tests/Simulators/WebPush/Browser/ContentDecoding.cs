using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Platform.WebPushSimulator.Browser;

/// <summary>The header of an <c>aes128gcm</c> body (RFC 8188, 2.1): salt, record size, key id.</summary>
internal sealed record ContentHeader(byte[] Salt, long RecordSize, byte[] KeyId, int Length)
{
    private const int SaltSize = 16;
    private const int Fixed = SaltSize + 4 + 1;

    /// <exception cref="UnreadableException">It is cut off, or its record size is impossible.</exception>
    public static ContentHeader Read(byte[] body)
    {
        if (body.Length < Fixed || body.Length < Fixed + body[Fixed - 1])
        {
            throw new UnreadableException("the header is cut off");
        }

        var size = BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltSize, 4));
        return size < 18
            ? throw new UnreadableException("the record size is below 18")
            : new(body[..SaltSize], size, body[Fixed..(Fixed + body[Fixed - 1])], Fixed + body[Fixed - 1]);
    }
}

/// <summary>Decrypts <c>aes128gcm</c> content (RFC 8188) of any number of records.</summary>
internal static class ContentDecoding
{
    private const int TagSize = 16;

    /// <param name="keyMaterial">The input keying material, from which the content key comes.</param>
    /// <exception cref="UnreadableException">It is not what was encrypted with this key.</exception>
    public static byte[] Decrypt(byte[] body, byte[] keyMaterial)
    {
        var header = ContentHeader.Read(body);
        var pseudorandom = HKDF.Extract(HashAlgorithmName.SHA256, keyMaterial, header.Salt);
        var key = HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, 16, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, 12, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));
        using var cipher = new AesGcm(key, TagSize);
        using var plain = new MemoryStream();
        var sequence = 0L;
        for (long at = header.Length; ; sequence++)
        {
            var length = (int)Math.Min(header.RecordSize, body.Length - at);
            var last = at + length >= body.Length;
            plain.Write(Record(cipher, body.AsSpan((int)at, length), NonceOf(nonce, sequence), last));
            at += length;
            if (last)
            {
                return plain.ToArray();
            }
        }
    }

    private static ReadOnlySpan<byte> Record(AesGcm cipher, ReadOnlySpan<byte> record, byte[] nonce, bool last)
    {
        if (record.Length <= TagSize)
        {
            throw new UnreadableException("a record is cut off");
        }

        var text = new byte[record.Length - TagSize];
        try
        {
            cipher.Decrypt(nonce, record[..^TagSize], record[^TagSize..], text);
        }
        catch (CryptographicException)
        {
            throw new UnreadableException("it was not encrypted for this key, or was changed on its way");
        }

        // Padding of zeros behind the delimiter, which says whether more records follow.
        var end = Array.FindLastIndex(text, octet => octet != 0);
        if (end < 0 || text[end] != (last ? 2 : 1))
        {
            throw new UnreadableException("a record has no delimiter, or the wrong one");
        }

        return text.AsSpan(0, end);
    }

    private static byte[] NonceOf(byte[] nonce, long sequence)
    {
        var own = nonce.ToArray();
        for (var i = 0; i < 8; i++)
        {
            own[11 - i] ^= (byte)(sequence >> (8 * i));
        }

        return own;
    }
}

internal sealed class UnreadableException(string reason) : Exception(reason);
