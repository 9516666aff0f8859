using System.Text;

namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// Text of others inside our Markdown: shown as written, on one line, pinging, linking and styling nothing. Discord takes a
/// backslash before any sign that is no letter, digit or space as "show this sign".
/// </summary>
internal static class Markdown
{
    // Styles, spoilers, code, headings, quotes; mentions, times and commands.
    private const string Special = @"\*_~`|<>#[]@";

    /// <param name="most">The most code points of <paramref name="text"/> that are shown; at most twice as many are returned.</param>
    public static string Escape(string text, int most)
    {
        var line = PlainText.Cut(text, most);
        var escaped = new StringBuilder(line.Length + 8);
        for (var at = 0; at < line.Length; at++)
        {
            if (Special.Contains(line[at]) || StartsList(line, at) || IsInName(line, at) || IsTight(line, at))
            {
                escaped.Append('\\');
            }

            escaped.Append(line[at]);
        }

        return escaped.ToString();
    }

    /// <summary>One line of at most so many code points, for a place that knows no Markdown.</summary>
    public static string Shorten(string text, int most) => PlainText.Cut(text, most);

    // "- ", "+ " and "1. " where the text may stand at the start of a line.
    private static bool StartsList(string line, int at) => line[at] switch
    {
        '-' or '+' => at == 0,
        '.' => at > 0 && line.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0 && (at + 1 == line.Length || line[at + 1] == ' '),
        _ => false,
    };

    // The first colon of an emoji's name and that of an address. One before a space is neither.
    private static bool IsTight(string line, int at) => line[at] == ':' && at + 1 < line.Length && !char.IsWhiteSpace(line[at + 1]);

    // The dot of "discord.gg/…": an invitation counts as one without http too.
    private static bool IsInName(string line, int at) =>
        line[at] == '.' && at > 0 && at + 1 < line.Length && char.IsLetterOrDigit(line[at - 1]) && char.IsLetter(line[at + 1]);
}
