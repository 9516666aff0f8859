using System.Numerics;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Platform.Delivery.Channels.Discord.Ed25519;

namespace Platform.Delivery.Tests.Ed25519;

public sealed class VerificationTests
{
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    [Theory]
    [MemberData(nameof(Vector.All), MemberType = typeof(Vector))]
    public void The_vectors_of_the_RFC_verify(Vector vector) =>
        Verify(vector.Public, Convert.FromHexString(vector.Message), Convert.FromHexString(vector.Signature)).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Vector.All), MemberType = typeof(Vector))]
    public void No_vector_verifies_with_one_bit_flipped(Vector vector)
    {
        var message = Convert.FromHexString(vector.Message);
        var signature = Convert.FromHexString(vector.Signature);
        var key = Key(vector.Public)!;
        foreach (var bit in Enumerable.Range(0, 512))
        {
            key.Verify(message, Flip(signature, bit)).ShouldBeFalse($"signature bit {bit}");
        }

        foreach (var bit in Enumerable.Range(0, Math.Min(message.Length * 8, 256)))
        {
            key.Verify(Flip(message, bit), signature).ShouldBeFalse($"message bit {bit}");
        }

        foreach (var bit in Enumerable.Range(0, 256))
        {
            Verify(Convert.ToHexString(Flip(Convert.FromHexString(vector.Public), bit)), message, signature).ShouldBeFalse($"key bit {bit}");
        }
    }

    [Fact]
    public void A_request_signed_for_Discords_endpoint_verifies() => Verify(
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            Encoding.ASCII.GetBytes("""1700000000{"type":1}"""),
            Convert.FromHexString("1695961a47c91a1ec033b819b7e87e3dbc583dd0cee6d1fd0216f58ac87b6228ae531ddbf91fb7bc28d7edf7f08604da16f54624f38a6bc0614e4dc13cd47f0f"))
        .ShouldBeTrue();

    [Fact]
    public void What_another_implementation_signs_verifies_and_nothing_near_it_does()
    {
        var random = new Random(8032);
        for (var round = 0; round < 300; round++)
        {
            var (seed, message, signature) = (new byte[32], new byte[random.Next(300)], new byte[64]);
            random.NextBytes(seed);
            random.NextBytes(message);
            var publicKey = new byte[32];
            Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.GeneratePublicKey(seed, 0, publicKey, 0);
            Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);

            var key = Ed25519PublicKey.TryCreate(publicKey)!;
            key.Verify(message, signature).ShouldBeTrue();
            key.Verify([.. message, 0], signature).ShouldBeFalse();

            var altered = Flip(signature, random.Next(512));
            key.Verify(message, altered).ShouldBe(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(altered, 0, publicKey, 0, message, 0, message.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Vector.All), MemberType = typeof(Vector))]
    public void S_beyond_the_group_order_is_refused_though_the_equation_holds(Vector vector)
    {
        var signature = Convert.FromHexString(vector.Signature);
        for (var s = new BigInteger(signature.AsSpan(32), isUnsigned: true) + Order; s < BigInteger.One << 256; s += Order)
        {
            var twin = signature.ToArray();
            twin.AsSpan(32).Clear();
            s.TryWriteBytes(twin.AsSpan(32), out _, isUnsigned: true).ShouldBeTrue();
            Verify(vector.Public, Convert.FromHexString(vector.Message), twin).ShouldBeFalse();
        }
    }

    // The eight points of small order, and the encodings of them that are not canonical.
    public static TheoryData<string> SmallOrder { get; } =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    public static TheoryData<string> NotCanonical { get; } =
    [
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    [Theory]
    [MemberData(nameof(SmallOrder))]
    public void A_point_of_small_order_is_a_point_but_no_key(string encoded)
    {
        CurvePoint.Decode(Convert.FromHexString(encoded))!.Value.HasSmallOrder().ShouldBeTrue();
        Key(encoded).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(NotCanonical))]
    public void An_encoding_that_is_not_canonical_is_no_point(string encoded) =>
        CurvePoint.Decode(Convert.FromHexString(encoded)).ShouldBeNull();

    [Theory]
    [MemberData(nameof(SmallOrder))]
    [MemberData(nameof(NotCanonical))]
    public void R_of_small_order_or_not_canonical_is_refused(string encoded)
    {
        // S = k a with R the identity would satisfy the equation; here any S does to see R refused.
        var vector = Vector.All().First().Data;
        byte[] signature = [.. Convert.FromHexString(encoded), .. Convert.FromHexString(vector.Signature)[32..]];
        Verify(vector.Public, [], signature).ShouldBeFalse();
    }

    [Fact]
    public void The_identity_as_R_is_refused_though_the_equation_holds()
    {
        // Made with the secret scalar: S = k a, so that S B - k A is the identity.
        var vector = Vector.All().First().Data;
        var identity = Convert.FromHexString(SmallOrder.First().Data);
        var hash = System.Security.Cryptography.SHA512.HashData(Convert.FromHexString(vector.Seed));
        hash[0] &= 248;
        hash[31] = (byte)(hash[31] & 127 | 64);
        var secret = new BigInteger(hash.AsSpan(0, 32), isUnsigned: true);
        byte[] challenged = [.. identity, .. Convert.FromHexString(vector.Public)];
        var challenge = new BigInteger(System.Security.Cryptography.SHA512.HashData(challenged), isUnsigned: true) % Order;
        byte[] signature = [.. identity, .. new byte[32]];
        (challenge * secret % Order).TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true);

        Verify(vector.Public, [], signature).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_point_is_no_key(string encoded) => Key(encoded).ShouldBeNull();

    [Fact]
    public void A_signature_of_another_length_is_refused()
    {
        var vector = Vector.All().First().Data;
        var signature = Convert.FromHexString(vector.Signature);
        Verify(vector.Public, [], signature[..63]).ShouldBeFalse();
        Verify(vector.Public, [], [.. signature, 0]).ShouldBeFalse();
        Verify(vector.Public, [], []).ShouldBeFalse();
    }

    [Fact]
    public void A_verification_stays_far_below_three_milliseconds()
    {
        var vector = Vector.All().First().Data;
        var key = Key(vector.Public)!;
        var signature = Convert.FromHexString(vector.Signature);
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < 200; round++)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            key.Verify([], signature).ShouldBeTrue();
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
            fastest = took < fastest ? took : fastest;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"fastest: {fastest.TotalMicroseconds} µs");
        fastest.ShouldBeLessThan(TimeSpan.FromMilliseconds(3));
    }

    private static Ed25519PublicKey? Key(string hex) => Ed25519PublicKey.TryCreate(Convert.FromHexString(hex));

    private static bool Verify(string publicKey, byte[] message, byte[] signature) => Key(publicKey)?.Verify(message, signature) ?? false;

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }
}
