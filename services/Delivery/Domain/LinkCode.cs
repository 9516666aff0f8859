using System.Security.Cryptography;
using System.Text;

namespace Platform.Delivery.Domain;

/// <summary>
/// A code that ties a Discord account to a person: eight of 31 characters that nobody confuses, 39 bits. It lives for ten
/// minutes and an account may guess ten times in an hour, so guessing is hopeless.
/// </summary>
internal static class LinkCode
{
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    public const int Length = 8;
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);
    private const int MostTyped = 40;

    /// <summary>As a person reads it: <c>ABCD-EFGH</c>.</summary>
    public static string Show(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>Reads what a person typed: case, hyphens and blanks do not matter.</summary>
    /// <returns>Null where it cannot be a code.</returns>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > MostTyped)
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => c != '-' && !char.IsWhiteSpace(c))).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));
}
