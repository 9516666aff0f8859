using System.Text;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Channels.Discord;

/// <summary>A post as Discord takes it: Markdown, and a button for each item that is to be logged.</summary>
internal static class DiscordMessage
{
    /// <summary>In Unicode code points, as Discord counts.</summary>
    public const int MostContent = 2000;
    public const int MostButtons = 25;
    private const int ButtonsInRow = 5;
    private const int MostLabel = 80;

    // A header and one item always fit together: 1,214 and 780, escaped.
    private const int MostTitle = 100;
    private const int MostSubtitle = 150;
    private const int MostPurpose = 200;
    private const int MostAsk = 150;
    private const int MostName = 80;
    private const int MostLogged = 60;
    private const int MostDetail = 200;
    private const int MostItem = 780;

    // For texts of our own that are wider escaped than others of the same length.
    private const int Slack = 40;

    private const string Ellipsis = "…";
    private const int SuppressEmbeds = 4;
    private const int SuppressNotifications = 4096;

    /// <param name="nonce">Null: an edit, or an answer that takes the place of the message.</param>
    public static object Render(Guid deliveryId, Post post, string? nonce = null) => new
    {
        Content = Content(post),
        Nonce = nonce,
        EnforceNonce = nonce is null ? (bool?)null : true,
        Flags = SuppressEmbeds | (nonce is not null && post.Quiet ? SuppressNotifications : 0),
        AllowedMentions = new { Parse = Array.Empty<string>() },
        Components = Buttons(deliveryId, post).Take(MostButtons).Chunk(ButtonsInRow).Select(row => new { Type = ComponentTypes.ActionRow, Components = row }),
    };

    /// <summary>A button for each item that is to be logged.</summary>
    public static IEnumerable<object> Buttons(Guid deliveryId, Post post) => post.Items.Where(item => item.Asks).Select(item => Button(deliveryId, item));

    /// <summary>
    /// Which items go into which message: as many in each as fit. Items that are as wide as they can become are split for
    /// good.
    /// </summary>
    /// <param name="widest">The same post in one or several ways: every one of them fits.</param>
    public static IReadOnlyList<Range> Split(params IReadOnlyList<Post> widest)
    {
        var header = widest.Max(post => PlainText.Length(Header(post with { Part = 98, Parts = 99 })));
        List<Range> parts = [];
        var (start, length, buttons) = (0, header, 0);
        for (var i = 0; i < widest[0].Items.Count; i++)
        {
            var width = widest.Max(post => Math.Min(PlainText.Length(Item(post.Items[i], int.MaxValue)), MostItem));
            var asks = widest[0].Items[i].Asks ? 1 : 0;
            if (i > start && (length + width > MostContent - Slack || buttons + asks > MostButtons))
            {
                parts.Add(start..i);
                (start, length, buttons) = (i, header, 0);
            }

            length += width;
            buttons += asks;
        }

        parts.Add(start..widest[0].Items.Count);
        return parts;
    }

    internal static string Content(Post post)
    {
        var content = new StringBuilder(Header(post));
        var length = PlainText.Length(content.ToString());
        foreach (var item in post.Items)
        {
            var line = Item(item, MostItem);
            length += PlainText.Length(line);
            if (length > MostContent - Ellipsis.Length)
            {
                // Nobody split it: better the start of it than nothing.
                content.Append(Ellipsis);
                break;
            }

            content.Append(line);
        }

        return content.ToString().TrimEnd('\n');
    }

    private static string Header(Post post)
    {
        var header = new StringBuilder();
        if (Markdown.Escape(post.Title, MostTitle) is { Length: > 0 } title)
        {
            header.Append("## ").Append(title).Append(post.Parts > 1 ? $" ({post.Part + 1}/{post.Parts})" : "").Append('\n');
        }

        Line(post.Subtitle, MostSubtitle);
        Line(post.Purpose, MostPurpose);
        Line(post.Ask, MostAsk);
        return header.ToString();

        void Line(string? text, int most)
        {
            if (Markdown.Escape(text ?? "", most) is { Length: > 0 } line)
            {
                header.Append(line).Append('\n');
            }
        }
    }

    private static string Item(PostItem item, int most)
    {
        var line = new StringBuilder("- ");
        line.Append(Mark(item)).Append("**").Append(Markdown.Escape(NameOf(item), MostName)).Append("**");
        if (item.Logged is { } logged)
        {
            line.Append(" · ").Append(Markdown.Escape(logged, MostLogged));
        }

        var left = most - PlainText.Length(line.ToString()) - "\n  \n".Length;
        if (Details(item.Details, left) is { Length: > 0 } details)
        {
            line.Append(item is { State: ItemState.Missed, Details.Count: 1 } ? " · " : "\n  ").Append(details);
        }

        return line.Append('\n').ToString();
    }

    // Where they are too long together, the longest gives way.
    private static string Details(IReadOnlyList<string> details, int most)
    {
        var shown = details.Select(d => Markdown.Escape(d, MostDetail)).ToList();
        shown.RemoveAll(d => d.Length == 0);
        var joined = string.Join(" · ", shown);
        if (PlainText.Length(joined) <= most)
        {
            return joined;
        }

        var limits = details.Select(d => PlainText.Length(PlainText.Cut(d, MostDetail))).ToList();
        while (PlainText.Length(joined) > most)
        {
            var longest = limits.IndexOf(limits.Max());
            limits[longest] = limits[longest] * 3 / 4;
            joined = string.Join(" · ", details.Select((d, i) => limits[i] < 2 ? "" : Markdown.Escape(d, limits[i])).Where(d => d.Length > 0));
        }

        return joined;
    }

    private static object Button(Guid deliveryId, PostItem item)
    {
        var open = item.State is ItemState.Open or ItemState.Logged;
        return new
        {
            Type = ComponentTypes.Button,
            Style = item.Logged is not null ? ButtonStyles.Success : open ? ButtonStyles.Primary : ButtonStyles.Secondary,
            Label = PlainText.Cut(Mark(item) + NameOf(item), MostLabel),
            CustomId = LogId.For(deliveryId, item.Id),
            Disabled = open ? (bool?)null : true,
        };
    }

    private static string Mark(PostItem item) => item switch
    {
        { Logged: not null } => "✓ ",
        { State: ItemState.Missed } => "✗ ",
        _ => "",
    };

    private static string NameOf(PostItem item) => PlainText.Clean(item.Name) is { Length: > 0 } name ? name : item.Id;

    private static class ButtonStyles
    {
        public const int Primary = 1;
        public const int Secondary = 2;
        public const int Success = 3;
    }
}
