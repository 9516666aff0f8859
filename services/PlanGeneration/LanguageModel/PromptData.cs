using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>Data that was kept from the model, and why: <c>forbidden_source</c>, <c>unknown_source</c> or <c>too_large</c>.</summary>
internal sealed record Omission(string Name, IReadOnlyList<string> Sources, string Reason);

/// <summary>
/// What the model is told of the athlete: named pieces, each with the sources it comes from. A piece of which a source
/// may not be used (<see cref="DataSources"/>) is left out and noted. Texts lose control and invisible characters and
/// what is beyond <see cref="LongestText"/>.
/// </summary>
internal sealed class PromptData
{
    /// <summary>Characters of one text.</summary>
    public const int LongestText = 500;

    /// <summary>Characters of all pieces together, as JSON.</summary>
    public const int LongestDocument = 60_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private readonly JsonObject _document = [];
    private readonly List<Omission> _omitted = [];
    private int _length;

    public IReadOnlyList<Omission> Omitted => _omitted;

    /// <summary>What may be sent.</summary>
    internal JsonObject Document => _document;

    /// <param name="name">Ours; unique among the pieces.</param>
    /// <param name="value">Serialised as the platform's HTTP answers are; null is told as null.</param>
    /// <param name="sources">Every source that the value was taken or computed from.</param>
    public PromptData Add(string name, object? value, params IReadOnlyList<string> sources)
    {
        if (_document.ContainsKey(name) || _omitted.Any(o => o.Name == name))
        {
            throw new ArgumentException($"There is a piece named {name} already.", nameof(name));
        }

        var use = DataSources.Of(sources);
        if (use != PromptUse.Allowed)
        {
            _omitted.Add(new(name, sources, use == PromptUse.Forbidden ? "forbidden_source" : "unknown_source"));
            return this;
        }

        var node = Clean(JsonSerializer.SerializeToNode(value, Json));
        var length = node?.ToJsonString(Json).Length ?? 0;
        if (_length + length > LongestDocument)
        {
            _omitted.Add(new(name, sources, "too_large"));
            return this;
        }

        _length += length;
        _document.Add(name, node);
        return this;
    }

    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject value => new JsonObject(value
            .DistinctBy(p => CleanText(p.Key)).Select(p => KeyValuePair.Create(CleanText(p.Key), Clean(p.Value)))),
        JsonArray values => new JsonArray([.. values.Select(Clean)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(CleanText(value.ToString())),
        _ => node?.DeepClone(),
    };

    /// <summary>Line ends become spaces; other control, format and unassigned characters go: they hide text from people.</summary>
    internal static string CleanText(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > LongestText)
            {
                break;
            }

            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control when rune.Value is '\n' or '\r' or '\t':
                case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append(' ');
                    break;
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    break;
                default:
                    clean.Append(rune.ToString());
                    break;
            }
        }

        return clean.ToString();
    }
}
