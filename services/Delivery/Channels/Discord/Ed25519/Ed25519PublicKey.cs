using System.Numerics;
using System.Security.Cryptography;

namespace Platform.Delivery.Channels.Discord.Ed25519;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032) by one public key. Strict, as libsodium is: S below the group order,
/// canonical encodings only, no public key and no R of small order, and the equation without the cofactor. A
/// signature that any honest signer makes passes; there is one valid encoding of it. Handles public data only, so
/// time and memory traces give nothing away.
/// </summary>
internal sealed class Ed25519PublicKey
{
    public const int Size = 32;
    public const int SignatureSize = 64;

    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");
    private static readonly CurvePoint[] GeneratorMultiples = Multiples(CurvePoint.Generator);

    private readonly byte[] _encoded;
    private readonly CurvePoint[] _negatedMultiples;

    private Ed25519PublicKey(byte[] encoded, CurvePoint point) => (_encoded, _negatedMultiples) = (encoded, Multiples(point.Negate()));

    /// <returns>Null where the bytes are no usable key: not 32, no canonical point, or one of small order.</returns>
    public static Ed25519PublicKey? TryCreate(ReadOnlySpan<byte> encoded) =>
        encoded.Length == Size && CurvePoint.Decode(encoded) is { } point && !point.HasSmallOrder() ? new(encoded.ToArray(), point) : null;

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize)
        {
            return false;
        }

        var r = signature[..32];
        var s = new BigInteger(signature[32..], isUnsigned: true);
        if (s >= Order || CurvePoint.Decode(r) is not { } point || point.HasSmallOrder())
        {
            return false;
        }

        // R = S B - k A, compared in its only encoding.
        Span<byte> expected = stackalloc byte[32];
        return Combine(s, Challenge(r, message)).TryEncode(expected) && expected.SequenceEqual(r);
    }

    /// <summary>SHA-512(R, A, message) modulo the group order.</summary>
    private BigInteger Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> message)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        sha.AppendData(r);
        sha.AppendData(_encoded);
        sha.AppendData(message);
        return new BigInteger(sha.GetHashAndReset(), isUnsigned: true) % Order;
    }

    // Both products in one pass over their hexadecimal digits: the doublings are shared.
    private CurvePoint Combine(BigInteger s, BigInteger k)
    {
        Span<byte> sBytes = stackalloc byte[32], kBytes = stackalloc byte[32];
        s.TryWriteBytes(sBytes, out _, isUnsigned: true);
        k.TryWriteBytes(kBytes, out _, isUnsigned: true);
        var sum = CurvePoint.Identity;
        for (var digit = 63; digit >= 0; digit--)
        {
            sum = sum.Double().Double().Double().Double();
            sum = sum.Add(GeneratorMultiples[Digit(sBytes, digit)]).Add(_negatedMultiples[Digit(kBytes, digit)]);
        }

        return sum;
    }

    private static int Digit(ReadOnlySpan<byte> number, int index) => number[index / 2] >> 4 * (index % 2) & 15;

    private static CurvePoint[] Multiples(CurvePoint point)
    {
        var multiples = new CurvePoint[16];
        multiples[0] = CurvePoint.Identity;
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = multiples[i - 1].Add(point);
        }

        return multiples;
    }
}
