using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests.Setup;

/// <summary>Slash commands as Discord would send them, whether or not its client would let a person type them.</summary>
internal static class Commands
{
    private static long LastId = 5_000_000_000_000_000;

    public static string NewInteractionId() => Interlocked.Increment(ref LastId).ToString(CultureInfo.InvariantCulture);

    public static JsonObject Body(int type, string accountId, string name, params (string Name, JsonNode Value)[] options) => new()
    {
        ["id"] = NewInteractionId(),
        ["type"] = type,
        ["locale"] = "en-GB",
        ["context"] = 1,
        ["user"] = new JsonObject { ["id"] = accountId, ["username"] = "ada" },
        ["data"] = new JsonObject
        {
            ["id"] = "1", ["name"] = name, ["type"] = 1,
            ["options"] = new JsonArray([.. options.Select(o => new JsonObject { ["name"] = o.Name, ["type"] = o.Value.GetValueKind() == System.Text.Json.JsonValueKind.String ? 3 : 4, ["value"] = o.Value })]),
        },
    };

    public static Task<JsonNode> CommandAsync(this Discord discord, string accountId, string name, params (string Name, JsonNode Value)[] options) =>
        discord.SendAsync(Body(2, accountId, name, options));

    /// <summary>What Discord would offer for an option that is being typed: what is shown, and what it stands for.</summary>
    public static async Task<IReadOnlyList<(string Name, string Value)>> CompleteAsync(
        this Discord discord, string accountId, string name, string option, string typed)
    {
        var body = Body(4, accountId, name, (option, typed));
        body["data"]!["options"]![0]!["focused"] = true;
        var answer = await discord.SendAsync(body);
        answer["response"]!["type"]!.GetValue<int>().ShouldBe(8);
        return [.. answer["response"]!["data"]!["choices"]!.AsArray().Select(c => (c!["name"]!.GetValue<string>(), c["value"]!.GetValue<string>()))];
    }

    /// <summary>A code, asked for by the web app of this person.</summary>
    public static async Task<string> LinkCodeAsync(this World world, Guid userId)
    {
        using var client = world.Service.ClientFor(userId);
        using var answer = await client.PostAsync("api/deliveries/discord/link-codes", null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>();
    }

    /// <summary>Ties the athlete's account to them, as a person would.</summary>
    public static async Task LinkAsync(this World world, Athlete athlete) =>
        (await world.Discord.CommandAsync(athlete.DiscordId!, "link", ("code", await world.LinkCodeAsync(athlete.Id)))).Content().ShouldStartWith("Linked");

    public static Task<List<string>> LinkOfAsync(this World world, Guid userId) =>
        world.QueryAsync<string>("SELECT discord_user_id FROM discord_links WHERE user_id = @userId", new { userId });
}
