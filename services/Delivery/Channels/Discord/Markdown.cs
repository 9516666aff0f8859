using System.Text;

namespace Platform.Delivery.Channels.Discord;

/// <summary>Text of others inside our Markdown: shown as written, on one line.</summary>
internal static class Markdown
{
    private const string Special = @"\*_~`|<>#[]@:";

    /// <param name="most">The most characters of <paramref name="text"/> that are shown; at most twice as many are returned.</param>
    public static string Escape(string text, int most)
    {
        var escaped = new StringBuilder();
        foreach (var character in Shorten(text, most))
        {
            if (Special.Contains(character))
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>One line of at most <paramref name="most"/> characters, no surrogate pair cut in half.</summary>
    public static string Shorten(string text, int most)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        if (line.Length <= most)
        {
            return line;
        }

        var cut = most - 1;
        if (char.IsHighSurrogate(line[cut - 1]))
        {
            cut--;
        }

        return line[..cut].TrimEnd() + "…";
    }
}
