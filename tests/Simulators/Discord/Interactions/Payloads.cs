using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>The JSON of an interaction, in Discord's shape.</summary>
internal sealed class Payloads(World world, Views views, Application application)
{
    public const int Ping = 1;
    public const int Component = 3;
    public const int ModalSubmit = 5;

    public JsonObject PingOf(Snowflake id, string token) => new()
    {
        ["id"] = id.ToString(),
        ["application_id"] = application.Id.ToString(),
        ["type"] = Ping,
        ["token"] = token,
        ["version"] = 1,
    };

    /// <param name="message">The message with the component; null for a modal that no message led to.</param>
    /// <param name="data">What was pressed or filled in.</param>
    public JsonObject Of(int type, Snowflake id, string token, Channel channel, Snowflake userId, Message? message, JsonObject data)
    {
        var payload = PingOf(id, token);
        payload["type"] = type;
        payload["channel_id"] = channel.Id.ToString();
        payload["channel"] = Node(views.Of(channel));
        payload["data"] = data;
        payload["locale"] = "en-US";
        payload["entitlements"] = new JsonArray();
        payload["attachment_size_limit"] = 10 * 1024 * 1024;
        payload["app_permissions"] = "2248473465835073";
        payload["context"] = channel.IsDirect ? 1 : 0;
        payload["authorizing_integration_owners"] = new JsonObject { ["0"] = channel.GuildId?.ToString() ?? "0" };
        if (message is not null)
        {
            payload["message"] = Node(views.Of(message));
        }

        // In a server the person is a member; in a direct message just a user.
        var user = Node(views.Of(world.PersonOf(userId)));
        if (channel.IsDirect)
        {
            payload["user"] = user;
        }
        else
        {
            payload["guild_id"] = channel.GuildId?.ToString();
            payload["guild_locale"] = "en-US";
            payload["member"] = new JsonObject
            {
                ["user"] = user,
                ["nick"] = null,
                ["roles"] = new JsonArray(),
                ["joined_at"] = "2026-01-01T00:00:00.000000+00:00",
                ["permissions"] = "2248473465835073",
                ["deaf"] = false,
                ["mute"] = false,
                ["pending"] = false,
                ["flags"] = 0,
            };
        }

        return payload;
    }

    public static byte[] Bytes(JsonNode payload) => JsonSerializer.SerializeToUtf8Bytes(payload, DiscordJson.Api);

    private static JsonNode? Node<T>(T view) => JsonSerializer.SerializeToNode(view, DiscordJson.Api);
}
