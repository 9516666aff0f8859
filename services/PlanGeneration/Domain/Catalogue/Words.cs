using System.Text;

namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>
/// Texts as they are compared: small letters without accents. The platform runs without culture data, where
/// <see cref="string.Normalize()"/> changes nothing, so that Latin letters are folded by the table here.
/// </summary>
internal static class Words
{
    /// <summary>Words of English and French that say nothing about an exercise.</summary>
    private static readonly HashSet<string> Empty =
        ["a", "an", "and", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "for", "in", "l", "la", "le", "les", "of", "on", "or", "pour", "sur", "the", "to", "un", "une", "with"];

    /// <summary><c>Haltères réglables</c> is <c>halteres-reglables</c>, <c>Farmer's Carry</c> is <c>farmers-carry</c>.</summary>
    public static string Slug(string text) => Folded(text).Replace(' ', '-');

    /// <summary>The words that count, in the singular: <c>Pompes sur les poings</c> is <c>pompe, poing</c>.</summary>
    public static string[] Of(string text)
    {
        var all = Folded(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var counting = Array.FindAll(all, word => !Empty.Contains(word));
        return Array.ConvertAll(counting.Length > 0 ? counting : all, Singular);
    }

    /// <summary>Letters and digits, one space between words.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var c = char.ToLowerInvariant(text[i]);
            if (char.IsAsciiLetterOrDigit(c))
            {
                folded.Append(c);
            }
            else if (Fold(c) is { } letters)
            {
                folded.Append(letters);
            }
            else if (c is not (>= '\u0300' and <= '\u036f') && !IsPossessive(text, i) && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The apostrophe of <c>farmer's</c>, not that of <c>l'appartement</c>.</summary>
    private static bool IsPossessive(string text, int i) =>
        text[i] is '\'' or '’' && i + 1 < text.Length && text[i + 1] is 's' or 'S' && (i + 2 == text.Length || !char.IsLetterOrDigit(text[i + 2]));

    private static string Singular(string word) =>
        word.Length > 2 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    private static string? Fold(char c) => c switch
    {
        >= 'à' and <= 'å' or 'ā' or 'ă' or 'ą' => "a",
        'ç' or 'ć' or 'č' => "c",
        'ď' or 'đ' => "d",
        >= 'è' and <= 'ë' or 'ē' or 'ė' or 'ę' or 'ě' => "e",
        'ğ' => "g",
        >= 'ì' and <= 'ï' or 'ī' or 'ı' => "i",
        'ł' => "l",
        'ñ' or 'ń' or 'ň' => "n",
        >= 'ò' and <= 'ö' or 'ø' or 'ō' or 'ő' => "o",
        'ř' => "r",
        'ś' or 'š' or 'ş' or 'ș' => "s",
        'ß' => "ss",
        'ť' or 'ț' => "t",
        >= 'ù' and <= 'ü' or 'ū' or 'ů' or 'ű' => "u",
        'ý' or 'ÿ' => "y",
        'ź' or 'ż' or 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        _ => null,
    };
}
