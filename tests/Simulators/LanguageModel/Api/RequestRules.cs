using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.LanguageModelSimulator.Api;

/// <summary>What the real API refuses about a request for a structured answer, the rules of strict schemas included.</summary>
internal static partial class RequestRules
{
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];
    private static readonly string[] NotInStrict = ["allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "patternProperties"];

    public static ApiError? Check(JsonObject form, SimulatorOptions options)
    {
        if (form["model"]?.GetValueKind() != System.Text.Json.JsonValueKind.String || form["model"]!.GetValue<string>() is not { Length: > 0 } model)
        {
            return ApiError.Invalid("model", "you must provide a model parameter");
        }

        if (!string.IsNullOrEmpty(options.Model) && model != options.Model)
        {
            return ApiError.NoModel(model);
        }

        return CheckMessages(form["messages"] as JsonArray) ?? CheckFormat(form["response_format"] as JsonObject);
    }

    private static ApiError? CheckMessages(JsonArray? messages)
    {
        if (messages is not { Count: > 0 })
        {
            return ApiError.Invalid("messages", "[] is too short - 'messages'", "empty_array");
        }

        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i] is not JsonObject message || !Roles.Contains(message["role"]?.ToString()) || message["content"] is null)
            {
                return ApiError.Invalid($"messages[{i}]", "Invalid message: a known role and content are required.");
            }
        }

        return null;
    }

    private static ApiError? CheckFormat(JsonObject? format)
    {
        if (format is null || format["type"]?.ToString() is "text" or "json_object")
        {
            return null;
        }

        if (format["type"]?.ToString() != "json_schema" || format["json_schema"] is not JsonObject given)
        {
            return ApiError.Invalid("response_format", "Invalid value: supported are text, json_object and json_schema.");
        }

        if (given["name"]?.ToString() is not { } name || !Name().IsMatch(name))
        {
            return ApiError.Invalid("response_format.json_schema.name", "Invalid name: expected letters, digits, _ and -, at most 64.");
        }

        if (given["schema"] is not JsonObject schema)
        {
            return ApiError.Invalid("response_format.json_schema.schema", "Missing required parameter.");
        }

        if (given["strict"]?.GetValue<bool>() is not true)
        {
            return null;
        }

        var mistake = schema["type"]?.ToString() != "object" ? "schema must be a JSON Schema of type 'object'" : Mistake(schema, "()");
        return mistake is null
            ? null
            : ApiError.Invalid("response_format", $"Invalid schema for response_format '{name}': In context={mistake}");
    }

    private static string? Mistake(JsonNode? node, string context)
    {
        if (node is not JsonObject schema)
        {
            return null;
        }

        if (NotInStrict.FirstOrDefault(schema.ContainsKey) is { } unknown)
        {
            return $"{context}, '{unknown}' is not permitted.";
        }

        if (schema["properties"] is JsonObject properties)
        {
            if (schema["additionalProperties"]?.ToJsonString() != "false")
            {
                return $"{context}, 'additionalProperties' is required to be supplied and to be false.";
            }

            var required = (schema["required"] as JsonArray ?? []).Select(r => r?.ToString()).ToHashSet();
            if (properties.Select(p => p.Key).FirstOrDefault(p => !required.Contains(p)) is { } missing)
            {
                return $"{context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '{missing}'.";
            }
        }

        return (schema["properties"] as JsonObject ?? []).Concat(schema["$defs"] as JsonObject ?? [])
            .Select(p => Mistake(p.Value, $"({context}, '{p.Key}')"))
            .Concat((schema["anyOf"] as JsonArray ?? []).Select((choice, i) => Mistake(choice, $"({context}, 'anyOf', '{i}')")))
            .Append(Mistake(schema["items"], $"({context}, 'items')"))
            .FirstOrDefault(m => m is not null);
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
