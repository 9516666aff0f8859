using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>A key pair by which push services know this platform (RFC 8292).</summary>
internal sealed class VapidKey : IDisposable
{
    private const int ScalarSize = 32;

    // {"typ":"JWT","alg":"ES256"}
    private const string Header = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private VapidKey(ECDsa key)
    {
        _key = key;
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = Base64Url.EncodeToString([4, .. q.X!, .. q.Y!]);
    }

    /// <summary>The uncompressed point in base64url, as browsers take it for <c>applicationServerKey</c>.</summary>
    public string PublicKey { get; }

    public static VapidKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <returns>Null where the bytes are no private key of P-256.</returns>
    public static VapidKey? TryImport(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != ScalarSize)
        {
            return null;
        }

        try
        {
            return new(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = privateKey.ToArray() }));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public byte[] ExportPrivateKey() => _key.ExportParameters(includePrivateParameters: true).D!;

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="audience">The origin of the push service.</param>
    /// <param name="subject">Whom the push service may write to: <c>mailto:</c> or <c>https:</c>.</param>
    public string Authorize(string audience, DateTimeOffset expires, string subject)
    {
        var claims = $$"""{"aud":"{{Json(audience)}}","exp":{{expires.ToUnixTimeSeconds()}},"sub":"{{Json(subject)}}"}""";
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        byte[] signature;
        lock (_lock)
        {
            signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose() => _key.Dispose();

    private static JsonEncodedText Json(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
