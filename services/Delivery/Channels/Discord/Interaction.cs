using System.Text.Json;

namespace Platform.Delivery.Channels.Discord;

/// <summary>What Discord tells of a person's press or submit.</summary>
/// <param name="PersonId">Discord's id of who pressed.</param>
/// <param name="Inputs">What was typed, by the input's <c>custom_id</c>.</param>
internal sealed record Interaction(string Id, int Type, string? PersonId, string? CustomId, IReadOnlyDictionary<string, string> Inputs)
{
    public const int Ping = 1;
    public const int Component = 3;
    public const int ModalSubmit = 5;

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
            return new(Text(root, "id") ?? "", root.GetProperty("type").GetInt32(), Text(person, "id"), Text(data, "custom_id"), inputs);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    // Labels hold one component, action rows several.
    private static void Collect(JsonElement? holder, Dictionary<string, string> inputs)
    {
        if (holder is not { } element)
        {
            return;
        }

        if (Text(element, "value") is { } value && Text(element, "custom_id") is { } id)
        {
            inputs[id] = value;
        }

        Collect(Object(element, "component"), inputs);
        if (element.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array)
        {
            foreach (var component in components.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object))
            {
                Collect(component, inputs);
            }
        }
    }

    private static JsonElement? Object(JsonElement? holder, string name) =>
        holder is { } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement? holder, string name) =>
        holder is { } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
