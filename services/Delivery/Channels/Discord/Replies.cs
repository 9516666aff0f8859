using System.Text.Json;
using Platform.Delivery.Channels.Discord.Interactions;

namespace Platform.Delivery.Channels.Discord;

/// <summary>Answers to interactions, as JSON.</summary>
internal static class Replies
{
    private const int EphemeralFlag = 64;
    private const int ButtonsInRow = 5;
    private const int MostChoice = 100;

    /// <summary>How many an option may be completed to.</summary>
    public const int MostChoices = 25;

    public static string Pong { get; } = Write(new { Type = 1 });

    /// <summary>A message that only the person sees.</summary>
    /// <param name="content">Markdown; at most so many code points of it as Discord takes.</param>
    /// <param name="button">A button below it, if any.</param>
    public static string Ephemeral(string content, (string CustomId, string Label)? button = null) => Ephemeral(
        content, [], button is { } b ? [new { Type = ComponentTypes.Button, Style = 1, b.Label, b.CustomId }] : []);

    /// <param name="embeds">Each Markdown; the reader sees them one below the other.</param>
    /// <param name="buttons">At most 25.</param>
    public static string Ephemeral(string content, IReadOnlyList<string> embeds, IEnumerable<object> buttons) => Write(new
    {
        Type = 4,
        Data = new
        {
            Content = content,
            Embeds = embeds.Count == 0 ? null : embeds.Select(text => new { Description = text }),
            Flags = EphemeralFlag,
            AllowedMentions = new { Parse = Array.Empty<string>() },
            Components = buttons.Chunk(ButtonsInRow).Select(row => new { Type = ComponentTypes.ActionRow, Components = row }),
        },
    });

    /// <summary>Renders the message anew that was pressed, or that the modal was opened from.</summary>
    /// <param name="message">As <see cref="DiscordMessage.Render"/> makes it.</param>
    public static string Update(object message) => Write(new { Type = 7, Data = message });

    /// <summary>What an option may be completed to.</summary>
    public static string Choices(IReadOnlyList<Choice> choices) => Write(new
    {
        Type = 8,
        Data = new
        {
            Choices = choices.Where(c => c.Value.Length is > 0 and <= MostChoice && c.Name.Length > 0).Take(MostChoices)
                .Select(c => new { Name = Markdown.Shorten(c.Name, MostChoice), c.Value }),
        },
    });

    private static string Write(object reply) => JsonSerializer.Serialize(reply, DiscordJson.Options);
}
