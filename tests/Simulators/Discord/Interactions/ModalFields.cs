using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>A modal's inputs: what a person may type, and the components that a submit carries.</summary>
internal static class ModalFields
{
    /// <summary>What Discord's own form would not let be submitted, in words; none if all is well.</summary>
    public static IEnumerable<string> Refusals(JsonElement modal, IReadOnlyDictionary<string, string> values)
    {
        var inputs = Inputs(modal).ToDictionary(input => Text(input, "custom_id")!, input => input, StringComparer.Ordinal);
        foreach (var unknown in values.Keys.Where(key => !inputs.ContainsKey(key)))
        {
            yield return $"The modal has no input '{unknown}'; it has {string.Join(", ", inputs.Keys)}.";
        }

        foreach (var (customId, input) in inputs)
        {
            var value = values.GetValueOrDefault(customId) ?? Text(input, "value") ?? "";
            var required = !input.TryGetProperty("required", out var flag) || flag.ValueKind != JsonValueKind.False;
            if (value.Length == 0)
            {
                if (required)
                {
                    yield return $"'{customId}' must be filled in.";
                }
            }
            else if (Number(input, "type") == ComponentRules.StringSelect)
            {
                if (!input.GetProperty("options").EnumerateArray().Any(option => Text(option, "value") == value))
                {
                    yield return $"'{customId}' has no option '{value}'.";
                }
            }
            else if (value.Length < (Number(input, "min_length") ?? 0) || value.Length > (Number(input, "max_length") ?? 4000))
            {
                yield return $"'{customId}' must have {Number(input, "min_length") ?? 0} to {Number(input, "max_length") ?? 4000} characters.";
            }
        }
    }

    /// <summary>The modal's components as a submit carries them: the values, without labels.</summary>
    public static JsonArray Submitted(JsonElement modal, IReadOnlyDictionary<string, string> values)
    {
        var components = new JsonArray();
        foreach (var component in modal.GetProperty("components").EnumerateArray())
        {
            var answer = new JsonObject { ["type"] = Number(component, "type"), ["id"] = Number(component, "id") };
            if (component.TryGetProperty("component", out var inner))
            {
                answer["component"] = Answer(inner, values);
            }
            else if (component.TryGetProperty("components", out var row))
            {
                answer["components"] = new JsonArray([.. row.EnumerateArray().Select(input => Answer(input, values))]);
            }

            components.Add(answer);
        }

        return components;
    }

    /// <summary>The components of a submit whose modal is not known: a label around a text input for each value.</summary>
    public static JsonArray Submitted(IReadOnlyDictionary<string, string> values)
    {
        var number = 0;
        return new JsonArray([.. values.Select(JsonNode (pair) => new JsonObject
        {
            ["type"] = ModalRules.Label,
            ["id"] = ++number,
            ["component"] = new JsonObject
            {
                ["type"] = ModalRules.TextInput, ["id"] = ++number, ["custom_id"] = pair.Key, ["value"] = pair.Value,
            },
        })]);
    }

    private static IEnumerable<JsonElement> Inputs(JsonElement modal)
    {
        foreach (var component in modal.GetProperty("components").EnumerateArray())
        {
            if (component.TryGetProperty("component", out var inner))
            {
                yield return inner;
            }
            else if (component.TryGetProperty("components", out var row))
            {
                foreach (var input in row.EnumerateArray())
                {
                    yield return input;
                }
            }
        }
    }

    private static JsonNode Answer(JsonElement input, IReadOnlyDictionary<string, string> values)
    {
        var customId = Text(input, "custom_id")!;
        var value = values.GetValueOrDefault(customId) ?? Text(input, "value") ?? "";
        var answer = new JsonObject { ["type"] = Number(input, "type"), ["id"] = Number(input, "id"), ["custom_id"] = customId };
        if (Number(input, "type") == ComponentRules.StringSelect)
        {
            answer["values"] = value.Length == 0 ? [] : new JsonArray(value);
        }
        else
        {
            answer["value"] = value;
        }

        return answer;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
