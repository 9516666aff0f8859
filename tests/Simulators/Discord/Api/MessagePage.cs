using System.Globalization;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>A page of a channel's history: newest first, 1–100 messages, at most one of before, after, around.</summary>
internal sealed record MessagePage(int Limit, Snowflake? Before, Snowflake? After, Snowflake? Around)
{
    public static MessagePage Read(IQueryCollection query, FormFaults faults)
    {
        var limit = 50;
        if (query["limit"] is { Count: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out limit))
            {
                faults.Add("limit", "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not int.");
            }
            else if (limit < 1)
            {
                faults.Add("limit", "NUMBER_TYPE_MIN", "int value should be greater than or equal to 1.");
            }
            else if (limit > 100)
            {
                faults.Add("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.");
            }
        }

        if (query.Keys.Count(key => key is "before" or "after" or "around") > 1)
        {
            faults.Add("", "MUTUALLY_EXCLUSIVE", "Only one of before, after and around may be given.");
        }

        return new MessagePage(limit, Id(query, "before", faults), Id(query, "after", faults), Id(query, "around", faults));
    }

    public IReadOnlyList<Message> Of(History history)
    {
        if (After is { } after)
        {
            return history.After(after, Limit);
        }

        if (Around is { } around)
        {
            var older = history.Before(new Snowflake(around.Value + 1), Limit / 2 + 1);
            return [.. history.After(around, Math.Min(Limit / 2, Limit - older.Count)), .. older];
        }

        return history.Before(Before, Limit);
    }

    private static Snowflake? Id(IQueryCollection query, string name, FormFaults faults)
    {
        if (query[name] is not { Count: > 0 } text)
        {
            return null;
        }

        if (Snowflake.TryParse(text, null, out var id))
        {
            return id;
        }

        faults.Add(name, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake.");
        return null;
    }
}
