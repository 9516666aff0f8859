using System.Numerics;

namespace Platform.Delivery.Channels.Discord.Ed25519;

/// <summary>
/// A point of the curve -x² + y² = 1 + d x² y² in extended coordinates (X : Y : Z : T), with the complete formulas of
/// RFC 8032, section 5.1.4.
/// </summary>
internal readonly record struct CurvePoint(FieldElement X, FieldElement Y, FieldElement Z, FieldElement T)
{
    private static readonly BigInteger D = -121665 * Inverse(121666) % FieldElement.P;
    private static readonly FieldElement FieldD = FieldElement.From(D);
    private static readonly FieldElement TwiceD = FieldElement.From(2 * D);
    private static readonly FieldElement RootOfMinusOne = FieldElement.From(BigInteger.ModPow(2, (FieldElement.P - 1) / 4, FieldElement.P));

    public static readonly CurvePoint Identity = new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>The generator: y = 4/5, x even.</summary>
    public static readonly CurvePoint Generator = FromY(4 * Inverse(5) % FieldElement.P, xIsOdd: false)!.Value;

    /// <summary>Reads 32 bytes; null where they are no point, or not the one canonical encoding of it.</summary>
    public static CurvePoint? Decode(ReadOnlySpan<byte> encoded)
    {
        var number = new BigInteger(encoded, isUnsigned: true);
        var y = number & ((BigInteger.One << 255) - 1);
        return y < FieldElement.P ? FromY(y, xIsOdd: number >> 255 == 1) : null;
    }

    public bool TryEncode(Span<byte> destination)
    {
        var inverse = Inverse(Z.ToBigInteger());
        var x = X.ToBigInteger() * inverse % FieldElement.P;
        var y = Y.ToBigInteger() * inverse % FieldElement.P;
        destination.Clear();
        return (x.IsEven ? y : y | (BigInteger.One << 255)).TryWriteBytes(destination, out _, isUnsigned: true);
    }

    public CurvePoint Negate() => new(FieldElement.Zero - X, Y, Z, FieldElement.Zero - T);

    public CurvePoint Add(in CurvePoint other)
    {
        var a = (Y - X) * (other.Y - other.X);
        var b = (Y + X) * (other.Y + other.X);
        var c = T * TwiceD * other.T;
        var d = Z * other.Z;
        d += d;
        return Combine(b - a, d - c, d + c, b + a);
    }

    public CurvePoint Double()
    {
        var a = X.Square();
        var b = Y.Square();
        var c = Z.Square();
        var h = a + b;
        var e = h - (X + Y).Square();
        var g = a - b;
        return Combine(e, c + c + g, g, h);
    }

    /// <summary>Of order 1, 2, 4 or 8: eight times the point is the identity.</summary>
    public bool HasSmallOrder()
    {
        var eightfold = Double().Double().Double();
        return eightfold.X.IsZero && eightfold.Y.Equal(eightfold.Z);
    }

    private static CurvePoint Combine(FieldElement e, FieldElement f, FieldElement g, FieldElement h) => new(e * f, g * h, f * g, e * h);

    // RFC 8032, section 5.1.3: x² = (y² - 1) / (d y² + 1).
    private static CurvePoint? FromY(BigInteger yNumber, bool xIsOdd)
    {
        var y = FieldElement.From(yNumber);
        var u = y.Square() - FieldElement.One;
        var v = FieldD * y.Square() + FieldElement.One;
        var v3 = v.Square() * v;
        var x = u * v3 * (u * v3.Square() * v).PowerForRoot();
        var check = v * x.Square();
        if (!check.Equal(u))
        {
            if (!check.Equal(FieldElement.Zero - u))
            {
                return null;
            }

            x *= RootOfMinusOne;
        }

        var number = x.ToBigInteger();
        if (number.IsZero && xIsOdd)
        {
            return null;
        }

        if (number.IsEven == xIsOdd)
        {
            x = FieldElement.Zero - x;
        }

        return new CurvePoint(x, y, FieldElement.One, x * y);
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, FieldElement.P - 2, FieldElement.P);
}
