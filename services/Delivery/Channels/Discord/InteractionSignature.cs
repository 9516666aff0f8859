using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord.Ed25519;

namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// Tells Discord's requests from forged ones: an Ed25519 signature over the timestamp header and the raw body. A
/// timestamp more than five minutes off our clock is refused, so that a captured request is soon worthless.
/// </summary>
internal sealed class InteractionSignature(IOptions<DiscordOptions> options, TimeProvider time)
{
    public const string SignatureHeader = "X-Signature-Ed25519";
    public const string TimestampHeader = "X-Signature-Timestamp";
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private readonly List<(string ApplicationId, Ed25519PublicKey Key)> _bots =
        [.. options.Value.All().Select(bot => (bot.ApplicationId, DiscordOptionsValidator.ReadKey(bot.PublicKey)!))];

    /// <returns>The application whose request it is; null: it is signed for none of ours.</returns>
    public string? SignedBy(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        string? signature = headers[SignatureHeader], timestamp = headers[TimestampHeader];
        if (signature?.Length != 2 * Ed25519PublicKey.SignatureSize || !signature.All(char.IsAsciiHexDigit) || !IsFresh(timestamp))
        {
            return null;
        }

        var signed = new byte[timestamp!.Length + body.Length];
        Encoding.ASCII.GetBytes(timestamp, signed);
        body.CopyTo(signed.AsSpan(timestamp.Length));
        var bytes = Convert.FromHexString(signature);
        return _bots.Find(bot => bot.Key.Verify(signed, bytes)).ApplicationId;
    }

    private bool IsFresh(string? timestamp) =>
        timestamp is { Length: <= 12 } && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= MostSkew;
}
