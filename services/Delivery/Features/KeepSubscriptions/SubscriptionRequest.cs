using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.Delivery.Channels.WebPush;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Features.KeepSubscriptions;

/// <summary>The browser's own <c>PushSubscription.toJSON()</c>, and two fields of ours.</summary>
/// <param name="Endpoint">Of an allowed push service, at most 1024 characters.</param>
/// <param name="ExpirationTime">Milliseconds since 1970, in the future; null where the browser sets no end.</param>
/// <param name="Label">Which device it is, at most 80 characters; optional.</param>
/// <param name="PublicKey">The key of <c>GET /api/push/key</c> that it was made for; without it: today's.</param>
internal sealed record SubscriptionRequest(string? Endpoint, double? ExpirationTime, SubscriptionRequestKeys? Keys, string? Label, string? PublicKey)
{
    private const int LongestLabel = 80;

    // 9999-12-31, the last that a timestamp can hold.
    private const double LastMillisecond = 253_402_300_799_999;

    /// <returns>Null where something is faulty.</returns>
    public SoundSubscription? Check(PushEndpoints endpoints, DateTimeOffset now, Faults faults)
    {
        if (!endpoints.TryRead(Endpoint, out _, out var fault))
        {
            faults.Add("endpoint", $"endpoint {fault}");
        }

        var point = Bytes("keys.p256dh", Keys?.P256dh, MessageEncryption.PointSize, faults);
        if (point is not null && !IsPoint(point))
        {
            faults.Add("keys.p256dh", "keys.p256dh must be a point on the curve P-256, as the browser's getKey('p256dh') gives it.");
        }

        var auth = Bytes("keys.auth", Keys?.Auth, MessageEncryption.AuthSize, faults);
        var label = string.IsNullOrWhiteSpace(Label) ? null : faults.Text("label", Label, LongestLabel);
        var expires = Expires(now, faults);
        return faults.None ? new(Endpoint!, point!, auth!, label, expires) : null;
    }

    private DateTimeOffset? Expires(DateTimeOffset now, Faults faults)
    {
        if (ExpirationTime is not { } milliseconds)
        {
            return null;
        }

        if (milliseconds > now.ToUnixTimeMilliseconds() && milliseconds <= LastMillisecond)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
        }

        faults.Add("expirationTime", "expirationTime must be null or a time to come, in milliseconds since 1970: subscribe again in the browser.");
        return null;
    }

    private static byte[]? Bytes(string field, string? text, int size, Faults faults)
    {
        if (text is { Length: <= 200 } && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && bytes.Length == size)
        {
            return bytes;
        }

        faults.Add(field, $"{field} is required: {size} bytes in base64url, as the browser's toJSON() gives them.");
        return null;
    }

    private static bool IsPoint(byte[] point)
    {
        try
        {
            using var key = KeyAgreement.Import(point);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>Both in base64url: the public key of 65 bytes, the secret of 16.</summary>
internal sealed record SubscriptionRequestKeys(string? P256dh, string? Auth);

internal sealed record SoundSubscription(string Endpoint, byte[] P256dh, byte[] Auth, string? Label, DateTimeOffset? ExpiresAt);
