using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>A command as Discord answers with it.</summary>
internal static class CommandForm
{
    private static readonly string[] Kept =
        ["name", "name_localizations", "description", "description_localizations", "options", "default_member_permissions", "nsfw"];

    public static string? IdOf(JsonElement command) => command.GetProperty("id").GetString();

    /// <param name="body">A command that is sound.</param>
    /// <param name="earlier">The command that it changes: the id stays.</param>
    public static JsonElement Made(JsonObject body, JsonElement? earlier, CommandScope scope, Snowflake id)
    {
        var made = new JsonObject
        {
            ["id"] = earlier is { } old ? IdOf(old) : id.ToString(),
            ["application_id"] = scope.Bot.Id.ToString(),
            ["version"] = id.ToString(),
            ["type"] = body["type"]?.GetValue<int>() ?? 1,
        };
        foreach (var name in Kept)
        {
            made[name] = body[name]?.DeepClone();
        }

        made["description"] ??= "";
        made["nsfw"] ??= false;
        if (made["options"] is null)
        {
            made.Remove("options");
        }

        if (scope.GuildId is { } guild)
        {
            made["guild_id"] = guild.ToString();
        }
        else
        {
            made["integration_types"] = body["integration_types"]?.DeepClone() ?? new JsonArray(0);
            made["contexts"] = body["contexts"]?.DeepClone();
            made["dm_permission"] = body["dm_permission"]?.DeepClone() ?? true;
        }

        return JsonSerializer.SerializeToElement(made);
    }

    public static JsonNode Untranslated(JsonObject form)
    {
        form.Remove("name_localizations");
        form.Remove("description_localizations");
        foreach (var list in new[] { "options", "choices" })
        {
            foreach (var item in (form[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                Untranslated(item);
            }
        }

        return form;
    }
}
