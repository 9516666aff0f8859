using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <param name="Name">Without the slash; a subcommand follows after a space.</param>
/// <param name="Options">Values by the options' names.</param>
/// <param name="Focused">The option that is being typed, for its completions.</param>
/// <param name="BotId">Whose command; none: the channel's bot, or the first that has it.</param>
/// <param name="Force">Also what Discord's client would not offer: an unknown command, a missing option.</param>
internal sealed record TypedCommand(
    Snowflake UserId, Snowflake ChannelId, string Name, IReadOnlyDictionary<string, JsonElement>? Options = null, string? Focused = null,
    Snowflake? BotId = null, bool Force = false);

/// <summary>A person types a command.</summary>
internal sealed class CommandActions(World world, Bots bots, Views views, Interactor interactor)
{
    public Task<IResult> RunAsync(TypedCommand typed, CancellationToken ct) => SendAsync(Payloads.Command, typed with { Focused = null }, ct);

    public Task<IResult> CompleteAsync(TypedCommand typed, CancellationToken ct) => string.IsNullOrEmpty(typed.Focused)
        ? Task.FromResult<IResult>(Refusals.Invalid("focused must name the option that is being typed."))
        : SendAsync(Payloads.Autocomplete, typed, ct);

    /// <summary>The commands that a person is offered in a channel, in Discord's shape.</summary>
    public IResult Offered(Snowflake channelId) => world.FindChannel(channelId) is { } channel
        ? MessagesApi.Json(BotsIn(channel).SelectMany(bot => CommandsIn(bot, channel)).ToList())
        : Refusals.NotFound("channel");

    private async Task<IResult> SendAsync(int type, TypedCommand typed, CancellationToken ct)
    {
        if (world.FindChannel(typed.ChannelId) is not { } channel)
        {
            return Refusals.NotFound("channel");
        }

        var words = (typed.Name ?? "").TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return Refusals.Invalid("name must name a command.");
        }

        var candidates = typed.BotId is { } botId ? [bots.Of(botId)] : BotsIn(channel);
        var (bot, command) = candidates.Select(each => (Bot: each, Command: Named(each, channel, words[0])))
            .OrderBy(each => each.Command is null).FirstOrDefault((bots.First, null));
        var entry = new CommandEntry(typed.Options ?? new Dictionary<string, JsonElement>(), typed.Focused);
        var options = entry.Options(command, words[1..]);
        if (!typed.Force && Unoffered(typed, channel, words[0], command).Concat(entry.Refusals).ToList() is { Count: > 0 } reasons)
        {
            return Refusals.Impossible(reasons);
        }

        var data = new JsonObject { ["id"] = command is { } known ? CommandForm.IdOf(known) : world.Ids.Next().ToString(), ["name"] = words[0], ["type"] = 1 };
        if (options.Count > 0)
        {
            data["options"] = options;
        }

        if (command is { } its && its.TryGetProperty("guild_id", out var guild))
        {
            data["guild_id"] = guild.GetString();
        }

        AddResolved(data, options, channel);
        return TypedResults.Ok(await interactor.SendAsync(new Deed(bot, type, channel, typed.UserId, null, data, words[0], entry.Completed), ct));
    }

    private IEnumerable<Bot> BotsIn(Channel channel) => channel.IsDirect ? [bots.Of(channel.BotId)]
        : bots.All.Where(bot => channel.GuildId is not { } id || world.FindGuild(id)?.Has(bot) != false);

    private IEnumerable<JsonElement> CommandsIn(Bot bot, Channel channel)
    {
        var local = channel.GuildId is { } guild ? world.CommandsOf(bot, guild) : [];
        return local.Concat(world.CommandsOf(bot, null).Where(command => IsUsable(command, channel)))
            .Where(command => command.GetProperty("type").GetInt32() == CommandRules.ChatInput);
    }

    private JsonElement? Named(Bot bot, Channel channel, string name) => CommandsIn(bot, channel)
        .Where(command => command.GetProperty("name").GetString() == name).Select(command => (JsonElement?)command).FirstOrDefault();

    // 0: in a server, 1: in the bot's direct messages. Without contexts the older dm_permission counts.
    private static bool IsUsable(JsonElement command, Channel channel) =>
        command.TryGetProperty("contexts", out var contexts) && contexts.ValueKind == JsonValueKind.Array
            ? contexts.EnumerateArray().Any(context => context.GetInt32() == (channel.IsDirect ? 1 : 0))
            : !channel.IsDirect || !command.TryGetProperty("dm_permission", out var direct) || direct.ValueKind != JsonValueKind.False;

    private static IEnumerable<string> Unoffered(TypedCommand typed, Channel channel, string name, JsonElement? command)
    {
        if (channel.Recipient is { } recipient && recipient != typed.UserId)
        {
            yield return $"Only {recipient} writes in this direct message.";
        }

        if (command is null)
        {
            yield return $"There is no command '/{name}' here.";
        }
    }

    private void AddResolved(JsonObject data, JsonArray options, Channel channel)
    {
        var users = new JsonObject();
        foreach (var id in Leaves(options).Where(option => option["type"]!.GetValue<int>() is (int)OptionType.User or (int)OptionType.Mentionable)
            .Select(option => option["value"]!.ToString()))
        {
            if (Snowflake.TryParse(id, null, out var user))
            {
                users[id] = JsonSerializer.SerializeToNode(views.User(user), DiscordJson.Api);
            }
        }

        if (users.Count == 0)
        {
            return;
        }

        var resolved = new JsonObject { ["users"] = users };
        if (!channel.IsDirect)
        {
            resolved["members"] = new JsonObject(users.Select(user => KeyValuePair.Create(user.Key, (JsonNode?)new JsonObject { ["roles"] = new JsonArray() })));
        }

        data["resolved"] = resolved;
    }

    private static IEnumerable<JsonObject> Leaves(JsonArray options) => options.OfType<JsonObject>()
        .SelectMany(option => option["options"] is JsonArray nested ? Leaves(nested) : [option]);
}
