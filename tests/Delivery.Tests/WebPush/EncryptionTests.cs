extern alias pushsimulator;

using System.Buffers.Text;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator.Browser;

namespace Platform.Delivery.Tests.WebPush;

public sealed class EncryptionTests
{
    [Fact]
    public void A_browser_reads_what_was_encrypted_for_it_whatever_its_length()
    {
        using var browser = new BrowserKey();
        Prop.ForAll(Gen.Choose(0, MessageEncryption.MostPayloadBytes).ToArbitrary(), length =>
        {
            var payload = RandomNumberGenerator.GetBytes(length);
            var body = Encrypt(payload, browser);
            body.Length.ShouldBe(length + 103);
            browser.Decrypt(body).ShouldBe(payload);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_longest_message_fills_4096_bytes_and_a_longer_one_is_not_made()
    {
        using var browser = new BrowserKey();

        Encrypt(new byte[3993], browser).Length.ShouldBe(4096);
        Should.Throw<ArgumentOutOfRangeException>(() => Encrypt(new byte[3994], browser));
    }

    [Fact]
    public void The_same_message_is_never_encrypted_alike()
    {
        using var browser = new BrowserKey();
        var bodies = Enumerable.Range(0, 20).Select(_ => Encrypt("hello"u8.ToArray(), browser)).ToList();

        bodies.Select(body => Convert.ToHexString(body[..16])).Distinct().Count().ShouldBe(20, "a salt for each message");
        bodies.Select(body => Convert.ToHexString(body[21..86])).Distinct().Count().ShouldBe(20, "a key pair for each message");
    }

    [Fact]
    public void Another_browser_reads_nothing_and_a_changed_byte_shows()
    {
        using var browser = new BrowserKey();
        using var other = new BrowserKey();
        var body = Encrypt("hello"u8.ToArray(), browser);

        Should.Throw<UnreadableException>(() => other.Decrypt(body));
        for (var i = 0; i < body.Length; i++)
        {
            // The record size is not bound to the key: a larger one reads the same.
            if (i is >= 16 and < 20)
            {
                continue;
            }

            var changed = body.ToArray();
            changed[i] ^= 1;
            Should.Throw<UnreadableException>(() => browser.Decrypt(changed));
        }
    }

    [Fact]
    public void A_key_that_is_no_point_on_the_curve_is_not_taken()
    {
        using var browser = new BrowserKey();
        var sound = Base64Url.DecodeFromChars(browser.P256dh);

        foreach (var damaged in new[] { [], sound[..64], [.. sound, 0], [2, .. sound[1..]], [.. sound[..64], (byte)(sound[64] ^ 1)], [4, .. new byte[64]], new byte[65] })
        {
            Should.Throw<CryptographicException>(() => KeyAgreement.Import(damaged)).ShouldNotBeNull();
            Should.Throw<CryptographicException>(() => KeyAgreement.AgreeByFramework(damaged, new byte[65], new byte[32]));
            Should.Throw<CryptographicException>(() => MessageEncryption.Encrypt([], damaged, new byte[16]));
        }
    }

    [Fact]
    public void OpenSSL_and_the_framework_agree_with_every_browser()
    {
        Assert.SkipUnless(OpenSslAgreement.IsSound(), "OpenSSL 3 is not on this machine.");
        for (var i = 0; i < 200; i++)
        {
            using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            var q = browser.ExportParameters(includePrivateParameters: false).Q;
            byte[] point = [4, .. q.X!, .. q.Y!];
            foreach (var agree in (Agreement[])[OpenSslAgreement.Agree, KeyAgreement.AgreeByFramework])
            {
                var (own, secret) = (new byte[65], new byte[32]);
                agree(point, own, secret);
                using var ours = KeyAgreement.Import(own);
                browser.DeriveRawSecretAgreement(ours).ShouldBe(secret);
            }
        }
    }

    private static byte[] Encrypt(byte[] payload, BrowserKey browser)
    {
        var point = Base64Url.DecodeFromChars(browser.P256dh);
        return MessageEncryption.Encrypt(payload, point, Base64Url.DecodeFromChars(browser.Auth));
    }

    private delegate void Agreement(ReadOnlySpan<byte> browser, Span<byte> own, Span<byte> secret);
}
