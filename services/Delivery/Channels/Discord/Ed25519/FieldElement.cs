using System.Numerics;

namespace Platform.Delivery.Channels.Discord.Ed25519;

/// <summary>
/// A number modulo p = 2^255 - 19 in five limbs of 51 bits. Every operation returns limbs below 2^52, so that the
/// products of a multiplication fit 128 bits. Not constant-time: it sees public data only.
/// </summary>
internal readonly struct FieldElement
{
    private const ulong Mask = (1UL << 51) - 1;

    // 4p by limb: larger than any subtrahend's limb.
    private const ulong FourP0 = 4 * (Mask - 18);
    private const ulong FourP = 4 * Mask;

    public static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    public static readonly FieldElement Zero = default;
    public static readonly FieldElement One = new(1, 0, 0, 0, 0);

    private readonly ulong _0, _1, _2, _3, _4;

    private FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) => (_0, _1, _2, _3, _4) = (l0, l1, l2, l3, l4);

    public static FieldElement From(BigInteger value)
    {
        value = (value % P + P) % P;
        return new((ulong)(value & Mask), (ulong)(value >> 51 & Mask), (ulong)(value >> 102 & Mask), (ulong)(value >> 153 & Mask), (ulong)(value >> 204));
    }

    /// <summary>The one representative in [0, p).</summary>
    public BigInteger ToBigInteger() =>
        ((((((((BigInteger)_4 << 51) + _3) << 51) + _2) << 51) + _1 << 51) + _0) % P;

    public static FieldElement operator +(FieldElement a, FieldElement b) =>
        Carry(a._0 + b._0, a._1 + b._1, a._2 + b._2, a._3 + b._3, a._4 + b._4);

    public static FieldElement operator -(FieldElement a, FieldElement b) => Carry(
        a._0 + FourP0 - b._0, a._1 + FourP - b._1, a._2 + FourP - b._2, a._3 + FourP - b._3, a._4 + FourP - b._4);

    public static FieldElement operator *(FieldElement a, FieldElement b)
    {
        // 2^255 = 19 (mod p): a limb product beyond the fifth place comes back nineteenfold.
        ulong b1 = 19 * b._1, b2 = 19 * b._2, b3 = 19 * b._3, b4 = 19 * b._4;
        var r0 = Product(a._0, b._0) + Product(a._1, b4) + Product(a._2, b3) + Product(a._3, b2) + Product(a._4, b1);
        var r1 = Product(a._0, b._1) + Product(a._1, b._0) + Product(a._2, b4) + Product(a._3, b3) + Product(a._4, b2);
        var r2 = Product(a._0, b._2) + Product(a._1, b._1) + Product(a._2, b._0) + Product(a._3, b4) + Product(a._4, b3);
        var r3 = Product(a._0, b._3) + Product(a._1, b._2) + Product(a._2, b._1) + Product(a._3, b._0) + Product(a._4, b4);
        var r4 = Product(a._0, b._4) + Product(a._1, b._3) + Product(a._2, b._2) + Product(a._3, b._1) + Product(a._4, b._0);
        r1 += (ulong)(r0 >> 51);
        r2 += (ulong)(r1 >> 51);
        r3 += (ulong)(r2 >> 51);
        r4 += (ulong)(r3 >> 51);
        var low = (UInt128)((ulong)r0 & Mask) + (r4 >> 51) * 19;
        return new((ulong)low & Mask, ((ulong)r1 & Mask) + (ulong)(low >> 51), (ulong)r2 & Mask, (ulong)r3 & Mask, (ulong)r4 & Mask);
    }

    public FieldElement Square() => this * this;

    /// <summary>Raises to (p - 5) / 8 = 2^252 - 3, the exponent of a square root modulo p.</summary>
    public FieldElement PowerForRoot()
    {
        // 250 ones, then a zero, then a one.
        var result = this;
        for (var i = 0; i < 249; i++)
        {
            result = result.Square() * this;
        }

        return result.Square().Square() * this;
    }

    public bool IsZero => ToBigInteger().IsZero;

    public bool Equal(FieldElement other) => (this - other).IsZero;

    private static UInt128 Product(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new UInt128(high, low);
    }

    private static FieldElement Carry(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) => new(
        (l0 & Mask) + 19 * (l4 >> 51), (l1 & Mask) + (l0 >> 51), (l2 & Mask) + (l1 >> 51), (l3 & Mask) + (l2 >> 51), (l4 & Mask) + (l3 >> 51));
}
