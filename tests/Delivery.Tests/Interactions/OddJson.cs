using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests.Interactions;

/// <summary>JSON that nobody would write: wrong types, odd texts, deep and long.</summary>
internal static class OddJson
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "\u202e", "null", "-1", "99999999999999999999999", "log:", "log:x:y:z", "@everyone", "';DROP TABLE deliveries;--", Lane.Marker,
        "\\ud800", "𐍈", new('a', 5000), new('9', 400),
    ];

    public static JsonNode? Any(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.Next(-5, 10)),
        3 => JsonValue.Create(random.NextDouble() * double.MaxValue),
        4 or 5 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Any(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(5)).Select(i => KeyValuePair.Create($"{"type id data components value custom_id user options name".Split(' ')[random.Next(9)]}{(i == 0 ? "" : $"{i}")}", Any(random, depth - 1)))),
    };

    /// <summary>Replaces or removes something within, once or a few times.</summary>
    public static void Bend(JsonObject body, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            JsonNode at = body;
            while (true)
            {
                var inner = Children(at).Where(c => c is JsonObject or JsonArray).ToList();
                if (inner.Count == 0 || random.Next(3) == 0)
                {
                    break;
                }

                at = inner[random.Next(inner.Count)]!;
            }

            switch (at)
            {
                case JsonObject { Count: > 0 } fields:
                    var name = fields.ElementAt(random.Next(fields.Count)).Key;
                    if (random.Next(4) == 0)
                    {
                        fields.Remove(name);
                    }
                    else
                    {
                        fields[name] = Any(random, 2);
                    }

                    break;
                case JsonArray { Count: > 0 } list:
                    list[random.Next(list.Count)] = Any(random, 2);
                    break;
            }
        }
    }

    private static IEnumerable<JsonNode?> Children(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(f => f.Value),
        JsonArray list => list,
        _ => [],
    };
}
