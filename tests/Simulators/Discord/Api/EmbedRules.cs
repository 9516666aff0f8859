namespace Platform.DiscordSimulator.Api;

/// <summary>Up to 10 embeds, their text 6000 characters together.</summary>
internal static class EmbedRules
{
    private const int MostTogether = 6000;

    public static void Check(Fields message)
    {
        if (message.Array("embeds") is not { } embeds)
        {
            return;
        }

        if (embeds.Count > 10)
        {
            message.Faults.TooLong(message.PathOf("embeds"), 10);
        }

        var together = 0;
        foreach (var (embed, _) in message.Items("embeds"))
        {
            together += Length(embed.Text("title", 256)) + Length(embed.Text("description", 4096))
                + Length(embed.Object("footer")?.Text("text", 2048, required: true))
                + Length(embed.Object("author")?.Text("name", 256, required: true))
                + FieldsOf(embed);
        }

        if (together > MostTogether)
        {
            message.Faults.Add(message.PathOf("embeds"), "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {MostTogether}");
        }
    }

    private static int FieldsOf(Fields embed)
    {
        if (embed.Array("fields") is { Count: > 25 })
        {
            embed.Faults.TooLong(embed.PathOf("fields"), 25);
        }

        return embed.Items("fields").Sum(field =>
            Length(field.Fields.Text("name", 256, required: true)) + Length(field.Fields.Text("value", 1024, required: true)));
    }

    private static int Length(string? text) => text?.EnumerateRunes().Count() ?? 0;
}
