using System.Diagnostics.CodeAnalysis;

namespace Platform.ServiceDefaults.Http;

/// <summary>Collects everything that is wrong with a request, so that it is told at once.</summary>
public sealed class Faults
{
    private readonly List<Fault> _found = [];

    public IReadOnlyCollection<Fault> Found => _found;

    public bool None => _found.Count == 0;

    public void Add(string field, string message) => _found.Add(new(field, message));

    /// <summary>A text that people read: trimmed, not empty, no control characters, at most <paramref name="longest"/> characters.</summary>
    /// <returns>The text as it is to be stored; empty where it is faulty.</returns>
    public string Text(string field, string? given, int longest)
    {
        var text = given?.Trim() ?? "";
        if (text.Length == 0)
        {
            Add(field, $"{field} is required.");
        }
        else if (text.Length > longest || text.Any(char.IsControl))
        {
            Add(field, $"{field} takes at most {longest} characters, none of them control characters.");
            return "";
        }

        return text;
    }

    /// <summary>A whole number that has to be given.</summary>
    public int Number(string field, int? given, int least, int most)
    {
        if (given is not { } number || number < least || number > most)
        {
            Add(field, $"{field} is required: a whole number from {least} to {most}.");
            return 0;
        }

        return number;
    }

    /// <summary>How many a list may hold; a faulty list is not looked into.</summary>
    public bool Count<T>(string field, [NotNullWhen(true)] IReadOnlyList<T>? given, int most, string what)
    {
        if (given is { Count: > 0 } && given.Count <= most)
        {
            return true;
        }

        Add(field, $"{field} is required: 1 to {most} {what}.");
        return false;
    }
}
