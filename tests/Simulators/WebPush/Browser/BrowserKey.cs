using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.WebPushSimulator.Browser;

/// <summary>A browser's side of RFC 8291: a key pair and a secret for one subscription.</summary>
internal sealed class BrowserKey : IDisposable
{
    private const int PointSize = 65;
    private readonly ECDiffieHellman _key;
    private readonly byte[] _auth;
    private readonly byte[] _point;

    public BrowserKey() : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    public BrowserKey(ECDiffieHellman key, byte[] auth)
    {
        (_key, _auth) = (key, auth);
        var q = key.ExportParameters(false).Q;
        _point = [4, .. q.X!, .. q.Y!];
    }

    public string P256dh => Base64Url.EncodeToString(_point);

    public string Auth => Base64Url.EncodeToString(_auth);

    /// <exception cref="UnreadableException">It was not encrypted for this subscription.</exception>
    public byte[] Decrypt(byte[] body)
    {
        var header = ContentHeader.Read(body);
        if (header.KeyId.Length != PointSize || header.KeyId[0] != 4)
        {
            throw new UnreadableException("the key id is no public key");
        }

        // RFC 8291, 4: one record.
        if (body.Length - header.Length > header.RecordSize)
        {
            throw new UnreadableException("a push message is a single record");
        }

        var shared = HKDF.Extract(HashAlgorithmName.SHA256, Agree(header.KeyId), _auth);
        byte[] info = [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. _point, .. header.KeyId];
        return ContentDecoding.Decrypt(body, HKDF.Expand(HashAlgorithmName.SHA256, shared, 32, info));
    }

    public void Dispose() => _key.Dispose();

    private byte[] Agree(byte[] point)
    {
        try
        {
            using var other = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point[1..33], Y = point[33..] },
            });
            using var key = other.PublicKey;
            return _key.DeriveRawSecretAgreement(key);
        }
        catch (CryptographicException)
        {
            throw new UnreadableException("the sender's key is no point on the curve");
        }
    }
}
