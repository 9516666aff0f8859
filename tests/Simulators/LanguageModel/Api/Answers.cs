using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.LanguageModelSimulator.Api;

/// <summary>
/// What a model that does as it is told says: the answer set for the schema's name, otherwise the smallest document that
/// satisfies the schema.
/// </summary>
internal sealed class Answers
{
    private const int Deepest = 32;
    private static readonly string[] Texts = ["example", "1", "a", "A1", "2026-11-23", "07:30", "00:05:00", "example-item"];

    private readonly ConcurrentDictionary<string, JsonObject> _given = [];

    public IReadOnlyDictionary<string, JsonObject> All => _given;

    public void Set(string schemaName, JsonObject answer) => _given[schemaName] = answer;

    public void Clear() => _given.Clear();

    public JsonNode? For(string? schemaName, JsonObject? schema) =>
        schemaName is not null && _given.TryGetValue(schemaName, out var given) ? given.DeepClone()
        : schema is null ? new JsonObject()
        : Smallest(schema, schema, 0);

    private static JsonNode? Smallest(JsonObject root, JsonObject schema, int depth)
    {
        if (depth > Deepest)
        {
            throw new InvalidOperationException("The schema has no smallest document: it contains itself.");
        }

        if (schema["$ref"]?.ToString() is { } reference)
        {
            return Smallest(root, reference.Split('/').Skip(1).Aggregate(root, (at, name) => at[name]!.AsObject()), depth + 1);
        }

        if ((schema["const"] ?? (schema["enum"] as JsonArray)?[0]) is { } value)
        {
            return value.DeepClone();
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            var choice = choices.OfType<JsonObject>().FirstOrDefault(c => c["type"]?.ToString() == "null") ?? choices[0]!.AsObject();
            return Smallest(root, choice, depth + 1);
        }

        return Type(schema) switch
        {
            "object" => new JsonObject((schema["properties"] as JsonObject ?? [])
                .Select(p => KeyValuePair.Create(p.Key, Smallest(root, p.Value!.AsObject(), depth + 1)))),
            "array" => new JsonArray([.. Enumerable.Range(0, (int)(Number(schema, "minItems") ?? 0)).Select(_ => Smallest(root, schema["items"]!.AsObject(), depth + 1))]),
            "string" => Text(schema),
            "integer" => (long)Math.Ceiling(Number(schema, "minimum") ?? Number(schema, "exclusiveMinimum") + 1 ?? Math.Min(0, Number(schema, "maximum") ?? 0)),
            "number" => Number(schema, "minimum") ?? Number(schema, "exclusiveMinimum") + 0.5 ?? Math.Min(0, Number(schema, "maximum") ?? 0),
            "boolean" => false,
            _ => null,
        };
    }

    private static string? Type(JsonObject schema) => schema["type"] is JsonArray several
        ? several.Any(t => t?.ToString() == "null") ? "null" : several[0]?.ToString()
        : schema["type"]?.ToString();

    private static string Text(JsonObject schema)
    {
        var text = schema["pattern"]?.ToString() is { } pattern ? Texts.FirstOrDefault(t => Regex.IsMatch(t, pattern)) ?? Texts[0]
            : schema["format"]?.ToString() == "date" ? "2026-11-23"
            : Texts[0];
        var least = (int)(Number(schema, "minLength") ?? 0);
        var most = (int)(Number(schema, "maxLength") ?? int.MaxValue);
        return text.Length > most ? text[..most] : text.PadRight(least, '.');
    }

    private static double? Number(JsonObject schema, string name) => schema[name]?.GetValue<double>();
}
