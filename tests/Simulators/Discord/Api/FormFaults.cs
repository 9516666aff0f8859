using System.Text.Json.Nodes;

namespace Platform.DiscordSimulator.Api;

/// <summary>
/// The faults of a form, gathered as Discord nests them:
/// <c>{"content":{"_errors":[{"code","message"}]},"components":{"0":{"components":{"1":{"label":{"_errors":…}}}}}}</c>.
/// </summary>
internal sealed class FormFaults
{
    private readonly JsonObject _root = [];

    public bool Any => _root.Count > 0;

    /// <param name="path">Names and indexes from the root, separated by dots; empty for the form itself.</param>
    public void Add(string path, string code, string message)
    {
        var node = _root;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node[part] is not JsonObject child)
            {
                node[part] = child = [];
            }

            node = child;
        }

        if (node["_errors"] is not JsonArray list)
        {
            node["_errors"] = list = [];
        }

        list.Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    public void Required(string path) => Add(path, "BASE_TYPE_REQUIRED", "This field is required");

    public void TooLong(string path, int most) => Add(path, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");

    public void BadLength(string path, int least, int most) =>
        Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");

    public void Choices(string path, string choices) =>
        Add(path, "BASE_TYPE_CHOICES", $"Value must be one of {choices}.");

    public DiscordError ToError() => DiscordError.BadForm(_root);

    /// <summary>One fault a line: <c>components.0.label BASE_TYPE_REQUIRED: This field is required</c>.</summary>
    public IEnumerable<string> Sentences() => Sentences(_root, "");

    private static IEnumerable<string> Sentences(JsonObject node, string path)
    {
        foreach (var (name, value) in node)
        {
            if (name == "_errors")
            {
                foreach (var fault in value!.AsArray())
                {
                    yield return $"{(path.Length == 0 ? "the form" : path)} {fault!["code"]}: {fault["message"]}";
                }
            }
            else
            {
                foreach (var sentence in Sentences(value!.AsObject(), path.Length == 0 ? name : $"{path}.{name}"))
                {
                    yield return sentence;
                }
            }
        }
    }
}
