using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Delivery.Domain;

/// <summary>Short names for programs: <c>a-z 0-9</c> with single hyphens between, at most 60 characters.</summary>
internal static partial class Slugs
{
    public const int Longest = 60;

    // Without culture data, as the platform runs, normalizing takes no accent off a letter.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";

    public static bool Is(string? text) => text is { Length: <= Longest } && Slug().IsMatch(text);

    /// <summary><c>Crème brûlée, 2 cups</c> is <c>creme-brulee-2-cups</c>.</summary>
    /// <returns>Empty where there is no Latin letter and no digit.</returns>
    public static string Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            if (Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at)
            {
                slug.Append(Plain[at]);
            }
            else if (letter is 'œ' or 'æ' or 'ß')
            {
                slug.Append(letter switch { 'œ' => "oe", 'æ' => "ae", _ => "ss" });
            }
            else if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (letter is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return Cut(slug.ToString(), Longest);
    }

    /// <summary>The first of <c>slug</c>, <c>slug-2</c>, <c>slug-3</c> … that is not taken.</summary>
    public static string Free(string slug, IReadOnlySet<string> taken)
    {
        var free = slug;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = $"{Cut(slug, Longest - 4)}-{number}";
        }

        return free;
    }

    private static string Cut(string slug, int most) => (slug.Length > most ? slug[..most] : slug).Trim('-');

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Slug();
}
