using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.DiscordSimulator.Api;

/// <summary>Reads typed fields of a form; a field of the wrong type is a fault of that field.</summary>
internal sealed class Fields(JsonObject form, string path, FormFaults faults)
{
    public FormFaults Faults => faults;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public IEnumerable<string> Names => form.Select(entry => entry.Key);

    public bool Has(string name) => form[name] is not null;

    /// <summary>The text, null where it is absent. Lengths are in Unicode code points.</summary>
    public string? Text(string name, int most, int least = 0, bool required = false)
    {
        if (form[name] is not { } node)
        {
            if (required)
            {
                faults.Required(PathOf(name));
            }

            return null;
        }

        if (node.GetValueKind() != JsonValueKind.String)
        {
            faults.Add(PathOf(name), "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            return null;
        }

        var text = node.GetValue<string>();
        var length = text.EnumerateRunes().Count();
        if (length == 0 && required)
        {
            faults.Required(PathOf(name));
        }
        else if (length > most && least > 0)
        {
            faults.BadLength(PathOf(name), least, most);
        }
        else if (length > most)
        {
            faults.TooLong(PathOf(name), most);
        }
        else if (length < least)
        {
            faults.BadLength(PathOf(name), least, most);
        }

        return text;
    }

    public int? Number(string name, int least = int.MinValue, int most = int.MaxValue)
    {
        if (form[name] is not { } node)
        {
            return null;
        }

        if (node.GetValueKind() != JsonValueKind.Number || node.AsValue() is not { } value || !value.TryGetValue(out int number))
        {
            faults.Add(PathOf(name), "NUMBER_TYPE_COERCE", $"Value \"{node}\" is not int.");
            return null;
        }

        if (number < least)
        {
            faults.Add(PathOf(name), "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {least}.");
        }
        else if (number > most)
        {
            faults.Add(PathOf(name), "NUMBER_TYPE_MAX", $"int value should be less than or equal to {most}.");
        }

        return number;
    }

    public double? Double(string name, bool integer)
    {
        if (form[name] is not { } node)
        {
            return null;
        }

        if (node.GetValueKind() != JsonValueKind.Number || node.GetValue<double>() is var number && integer && number != Math.Floor(number))
        {
            faults.Add(PathOf(name), "NUMBER_TYPE_COERCE", $"Value \"{node}\" is not {(integer ? "int" : "float")}.");
            return null;
        }

        return node.GetValue<double>();
    }

    /// <summary>The length of a text, or of its longest translation; 0 where there is no text.</summary>
    public int LongestText(string name) => (form[$"{name}_localizations"] as JsonObject ?? []).Select(translation => translation.Value).Append(form[name])
        .Max(text => text?.GetValueKind() == JsonValueKind.String ? text.GetValue<string>().EnumerateRunes().Count() : 0);

    public bool Flag(string name, bool absent = false)
    {
        if (form[name] is not { } node)
        {
            return absent;
        }

        if (node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add(PathOf(name), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
            return absent;
        }

        return node.GetValue<bool>();
    }

    public Fields? Object(string name) => form[name] switch
    {
        null => null,
        JsonObject child => new Fields(child, PathOf(name), faults),
        _ => Wrong<Fields>(name, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
    };

    public JsonArray? Array(string name) => form[name] switch
    {
        null => null,
        JsonArray array => array,
        _ => Wrong<JsonArray>(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    };

    /// <summary>The objects of a list, each with its own path; what is no object is a fault.</summary>
    public IEnumerable<(Fields Fields, JsonObject Node)> Items(string name)
    {
        var array = Array(name) ?? [];
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is JsonObject item)
            {
                yield return (new Fields(item, $"{PathOf(name)}.{i}", faults), item);
            }
            else
            {
                faults.Add($"{PathOf(name)}.{i}", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
            }
        }
    }

    private T? Wrong<T>(string name, string code, string message) where T : class
    {
        faults.Add(PathOf(name), code, message);
        return null;
    }
}
