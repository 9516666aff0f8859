using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// The agreement by four functions of OpenSSL 3. The framework's classes lead to the same arithmetic, but check every key
/// on the way several times over, and take five times as long. What has to be checked is that the browser's key is a point
/// on the curve: every such point of P-256 has the full order, and one of 65 bytes is not zero.
/// </summary>
internal static partial class OpenSslAgreement
{
    private const string Library = "libcrypto.so.3";
    private const int P256 = 415;
    private const int Uncompressed = 4;

    private static readonly nint Group = Find();

    /// <summary>Whether OpenSSL is there and agrees with the framework.</summary>
    public static bool IsSound()
    {
        if (Group == 0)
        {
            return false;
        }

        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var q = browser.ExportParameters(includePrivateParameters: false).Q;
        Span<byte> own = stackalloc byte[KeyAgreement.PointSize];
        Span<byte> secret = stackalloc byte[KeyAgreement.SecretSize];
        try
        {
            Agree([(byte)Uncompressed, .. q.X!, .. q.Y!], own, secret);
            using var ours = KeyAgreement.Import(own);
            return CryptographicOperations.FixedTimeEquals(browser.DeriveRawSecretAgreement(ours), secret);
        }
        catch (Exception another) when (another is CryptographicException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    public static void Agree(ReadOnlySpan<byte> browser, Span<byte> own, Span<byte> secret)
    {
        KeyAgreement.CheckForm(browser);
        ArgumentOutOfRangeException.ThrowIfNotEqual(own.Length, KeyAgreement.PointSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, KeyAgreement.SecretSize);
        var (key, theirs) = (NewKey(), NewPoint(Group));
        try
        {
            // Reading a point checks that it is on the curve.
            if (key == 0 || theirs == 0 || SetGroup(key, Group) != 1
                || ReadPoint(Group, theirs, in MemoryMarshal.GetReference(browser), browser.Length, 0) != 1
                || GenerateKey(key) != 1
                || WritePoint(Group, PublicKey(key), Uncompressed, ref MemoryMarshal.GetReference(own), own.Length, 0) != own.Length
                || ComputeSecret(ref MemoryMarshal.GetReference(secret), secret.Length, theirs, key, 0) != secret.Length)
            {
                ForgetErrors();
                throw new CryptographicException("OpenSSL does not agree with this key: it is no point on P-256.");
            }
        }
        finally
        {
            // Both take null; the private key is overwritten.
            FreePoint(theirs);
            FreeKey(key);
        }
    }

    private static nint Find()
    {
        // The framework sets OpenSSL up for the process, and is asked to before anybody else does.
        using var first = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            return NewGroup(P256);
        }
        catch (Exception without) when (without is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return 0;
        }
    }

    [LibraryImport(Library, EntryPoint = "EC_GROUP_new_by_curve_name")]
    private static partial nint NewGroup(int curve);

    [LibraryImport(Library, EntryPoint = "EC_KEY_new")]
    private static partial nint NewKey();

    [LibraryImport(Library, EntryPoint = "EC_KEY_set_group")]
    private static partial int SetGroup(nint key, nint group);

    [LibraryImport(Library, EntryPoint = "EC_KEY_generate_key")]
    private static partial int GenerateKey(nint key);

    [LibraryImport(Library, EntryPoint = "EC_KEY_get0_public_key")]
    private static partial nint PublicKey(nint key);

    [LibraryImport(Library, EntryPoint = "EC_KEY_free")]
    private static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EC_POINT_new")]
    private static partial nint NewPoint(nint group);

    [LibraryImport(Library, EntryPoint = "EC_POINT_oct2point")]
    private static partial int ReadPoint(nint group, nint point, in byte bytes, nint length, nint context);

    [LibraryImport(Library, EntryPoint = "EC_POINT_point2oct")]
    private static partial nint WritePoint(nint group, nint point, int form, ref byte bytes, nint length, nint context);

    [LibraryImport(Library, EntryPoint = "EC_POINT_free")]
    private static partial void FreePoint(nint point);

    [LibraryImport(Library, EntryPoint = "ECDH_compute_key")]
    private static partial int ComputeSecret(ref byte secret, nint length, nint point, nint key, nint derive);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    private static partial void ForgetErrors();
}
