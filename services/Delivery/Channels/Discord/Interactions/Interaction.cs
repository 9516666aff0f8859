using System.Text.Json;

namespace Platform.Delivery.Channels.Discord.Interactions;

/// <summary>What Discord tells of something that a person did there. Every text is theirs to choose, ids too.</summary>
/// <param name="Type">One of <see cref="InteractionTypes"/>.</param>
/// <param name="PersonId">Discord's id of who did it; null where the body names none.</param>
/// <param name="Locale">The language of their Discord, such as <c>en-GB</c>.</param>
/// <param name="CustomId">Of the button or modal.</param>
/// <param name="MessageId">Of the message that the button is on, or that the modal was opened from.</param>
/// <param name="Command">The name of the command.</param>
/// <param name="Options">Of the command, by their names, in order; numbers as they were written.</param>
/// <param name="Inputs">What was filled into the modal, by the input's <c>custom_id</c>.</param>
internal sealed record Interaction(
    string Id, int Type, string? PersonId, string? Locale, string? CustomId, string? MessageId, string? Command,
    IReadOnlyList<CommandOption> Options, IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>The bot that was spoken to: the one whose key signed.</summary>
    public string ApplicationId { get; init; } = "";

    /// <summary>The option that is being typed.</summary>
    public CommandOption? Focused => Options.FirstOrDefault(o => o.Focused);

    public string? Option(string name) => Options.FirstOrDefault(o => o.Name == name)?.Value;

    /// <returns>Null where the body is no interaction.</returns>
    public static Interaction? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var data = Object(root, "data");
            var inputs = new Dictionary<string, string>();
            Collect(data, inputs);
            var person = Object(Object(root, "member"), "user") ?? Object(root, "user");
            return new(
                IdOf(root) ?? "", root.GetProperty("type").GetInt32(), IdOf(person), Text(root, "locale"), Text(data, "custom_id"),
                IdOf(Object(root, "message")), Text(data, "name"), [.. OptionsOf(data)], inputs);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<CommandOption> OptionsOf(JsonElement? data)
    {
        foreach (var option in List(data, "options"))
        {
            if (Text(option, "name") is { } name && option.TryGetProperty("value", out var value))
            {
                var text = value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString()!,
                    JsonValueKind.Number => value.GetRawText(),
                    _ => "",
                };
                yield return new(name, text, option.TryGetProperty("focused", out var focused) && focused.ValueKind == JsonValueKind.True);
            }
        }
    }

    // Labels hold one component, action rows several.
    private static void Collect(JsonElement? holder, Dictionary<string, string> inputs)
    {
        if (Text(holder, "value") is { } value && Text(holder, "custom_id") is { } id)
        {
            inputs[id] = value;
        }

        if (Object(holder, "component") is { } labelled)
        {
            Collect(labelled, inputs);
        }

        foreach (var component in List(holder, "components"))
        {
            Collect(component, inputs);
        }
    }

    private static IEnumerable<JsonElement> List(JsonElement? holder, string name) =>
        holder is { } element && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static JsonElement? Object(JsonElement? holder, string name) =>
        holder is { } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement? holder, string name) =>
        holder is { } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? IdOf(JsonElement? holder) => Text(holder, "id") is { } id && Snowflake.IsValid(id) ? id : null;
}

/// <param name="Value">As it was given; a number as its digits.</param>
/// <param name="Focused">Being typed: for completion.</param>
internal sealed record CommandOption(string Name, string Value, bool Focused);

internal static class InteractionTypes
{
    public const int Ping = 1;
    public const int Command = 2;
    public const int Component = 3;
    public const int Autocomplete = 4;
    public const int ModalSubmit = 5;
}
