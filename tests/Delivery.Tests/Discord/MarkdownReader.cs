using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Delivery.Tests.Discord;

/// <summary>
/// What Discord makes of a message's Markdown: a second opinion, written from how its clients read, that knows nothing of
/// how the service escapes. Where clients differ it is the one that sees more.
/// </summary>
internal static partial class MarkdownReader
{
    // In the order in which they are tried, at every character.
    private static readonly (string Kind, Regex Rule)[] Rules =
    [
        ("code block", new(@"\G```[\s\S]+?```")),
        ("code", new(@"\G(`+)([\s\S]*?[^`])\1(?!`)")),
        ("link", new(@"\G<(?:https?|steam|mailto|tel|discord|ftp):[^\s>]+>", RegexOptions.IgnoreCase)),
        ("link", new(@"\G<[^\s<>@]+@[^\s<>]+>|\G<\+[0-9 ()-]+>")),
        ("person", new(@"\G<@!?[0-9]+>")),
        ("role", new(@"\G<@&[0-9]+>")),
        ("channel", new(@"\G<#[0-9]+>")),
        ("emoji", new(@"\G<a?:\w+:[0-9]+>")),
        ("time", new(@"\G<t:-?[0-9]+(?::[tTdDfFRsS])?>")),
        ("command", new(@"\G</[^>]+:[0-9]+>")),
        ("place", new(@"\G<id:[a-z]+(?::[0-9]+)?>")),
        ("everyone", new(@"\G@(?:everyone|here)")),
        ("link", new(@"\G(?:https?|steam|discord)://[^\s<]+", RegexOptions.IgnoreCase)),
        ("invitation", new(@"\G(?:discord\.gg|discord(?:app)?\.com/invite|discord\.new)/[\w-]+", RegexOptions.IgnoreCase)),
        ("link", new(@"\G\[(?:\\[\s\S]|[^\]\\])*\]\([^)]*\)")),
        ("bold", new(@"\G\*\*(?<in>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
        ("underlined", new(@"\G__(?<in>(?:\\[\s\S]|[^\\])+?)__(?!_)")),
        ("italic", new(@"\G\*(?=\S)(?<in>(?:\\[\s\S]|[^\\*])+?)\*(?!\*)")),
        ("italic", new(@"\G_(?<in>(?:\\[\s\S]|[^\\_])+?)_")),
        ("struck", new(@"\G~~(?<in>(?:\\[\s\S]|[^\\])+?)~~")),
        ("spoiler", new(@"\G\|\|(?<in>(?:\\[\s\S]|[^\\])+?)\|\|")),
        ("emoji", new(@"\G:[\w+-]+(?:::skin-tone-[0-9])?:")),
    ];

    /// <summary>A stretch of what is shown; whatever has an effect is no text.</summary>
    internal sealed record Node(string Kind, string Text)
    {
        public const string Plain = "text";
    }

    public static IReadOnlyList<Node> Read(string content)
    {
        List<Node> nodes = [];
        foreach (var line in content.Split('\n'))
        {
            var start = BlockStart().Match(line);
            if (start.Length > 0)
            {
                nodes.Add(new("block", start.Value.Trim()));
            }

            Inline(line[start.Length..], nodes);
        }

        return Join(nodes);
    }

    private static void Inline(string text, List<Node> nodes)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is var next && !char.IsAsciiLetterOrDigit(next) && !char.IsWhiteSpace(next))
            {
                nodes.Add(new(Node.Plain, next.ToString()));
                at += 2;
                continue;
            }

            var (kind, match) = Rules.Select(r => (r.Kind, Match: r.Rule.Match(text, at))).FirstOrDefault(r => r.Match.Success);
            if (match is null)
            {
                nodes.Add(new(Node.Plain, text[at].ToString()));
                at++;
                continue;
            }

            var inner = new List<Node>();
            Inline(match.Groups["in"].Value, inner);
            nodes.Add(new(kind, match.Groups["in"].Success ? string.Concat(inner.Select(n => n.Kind == Node.Plain ? n.Text : $"[{n.Kind}]")) : match.Value));
            at += match.Length;
        }
    }

    private static List<Node> Join(List<Node> nodes)
    {
        List<Node> joined = [];
        foreach (var node in nodes)
        {
            if (node.Kind == Node.Plain && joined is [.., { Kind: Node.Plain } before])
            {
                joined[^1] = new(Node.Plain, before.Text + node.Text);
            }
            else
            {
                joined.Add(node);
            }
        }

        return joined;
    }

    [GeneratedRegex(@"^(?: *(?:#{1,3} +(?=\S)|-# +(?=\S)|>>> |> |(?:[*+-]|[0-9]+\.) +(?=\S)))?")]
    private static partial Regex BlockStart();
}
