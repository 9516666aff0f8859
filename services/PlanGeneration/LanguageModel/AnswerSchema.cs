using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>
/// Checks an answer against the schema it was asked for: not every endpoint keeps to it. Knows the keywords of strict
/// structured output: type, enum, const, properties, required, additionalProperties: false, items, anyOf, $ref to $defs,
/// and the limits of numbers, texts and lists.
/// </summary>
internal static class AnswerSchema
{
    private const int MostFaults = 50;
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);

    /// <returns>Lines of the form <c>path: reason</c>; none where the answer satisfies the schema.</returns>
    public static IReadOnlyList<string> Faults(JsonElement schema, JsonElement answer)
    {
        var faults = new List<string>();
        Check(schema, schema, answer, "$", faults);
        return faults.Count <= MostFaults ? faults : faults[..MostFaults];
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(root, Resolve(root, reference.GetString()!), value, path, faults);
            return;
        }

        if (schema.TryGetProperty("anyOf", out var choices) && !choices.EnumerateArray().Any(choice => Satisfies(root, choice, value)))
        {
            faults.Add($"{path}: has none of the forms that are allowed here");
            return;
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => Is(t, value)))
        {
            faults.Add($"{path}: must be {string.Join(" or ", Types(type))}");
            return;
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)))
        {
            faults.Add($"{path}: must be one of {Listed(values)}");
        }

        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
        {
            faults.Add($"{path}: must be {constant.GetRawText()}");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(root, schema, value, path, faults);
                break;
            case JsonValueKind.Array:
                CheckList(root, schema, value, path, faults);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value.GetDouble(), path, faults);
                break;
            case JsonValueKind.String:
                CheckText(schema, value.GetString()!, path, faults);
                break;
        }
    }

    private static void CheckObject(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            faults.AddRange(required.EnumerateArray().Select(n => n.GetString()!).Where(n => !value.TryGetProperty(n, out _)).Select(n => $"{path}.{n}: is missing"));
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var closed = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(member.Name, out var known))
            {
                Check(root, known, member.Value, $"{path}.{member.Name}", faults);
            }
            else if (closed)
            {
                faults.Add($"{path}: has a property that the schema does not know");
            }
        }
    }

    private static void CheckList(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        var count = value.GetArrayLength();
        if (Limit(schema, "minItems") is { } least && count < least)
        {
            faults.Add($"{path}: must have at least {least} items");
        }

        if (Limit(schema, "maxItems") is { } most && count > most)
        {
            faults.Add($"{path}: must have at most {most} items");
            return;
        }

        if (schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(root, items, item, $"{path}[{index++}]", faults);
            }
        }
    }

    private static void CheckNumber(JsonElement schema, double value, string path, List<string> faults)
    {
        if (!double.IsFinite(value)
            || (Limit(schema, "minimum") is { } least && value < least) || (Limit(schema, "exclusiveMinimum") is { } above && value <= above)
            || (Limit(schema, "maximum") is { } most && value > most) || (Limit(schema, "exclusiveMaximum") is { } below && value >= below))
        {
            faults.Add($"{path}: lies outside its limits ({Limits(schema)})");
        }
    }

    private static void CheckText(JsonElement schema, string value, string path, List<string> faults)
    {
        var length = value.EnumerateRunes().Count();
        if (Limit(schema, "minLength") is { } least && length < least)
        {
            faults.Add($"{path}: must have at least {least} characters");
        }

        if (Limit(schema, "maxLength") is { } most && length > most)
        {
            faults.Add($"{path}: must have at most {most} characters");
        }
        else if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value, pattern.GetString()!, RegexOptions.ECMAScript, PatternLimit))
        {
            faults.Add($"{path}: must match {pattern.GetString()}");
        }
    }

    private static bool Satisfies(JsonElement root, JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(root, schema, value, "$", faults);
        return faults.Count == 0;
    }

    private static JsonElement Resolve(JsonElement root, string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => value.ValueKind == JsonValueKind.Number,
    };

    private static double? Limit(JsonElement schema, string name) => schema.TryGetProperty(name, out var limit) ? limit.GetDouble() : null;

    private static string Limits(JsonElement schema) => string.Join(", ",
        new[] { "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum" }
            .Select(name => (name, limit: Limit(schema, name))).Where(l => l.limit is not null)
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.name} {l.limit}")));

    private static string Listed(JsonElement values)
    {
        const int Shown = 12;
        var text = new StringBuilder().AppendJoin(", ", values.EnumerateArray().Take(Shown).Select(v => v.GetRawText()));
        return values.GetArrayLength() > Shown ? text.Append(", …").ToString() : text.ToString();
    }
}
