using System.Numerics;
using Platform.Delivery.Channels.Discord.Ed25519;

namespace Platform.Delivery.Tests.Ed25519;

public sealed class FieldElementTests
{
    private static readonly BigInteger P = FieldElement.P;

    [Fact]
    public void Arithmetic_agrees_with_that_of_large_integers()
    {
        var random = new Random(25519);
        BigInteger[] edges = [0, 1, 2, 18, 19, 20, P - 1, P - 2, P - 19, (BigInteger.One << 254) - 1, (BigInteger.One << 51) - 1, BigInteger.One << 204];
        var numbers = edges.Concat(Enumerable.Range(0, 40).Select(_ => Any(random))).ToList();
        foreach (var a in numbers)
        {
            foreach (var b in numbers)
            {
                var (x, y) = (FieldElement.From(a), FieldElement.From(b));
                (x + y).ToBigInteger().ShouldBe((a + b) % P);
                (x - y).ToBigInteger().ShouldBe((a - b + P) % P);
                (x * y).ToBigInteger().ShouldBe(a * b % P);
                ((x - y) * (x + y) - x * x).ToBigInteger().ShouldBe((P * P - b * b) % P);
            }

            FieldElement.From(a).PowerForRoot().ToBigInteger().ShouldBe(BigInteger.ModPow(a, (P - 5) / 8, P));
        }
    }

    private static BigInteger Any(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % P;
    }
}
