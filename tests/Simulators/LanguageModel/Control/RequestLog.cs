using System.Text.Json.Nodes;

namespace Platform.LanguageModelSimulator.Control;

public sealed record RecordedMessage(string Role, string Content);

/// <summary>A request as it came.</summary>
/// <param name="Body">As it was sent.</param>
/// <param name="SchemaName">Of its <c>response_format</c>.</param>
public sealed record RecordedRequest(
    DateTimeOffset At, string Key, string? Model, IReadOnlyList<RecordedMessage> Messages, string? SchemaName, string Body)
{
    public string System => Of("system");

    public string User => Of("user");

    private string Of(string role) => string.Join('\n', Messages.Where(m => m.Role == role).Select(m => m.Content));
}

internal sealed class RequestLog(SimulatorOptions options)
{
    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = [];

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Enqueue(request);
            while (_requests.Count > options.Memory)
            {
                _requests.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    public static RecordedRequest Read(DateTimeOffset at, string key, string body, JsonObject form) => new(
        at,
        key,
        Text(form["model"]),
        [.. (form["messages"] as JsonArray ?? []).OfType<JsonObject>().Select(m => new RecordedMessage(Text(m["role"]) ?? "", Content(m["content"])))],
        Text((form["response_format"] as JsonObject)?["json_schema"]?["name"]),
        body);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // A text, or parts of which some are texts.
    private static string Content(JsonNode? node) => node is JsonArray parts
        ? string.Concat(parts.OfType<JsonObject>().Select(part => Text(part["text"])))
        : Text(node) ?? "";
}
