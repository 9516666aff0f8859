using System.Text.Json;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Channels.Discord;

/// <summary>A form as the answer to a press: a modal of labelled lines to fill in.</summary>
internal static class DiscordModal
{
    private const int MostTitle = 45;
    private const int MostLabel = 45;
    private const int MostDescription = 100;

    /// <returns>The answer as JSON.</returns>
    public static string Render(string customId, Form form) => JsonSerializer.Serialize(
        new
        {
            Type = 9,
            Data = new
            {
                CustomId = customId,
                Title = PlainText.Cut(form.Title, MostTitle),
                Components = form.Fields.Select(field => new
                {
                    Type = ComponentTypes.Label,
                    Label = PlainText.Cut(field.Label, MostLabel),
                    Description = PlainText.Cut(field.Description, MostDescription),
                    Component = new
                    {
                        Type = ComponentTypes.TextInput,
                        CustomId = field.Id,
                        Style = 1,
                        MinLength = field.Required ? 1 : 0,
                        field.MaxLength,
                        field.Required,
                        Value = field.Value is { Length: > 0 } value && value.Length <= field.MaxLength ? value : null,
                    },
                }),
            },
        },
        DiscordJson.Options);
}
