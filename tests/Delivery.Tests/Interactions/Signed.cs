using System.Globalization;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Platform.Delivery.Tests.Interactions;

/// <summary>A request as it goes over the wire.</summary>
internal sealed record Signed(byte[] Body, string Timestamp, string? Signature)
{
    // RFC 8032's first test key: the services of the tests hold its public half.
    private static readonly Ed25519PrivateKeyParameters Key = new(Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"), 0);
    private static readonly Ed25519PrivateKeyParameters OtherKey = new(Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"), 0);

    public static Signed By(byte[] body, DateTimeOffset at, bool otherKey = false)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new(body, timestamp, Sign(timestamp, body, otherKey ? OtherKey : Key));
    }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "discord/interactions") { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", Timestamp);
        if (Signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", Signature);
        }

        return request;
    }

    private static string Sign(string timestamp, byte[] body, Ed25519PrivateKeyParameters key)
    {
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        var stamp = Encoding.ASCII.GetBytes(timestamp);
        signer.BlockUpdate(stamp, 0, stamp.Length);
        signer.BlockUpdate(body, 0, body.Length);
        return Convert.ToHexStringLower(signer.GenerateSignature());
    }
}
