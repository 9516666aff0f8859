extern alias pushsimulator;

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator.Browser;
using pushsimulator::Platform.WebPushSimulator.Push;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>The examples of RFC 8188, 8291 and 8292.</summary>
public sealed class VectorTests
{
    private const string Message = "When I grow up, I want to be a watermelon";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string BrowserPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string OwnPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string Body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        + "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private const string Token =
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0"
        + "bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
    private const string TokenKey = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
    private const string Origin = "https://push.example.net";
    private static readonly DateTimeOffset BeforeItsEnd = DateTimeOffset.FromUnixTimeSeconds(1453523768).AddHours(-12);

    [Fact]
    public void The_message_of_RFC_8291_is_encrypted_to_the_byte()
    {
        using var own = KeyOf(OwnPrivate);
        var point = Base64Url.DecodeFromChars(BrowserPublic);
        var (ownPoint, agreed) = (new byte[65], new byte[32]);
        KeyAgreement.Agree(point, own, ownPoint, agreed);

        var body = MessageEncryption.Encrypt(
            Encoding.UTF8.GetBytes(Message), point, Base64Url.DecodeFromChars(Auth), ownPoint, agreed, Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw"));

        Base64Url.EncodeToString(body).ShouldBe(Body);
    }

    [Fact]
    public void The_simulated_browser_reads_the_message_of_RFC_8291()
    {
        using var browser = new BrowserKey(KeyOf(BrowserPrivate), Base64Url.DecodeFromChars(Auth));

        browser.P256dh.ShouldBe(BrowserPublic);
        Encoding.UTF8.GetString(browser.Decrypt(Base64Url.DecodeFromChars(Body))).ShouldBe(Message);
    }

    [Theory]
    [InlineData("yqdlZ-tYemfogSmv7Ws5PQ", "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg")]
    [InlineData("BO3ZVPxUlnLORbVGMpbT1Q", "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA")]
    public void The_simulated_browser_reads_the_messages_of_RFC_8188(string keyMaterial, string message) =>
        Encoding.UTF8.GetString(ContentDecoding.Decrypt(Base64Url.DecodeFromChars(message), Base64Url.DecodeFromChars(keyMaterial))).ShouldBe("I am the walrus");

    [Fact]
    public void The_signature_of_RFC_8292_verifies_and_a_changed_one_does_not()
    {
        VapidProof.Check($"vapid t={Token}, k={TokenKey}", Origin, TokenKey, BeforeItsEnd).ShouldBeNull();
        VapidProof.Check($"vapid t={Token[..^3]}AAA, k={TokenKey}", Origin, null, BeforeItsEnd)!.Value.Status.ShouldBe(403);
        VapidProof.Check($"vapid t={Token}, k={BrowserPublic}", Origin, null, BeforeItsEnd)!.Value.Status.ShouldBe(403);
    }

    [Fact]
    public void Our_proof_has_the_form_of_RFC_8292()
    {
        using var key = VapidKey.Create();
        var expires = BeforeItsEnd.AddHours(12);

        var header = key.Authorize(Origin, expires, "mailto:push@example.com");

        VapidProof.Check(header, Origin, key.PublicKey, BeforeItsEnd).ShouldBeNull();
        var parts = Token.Split('.');
        header.ShouldStartWith($"vapid t={parts[0]}.{parts[1]}.", Case.Sensitive, "header and claims are those of the example, to the byte");
        header.ShouldEndWith($", k={key.PublicKey}");
    }

    [Fact]
    public void A_key_that_was_kept_is_the_same_key_again()
    {
        using var key = VapidKey.Create();
        using var again = VapidKey.TryImport(key.ExportPrivateKey())!;

        again.PublicKey.ShouldBe(key.PublicKey);
        VapidProof.Check(again.Authorize(Origin, BeforeItsEnd.AddHours(1), "https://example.com"), Origin, key.PublicKey, BeforeItsEnd).ShouldBeNull();
        VapidKey.TryImport(new byte[32]).ShouldBeNull();
        VapidKey.TryImport(new byte[31]).ShouldBeNull();
    }

    private static ECDiffieHellman KeyOf(string privateKey) =>
        ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Base64Url.DecodeFromChars(privateKey) });
}
