using System.Buffers;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway.Domain;

/// <summary>
/// What an e-mail, a password and a role must be. Passwords follow NIST SP 800-63B: length counts, composition does not.
/// </summary>
internal static class AccountRules
{
    public const int ShortestPassword = 10;
    public const int LongestPassword = 256;
    public const int FewestDistinct = 4;
    public const int LongestEmail = 254;
    private static readonly SearchValues<char> NeverInEmail = SearchValues.Create(" ,;:<>()[]\\\"");

    /// <summary>Every fault of a registration, in the order of the fields.</summary>
    public static List<Fault> FaultsOf(string? email, string? password, string role)
    {
        var faults = new List<Fault>();
        if (!IsEmail(email))
        {
            faults.Add(new("email", "Give an e-mail address, such as name@example.org."));
        }

        faults.AddRange(FaultsOfPassword("password", email, password));
        if (role is not (PlatformRoles.Athlete or PlatformRoles.Coach))
        {
            faults.Add(new("role", "Choose the role athlete or coach."));
        }

        return faults;
    }

    /// <param name="field">The field of the request that holds the password.</param>
    public static IEnumerable<Fault> FaultsOfPassword(string field, string? email, string? password)
    {
        if (password is null || password.Length < ShortestPassword)
        {
            yield return new(field, $"Take a password of at least {ShortestPassword} characters.");
        }
        else if (password.Length > LongestPassword)
        {
            yield return new(field, $"Take a password of at most {LongestPassword} characters.");
        }
        else if (password.Distinct().Count() < FewestDistinct)
        {
            yield return new(field, $"Take a password with at least {FewestDistinct} different characters.");
        }
        else if (string.Equals(password, email, StringComparison.OrdinalIgnoreCase))
        {
            yield return new(field, "Take a password that is not your e-mail address.");
        }
    }

    /// <summary>A shape that can be an address. Whether someone reads it, only a letter to it would tell.</summary>
    public static bool IsEmail(string? email)
    {
        if (email is null || email.Length is < 3 or > LongestEmail || email.AsSpan().ContainsAny(NeverInEmail) || email.Any(IsOdd))
        {
            return false;
        }

        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && at == email.LastIndexOf('@') && email[^1] != '.' && email[at + 1] != '.';
    }

    // Half a surrogate pair cannot be stored as text.
    private static bool IsOdd(char c) => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c);
}
