using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>Whom a text may ping. Without this field a text pings whomever it names, as on Discord.</summary>
internal sealed partial record AllowedMentions(bool Everyone, bool AllPeople, IReadOnlySet<Snowflake> People)
{
    public static AllowedMentions? Read(Fields message)
    {
        if (message.Object("allowed_mentions") is not { } field)
        {
            return null;
        }

        var parse = Texts(field.Array("parse"));
        for (var i = 0; i < parse.Count; i++)
        {
            if (parse[i] is not ("roles" or "users" or "everyone"))
            {
                field.Faults.Choices($"{field.PathOf("parse")}.{i}", "('everyone', 'roles', 'users')");
            }
        }

        var people = Texts(field.Array("users"))
            .Select(text => Snowflake.TryParse(text, null, out var id) ? id : default).Where(id => id.Value > 0).ToHashSet();
        if (people.Count > 0 && parse.Contains("users"))
        {
            field.Faults.Add(field.PathOf("users"), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                "parse:[\"users\"] and users: [ids...] are mutually exclusive.");
        }

        return new AllowedMentions(parse.Contains("everyone"), parse.Contains("users"), people);
    }

    public static (IReadOnlyList<Snowflake> People, bool Everyone) In(string content, AllowedMentions? allowed)
    {
        var people = PersonMention().Matches(content)
            .Select(match => Snowflake.TryParse(match.Groups[1].Value, null, out var id) ? id : default)
            .Where(id => id.Value > 0 && (allowed is null || allowed.AllPeople || allowed.People.Contains(id)))
            .Distinct().ToList();
        return (people, (allowed?.Everyone ?? true) && EveryoneMention().IsMatch(content));
    }

    private static List<string> Texts(JsonArray? list) => list?.Select(node => node?.ToString() ?? "").ToList() ?? [];

    [GeneratedRegex("<@!?([0-9]{1,20})>")]
    private static partial Regex PersonMention();

    [GeneratedRegex("@(everyone|here)\\b")]
    private static partial Regex EveryoneMention();
}
