using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>
/// A command as a person has typed it: its options in the shape that an interaction carries, and what Discord's client
/// would refuse.
/// </summary>
/// <param name="given">The options' values by name.</param>
/// <param name="focused">The option that is being typed: nothing is required yet, and its value is text as it stands.</param>
internal sealed class CommandEntry(IReadOnlyDictionary<string, JsonElement> given, string? focused)
{
    private readonly List<string> _refusals = [];

    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>The type of the focused option.</summary>
    public OptionType? Completed { get; private set; }

    /// <param name="command">As it was registered; null: nobody registered it.</param>
    /// <param name="path">The subcommand, a word for each step.</param>
    public JsonArray Options(JsonElement? command, IReadOnlyList<string> path)
    {
        if (command is not { } known)
        {
            return new JsonArray([.. given.Select(pair => Guessed(pair.Key, pair.Value))]);
        }

        var options = List(known, "options");
        if (options.Any(IsSubcommand) is var nested && nested && path.Count == 0)
        {
            _refusals.Add($"Name one of its subcommands: {string.Join(", ", options.Select(NameOf))}.");
            return [];
        }

        if (!nested)
        {
            return Values(options, path);
        }

        if (options.FirstOrDefault(option => NameOf(option) == path[0]) is not { ValueKind: JsonValueKind.Object } step)
        {
            _refusals.Add($"There is no subcommand '{path[0]}'.");
            return [];
        }

        return [new JsonObject { ["name"] = path[0], ["type"] = step.GetProperty("type").GetInt32(), ["options"] = Options(step, [.. path.Skip(1)]) }];
    }

    private JsonArray Values(IReadOnlyList<JsonElement> options, IReadOnlyList<string> path)
    {
        _refusals.AddRange(path.Select(word => $"There is no subcommand '{word}'."));
        _refusals.AddRange(given.Keys.Where(name => options.All(option => NameOf(option) != name)).Select(name => $"There is no option '{name}'."));
        if (focused is not null && !options.Any(option => NameOf(option) == focused && IsTrue(option, "autocomplete")))
        {
            _refusals.Add($"'{focused}' has no completions.");
        }

        var values = new JsonArray();
        foreach (var option in options)
        {
            var name = NameOf(option);
            if (given.TryGetValue(name, out var value))
            {
                values.Add(Value(option, name, value));
            }
            else if (IsTrue(option, "required") && focused is null)
            {
                _refusals.Add($"'{name}' is required.");
            }
        }

        return values;
    }

    private JsonObject Value(JsonElement option, string name, JsonElement value)
    {
        var type = (OptionType)option.GetProperty("type").GetInt32();
        var entry = new JsonObject { ["name"] = name, ["type"] = (int)type };
        if (name == focused)
        {
            (entry["value"], entry["focused"], Completed) = (value.ToString(), true, type);
            return entry;
        }

        var typed = Typed(type, value);
        if (typed is null)
        {
            _refusals.Add($"'{name}' is no {type.ToString().ToLowerInvariant()}.");
        }
        else
        {
            _refusals.AddRange(OutOfBounds(option, type, name, typed));
        }

        entry["value"] = typed ?? JsonSerializer.SerializeToNode(value);
        return entry;
    }

    private static IEnumerable<string> OutOfBounds(JsonElement option, OptionType type, string name, JsonNode typed)
    {
        if (List(option, "choices") is { Count: > 0 } choices && !choices.Any(choice => choice.GetProperty("value").ToString() == typed.ToString()))
        {
            yield return $"'{name}' must be one of its choices: {string.Join(", ", choices.Select(choice => choice.GetProperty("value")))}.";
        }

        var (what, measured) = type switch
        {
            OptionType.Text => ("length", typed.ToString().Length),
            OptionType.Integer or OptionType.Number => ("value", typed.GetValue<double>()),
            _ => ("value", 0),
        };
        if (Double(option, $"min_{what}") is { } least && measured < least || Double(option, $"max_{what}") is { } most && measured > most)
        {
            yield return $"'{name}' must have a {what} of {Double(option, $"min_{what}") ?? 0} to {Double(option, $"max_{what}")?.ToString(CultureInfo.InvariantCulture) ?? "any"}.";
        }
    }

    // A number may come as text, as a person types it.
    private static JsonNode? Typed(OptionType type, JsonElement value) => type switch
    {
        OptionType.Text => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
        OptionType.Boolean => bool.TryParse(value.ToString(), out var flag) ? flag : null,
        OptionType.Integer or OptionType.Number =>
            double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && CommandRules.IsNumber(number, type)
                ? JsonValue.Create(number) : null,
        _ => Model.Snowflake.TryParse(value.ToString(), null, out _) ? value.ToString() : null,
    };

    private static JsonNode Guessed(string name, JsonElement value) => new JsonObject
    {
        ["name"] = name,
        ["type"] = (int)(value.ValueKind switch
        {
            JsonValueKind.Number => OptionType.Number,
            JsonValueKind.True or JsonValueKind.False => OptionType.Boolean,
            _ => OptionType.Text,
        }),
        ["value"] = JsonSerializer.SerializeToNode(value),
    };

    private static bool IsSubcommand(JsonElement option) => option.GetProperty("type").GetInt32() is 1 or 2;

    private static string NameOf(JsonElement option) => option.GetProperty("name").GetString()!;

    private static bool IsTrue(JsonElement option, string name) => option.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static double? Double(JsonElement option, string name) =>
        option.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static IReadOnlyList<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
