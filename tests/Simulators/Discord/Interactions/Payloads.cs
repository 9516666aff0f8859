using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>The JSON of an interaction, in Discord's shape.</summary>
internal sealed class Payloads(World world, Views views)
{
    public const int Ping = 1;
    public const int Command = 2;
    public const int Component = 3;
    public const int Autocomplete = 4;
    public const int ModalSubmit = 5;
    private const string Permissions = "2248473465835073";

    // Attach files, embed links, mention everyone, use external emojis: what an app may do in its direct messages.
    private const string DirectPermissions = "442368";

    public static JsonObject PingOf(Bot bot, Snowflake id, string token) => new()
    {
        ["id"] = id.ToString(),
        ["application_id"] = bot.Id.ToString(),
        ["type"] = Ping,
        ["token"] = token,
        ["version"] = 1,
    };

    /// <param name="message">The message with the component; null for commands, and for a modal that no message led to.</param>
    /// <param name="data">What was typed, pressed or filled in.</param>
    public JsonObject Of(Bot bot, int type, Snowflake id, string token, Channel channel, Snowflake userId, Message? message, JsonObject data)
    {
        var person = world.PersonOf(userId);
        var payload = PingOf(bot, id, token);
        payload["type"] = type;
        payload["channel_id"] = channel.Id.ToString();
        payload["channel"] = Node(views.Of(channel));
        payload["data"] = data;
        payload["locale"] = person.Locale;
        payload["entitlements"] = new JsonArray();
        payload["attachment_size_limit"] = 10 * 1024 * 1024;
        payload["app_permissions"] = channel.IsDirect ? DirectPermissions : Permissions;
        payload["context"] = channel.IsDirect ? 1 : 0;
        payload["authorizing_integration_owners"] = Node(Views.OwnersIn(channel));
        if (message is not null)
        {
            payload["message"] = Node(views.Of(message));
        }

        // In a server the person is a member; in a direct message just a user.
        var user = Node(views.Of(person));
        if (channel.GuildId is not { } guildId)
        {
            payload["user"] = user;
            return payload;
        }

        var locale = world.FindGuild(guildId)?.Locale ?? Locales.Default;
        payload["guild_id"] = guildId.ToString();
        payload["guild_locale"] = locale;
        payload["guild"] = new JsonObject { ["id"] = guildId.ToString(), ["locale"] = locale, ["features"] = new JsonArray() };
        payload["member"] = new JsonObject
        {
            ["user"] = user,
            ["nick"] = null,
            ["avatar"] = null,
            ["roles"] = new JsonArray(),
            ["joined_at"] = "2026-01-01T00:00:00.000000+00:00",
            ["permissions"] = Permissions,
            ["deaf"] = false,
            ["mute"] = false,
            ["pending"] = false,
            ["flags"] = 0,
        };
        return payload;
    }

    public static byte[] Bytes(JsonNode payload) => JsonSerializer.SerializeToUtf8Bytes(payload, DiscordJson.Api);

    private static JsonNode? Node<T>(T view) => JsonSerializer.SerializeToNode(view, DiscordJson.Api);
}
