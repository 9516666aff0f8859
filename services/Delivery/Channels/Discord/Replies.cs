using System.Text.Json;

namespace Platform.Delivery.Channels.Discord;

/// <summary>Answers to interactions, as JSON.</summary>
internal static class Replies
{
    private const int EphemeralFlag = 64;
    private const int MostTitle = 45;

    public static string Pong { get; } = Write(new { Type = 1 });

    /// <summary>A message that only the person sees.</summary>
    /// <param name="tryAgain">The <c>custom_id</c> of a button below it, if any.</param>
    /// <param name="label">What that button says.</param>
    public static string Ephemeral(string content, string? tryAgain = null, string label = "Try again") => Write(new
    {
        Type = 4,
        Data = new
        {
            Content = content,
            Flags = EphemeralFlag,
            AllowedMentions = new { Parse = Array.Empty<string>() },
            Components = tryAgain is null ? [] : new object[]
            {
                new
                {
                    Type = ComponentTypes.ActionRow,
                    Components = new[] { new { Type = ComponentTypes.Button, Style = 1, Label = label, CustomId = tryAgain } },
                },
            },
        },
    });

    public static string Modal(string customId, string title, params IEnumerable<object> components) =>
        Write(new { Type = 9, Data = new { CustomId = customId, Title = Markdown.Shorten(title, MostTitle), Components = components } });

    /// <summary>A labelled line to fill in.</summary>
    public static object Input(string customId, string label, string description, int maxLength, string? value) => new
    {
        Type = ComponentTypes.Label,
        Label = label,
        Description = description,
        Component = new { Type = ComponentTypes.TextInput, CustomId = customId, Style = 1, MinLength = 1, MaxLength = maxLength, Required = true, Value = value },
    };

    private static string Write(object reply) => JsonSerializer.Serialize(reply, DiscordJson.Options);
}
