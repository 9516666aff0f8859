using System.Text.Json;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>A post as a notification: what a service worker needs to show it, as JSON.</summary>
internal static class PushNote
{
    /// <summary>Bytes of UTF-8. Encrypted it stays below the 4,096 that every push service takes.</summary>
    public const int MostBytes = 3900;
    private const int MostTitle = 80;
    private const int MostLine = 80;
    private const int MostLines = 6;

    /// <param name="url">Where a tap leads, a path of the web app.</param>
    /// <param name="tag">A later note of the same tag takes the place of an earlier one.</param>
    /// <exception cref="ArgumentException">The address and the tag leave no room for a text.</exception>
    public static byte[] Render(Post post, string url, string tag, Reader reader)
    {
        var title = PlainText.Cut(post.Title, MostTitle) + (post.Parts > 1 ? $" ({post.Part + 1}/{post.Parts})" : "");
        var lines = Lines(post, reader.Texts);
        for (var most = MostLine; most > 1; most = most * 3 / 4)
        {
            var body = string.Join('\n', lines.Select(line => PlainText.Cut(line, most)).Where(line => line.Length > 0));
            var note = JsonSerializer.SerializeToUtf8Bytes(
                new Note(PlainText.Cut(title, MostTitle + 8), body, tag, url, post.Quiet, reader.Language), JsonSerializerOptions.Web);
            if (note.Length <= MostBytes)
            {
                return note;
            }
        }

        throw new ArgumentException("The address and the tag of a notification leave no room for its text.", nameof(url));
    }

    private static List<string> Lines(Post post, Texts texts)
    {
        List<string> lines = [];
        if (post.Purpose is { } purpose)
        {
            lines.Add(purpose);
        }

        // Buttons are Discord's: where something is open, a tap opens the app.
        var open = post.Items.Any(item => item is { Asks: true, State: ItemState.Open });
        if (!open && post.Ask is { } told)
        {
            lines.Add(told);
        }

        lines.AddRange(post.Items.Take(MostLines).Select(Line));
        if (post.Items.Count > MostLines)
        {
            lines.Add(texts.PushMore(post.Items.Count - MostLines));
        }

        if (open)
        {
            lines.Add(texts.PushTapToLog);
        }

        return lines;
    }

    private static string Line(PostItem item) => item switch
    {
        { Logged: { } logged } => $"✓ {item.Name} · {logged}",
        { State: ItemState.Missed } => $"✗ {item.Name}",
        { Details: [var first, ..] } => $"{item.Name} · {first}",
        _ => item.Name,
    };

    private sealed record Note(string Title, string Body, string Tag, string Url, bool Silent, string Lang);
}
