using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>A message as an application sends it: read once, every fault found. A field that was not sent is null.</summary>
internal sealed record MessageForm(
    string? Content, JsonElement? Embeds, JsonElement? Components, int? Flags, JsonElement? Nonce, bool EnforceNonce, bool Tts,
    AllowedMentions? AllowedMentions)
{
    private const int SuppressEmbeds = 4;
    private const int SuppressNotifications = 4096;
    private const int ComponentsV2 = 32_768;

    public static MessageForm Read(JsonObject body, FormFaults faults, string path = "")
    {
        var fields = new Fields(body, path, faults);
        var content = body.ContainsKey("content") ? fields.Text("content", 2000)?.Trim() ?? "" : null;
        EmbedRules.Check(fields);
        ComponentRules.Check(fields);
        var flags = fields.Number("flags", 0);
        if (flags is { } set && (set & ComponentsV2) != 0)
        {
            faults.Add(fields.PathOf("flags"), "SIMULATOR_UNSUPPORTED", "This simulator has no Components V2: send content, embeds and action rows.");
        }

        return new MessageForm(
            content, ListOf(body, "embeds"), ListOf(body, "components"),
            flags & (SuppressEmbeds | SuppressNotifications | Message.Ephemeral), NonceOf(fields, body["nonce"]),
            fields.Flag("enforce_nonce"), fields.Flag("tts"), AllowedMentions.Read(fields));
    }

    /// <summary>Nothing to show. Buttons alone are something.</summary>
    public static bool IsEmpty(string content, JsonElement embeds, JsonElement components) =>
        content.Length == 0 && embeds.GetArrayLength() == 0 && components.GetArrayLength() == 0;

    public bool IsNothing => IsEmpty(Content ?? "", Embeds ?? DiscordJson.EmptyArray, Components ?? DiscordJson.EmptyArray);

    public Message ToMessage(Snowflake id, Snowflake channelId, DateTimeOffset now) => Mention(new Message(
        id, channelId, Content ?? "", Embeds ?? DiscordJson.EmptyArray, Components ?? DiscordJson.EmptyArray, Flags ?? 0, now,
        Nonce: Nonce, Tts: Tts));

    /// <summary>What an edit makes of a message: fields that were not sent stay.</summary>
    public Message Edit(Message message, DateTimeOffset now) => Mention(message with
    {
        Content = Content ?? message.Content,
        Embeds = Embeds ?? message.Embeds,
        Components = Components ?? message.Components,
        Flags = (message.Flags & ~(Message.Loading | SuppressEmbeds)) | (Flags ?? message.Flags) & SuppressEmbeds,
        EditedAt = now,
    });

    private Message Mention(Message message)
    {
        var (people, everyone) = AllowedMentions.In(message.Content, AllowedMentions);
        return message with { Mentions = people, MentionsEveryone = everyone };
    }

    // null clears a list, as an empty one does.
    private static JsonElement? ListOf(JsonObject body, string name) => !body.ContainsKey(name) ? null
        : body[name] is JsonArray list ? JsonSerializer.SerializeToElement(list) : DiscordJson.EmptyArray;

    private static JsonElement? NonceOf(Fields fields, JsonNode? nonce)
    {
        switch (nonce?.GetValueKind())
        {
            case null:
                return null;
            case JsonValueKind.String:
                fields.Text("nonce", 25);
                break;
            case JsonValueKind.Number when nonce.AsValue().TryGetValue(out long _):
                break;
            default:
                fields.Faults.Add(fields.PathOf("nonce"), "UNION_TYPE_CHOICES", "Could not interpret value as int or string.");
                break;
        }

        return JsonSerializer.SerializeToElement(nonce);
    }
}
