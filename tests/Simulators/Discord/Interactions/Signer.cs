using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>Signs as Discord does: Ed25519 over the timestamp's characters followed by the body's bytes.</summary>
internal sealed class Signer(byte[] seed)
{
    private readonly Ed25519PrivateKeyParameters _key = new(seed, 0);

    /// <param name="seed">32 bytes in hex.</param>
    public static Signer From(string seed) => new(Convert.FromHexString(seed));

    /// <summary>A key that no application has been told of.</summary>
    public static Signer Stranger() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>Hex, as the application's settings show it.</summary>
    public string PublicKey => Convert.ToHexStringLower(_key.GeneratePublicKey().GetEncoded());

    /// <summary>The signature in hex.</summary>
    /// <param name="timestamp">Seconds since 1970, in decimal.</param>
    public string Sign(string timestamp, byte[] body)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, _key);
        var prefix = Encoding.ASCII.GetBytes(timestamp);
        signer.BlockUpdate(prefix, 0, prefix.Length);
        signer.BlockUpdate(body, 0, body.Length);
        return Convert.ToHexStringLower(signer.GenerateSignature());
    }

    public static string TimestampOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
