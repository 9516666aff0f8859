using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.WebPushSimulator.Push;

/// <summary>What RFC 8292 asks of the header <c>Authorization</c>.</summary>
internal static class VapidProof
{
    private const int PointSize = 65;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <param name="origin">Of this push service: what the proof has to be made for.</param>
    /// <param name="onlyKey">The key that the browser subscribed with; null: any.</param>
    /// <returns>Null where it is sound; else the status and why.</returns>
    public static (int Status, string Reason)? Check(string header, string origin, string? onlyKey, DateTimeOffset now)
    {
        if (!header.StartsWith("vapid ", StringComparison.OrdinalIgnoreCase))
        {
            return (StatusCodes.Status401Unauthorized, "Authorization: vapid t=..., k=... is missing.");
        }

        var parts = header[6..].Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).ToLookup(part => part[0], part => part[^1]);
        var (token, key) = (parts["t"].FirstOrDefault(), parts["k"].FirstOrDefault());
        var fault = token is null || key is null ? "t and k are both needed."
            : onlyKey is not null && key != onlyKey ? "The browser subscribed with another application server key."
            : TokenFault(token, key, origin, now);
        return fault is null ? null : (StatusCodes.Status403Forbidden, fault);
    }

    private static string? TokenFault(string token, string key, string origin, DateTimeOffset now)
    {
        if (token.Split('.') is not [var header, var claims, var signature] || Json(header) is not { } head || Json(claims) is not { } body)
        {
            return "The token is no JWT.";
        }

        if (Text(head, "alg") != "ES256")
        {
            return "The token must be signed by ES256.";
        }

        if (!Verify($"{header}.{claims}", signature, key))
        {
            return "The signature does not belong to the key.";
        }

        if (Text(body, "aud") != origin)
        {
            return $"aud must be {origin}.";
        }

        if (!body.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var seconds))
        {
            return "exp must be a number of seconds.";
        }

        var left = seconds - now.ToUnixTimeSeconds();
        if (left <= 0 || left > LongestLife.TotalSeconds)
        {
            return "exp must lie ahead, by at most 24 hours.";
        }

        return Text(body, "sub") is { } subject && (subject.StartsWith("mailto:", StringComparison.Ordinal) || subject.StartsWith("https:", StringComparison.Ordinal))
            ? null
            : "sub must be a mailto: or https: address.";
    }

    private static bool Verify(string signed, string signature, string key)
    {
        if (Bytes(key) is not { Length: PointSize } point || point[0] != 4 || Bytes(signature) is not { } bytes)
        {
            return false;
        }

        try
        {
            using var verifier = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point[1..33], Y = point[33..] },
            });
            return verifier.VerifyData(Encoding.ASCII.GetBytes(signed), bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static JsonElement? Json(string part)
    {
        try
        {
            return Bytes(part) is { } bytes && JsonSerializer.Deserialize<JsonElement>(bytes) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(string text) => Base64Url.IsValid(text) && !text.Contains('=') ? Base64Url.DecodeFromChars(text) : null;
}
