using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>An application's commands: everywhere, or in one server. A new one with a used name changes the old one.</summary>
internal sealed class CommandsApi(World world, Bots bots)
{
    private const int Most = 100;

    /// <summary>Without their translations, unless the query asks <c>with_localizations=true</c>.</summary>
    public IResult List(HttpRequest request)
    {
        if (Find(request, out var scope) is { } refusal)
        {
            return refusal;
        }

        var commands = world.CommandsOf(scope.Bot, scope.GuildId);
        return request.Query["with_localizations"] == "true"
            ? MessagesApi.Json(commands)
            : MessagesApi.Json(commands.Select(command => CommandForm.Untranslated(JsonObject.Create(command)!)).ToList());
    }

    public IResult Get(HttpRequest request) =>
        FindOne(request, out _, out var command) ?? (IResult)MessagesApi.Json(command);

    public async Task<IResult> ReplaceAsync(HttpRequest request)
    {
        if (Find(request, out var scope) is { } refusal)
        {
            return refusal;
        }

        var (body, error) = await Body.ReadAsync<JsonArray>(request);
        if (error is not null)
        {
            return error;
        }

        if (body!.Count > Most)
        {
            return DiscordError.TooManyCommands;
        }

        var faults = new FormFaults();
        CommandRules.CheckAll(body, faults);
        return faults.Any ? faults.ToError() : world.Do(_ =>
        {
            var before = world.CommandsOf(scope.Bot, scope.GuildId);
            var commands = body.Select(command => CommandForm.Made(command!.AsObject(), SameName(before, command.AsObject()), scope, world.Ids.Next())).ToList();
            world.Keep(new CommandSet(scope.Bot.Id, scope.GuildId, commands));
            return MessagesApi.Json(commands);
        });
    }

    public async Task<IResult> CreateAsync(HttpRequest request)
    {
        if (Find(request, out var scope) is { } refusal)
        {
            return refusal;
        }

        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        var faults = new FormFaults();
        CommandRules.Check(new Fields(body!, "", faults));
        return faults.Any ? faults.ToError() : world.Do(IResult (_) =>
        {
            var before = world.CommandsOf(scope.Bot, scope.GuildId);
            var same = SameName(before, body!);
            if (same is null && before.Count >= Most)
            {
                return DiscordError.TooManyCommands;
            }

            var made = Keep(scope, before, same, body!);
            return TypedResults.Json(made, DiscordJson.Api, statusCode: same is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
    }

    public async Task<IResult> EditAsync(HttpRequest request)
    {
        if (FindOne(request, out var scope, out var command) is { } refusal)
        {
            return refusal;
        }

        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        var edited = JsonObject.Create(command)!;
        foreach (var (name, value) in body!)
        {
            edited[name] = value?.DeepClone();
        }

        var faults = new FormFaults();
        CommandRules.Check(new Fields(edited, "", faults));
        return faults.Any ? faults.ToError()
            : world.Do(_ => MessagesApi.Json(Keep(scope, world.CommandsOf(scope.Bot, scope.GuildId), command, edited)));
    }

    public IResult Delete(HttpRequest request)
    {
        if (FindOne(request, out var scope, out var command) is { } refusal)
        {
            return refusal;
        }

        return world.Do(_ =>
        {
            world.Keep(new CommandSet(scope.Bot.Id, scope.GuildId, [.. Others(world.CommandsOf(scope.Bot, scope.GuildId), command)]));
            return TypedResults.NoContent();
        });
    }

    private JsonElement Keep(CommandScope scope, IReadOnlyList<JsonElement> before, JsonElement? earlier, JsonObject body)
    {
        var made = CommandForm.Made(body, earlier, scope, world.Ids.Next());
        world.Keep(new CommandSet(scope.Bot.Id, scope.GuildId, [.. Others(before, earlier), made]));
        return made;
    }

    private DiscordError? Find(HttpRequest request, out CommandScope scope)
    {
        scope = null!;
        var bot = BotGate.BotOf(request);
        if (bots.Find((string)request.RouteValues["applicationId"]!) != bot)
        {
            return DiscordError.NotYourApplication;
        }

        if (request.RouteValues["guildId"] is not string guild)
        {
            scope = new CommandScope(bot, null);
            return null;
        }

        if (!Snowflake.TryParse(guild, null, out var guildId))
        {
            return MessagesApi.BadSnowflake("guild_id", guild);
        }

        scope = new CommandScope(bot, guildId);
        return world.FindGuild(guildId)?.Has(bot) == false ? DiscordError.MissingAccess : null;
    }

    private DiscordError? FindOne(HttpRequest request, out CommandScope scope, out JsonElement command)
    {
        command = default;
        if (Find(request, out scope) is { } refusal)
        {
            return refusal;
        }

        var id = (string)request.RouteValues["commandId"]!;
        command = world.CommandsOf(scope.Bot, scope.GuildId).FirstOrDefault(each => CommandForm.IdOf(each) == id);
        return command.ValueKind == JsonValueKind.Undefined ? DiscordError.UnknownCommand : null;
    }

    private static JsonElement? SameName(IReadOnlyList<JsonElement> commands, JsonObject body) => commands
        .Where(command => command.GetProperty("name").GetString() == body["name"]!.GetValue<string>()
            && command.GetProperty("type").GetInt32() == (body["type"]?.GetValue<int>() ?? 1))
        .Select(command => (JsonElement?)command).FirstOrDefault();

    private static IEnumerable<JsonElement> Others(IReadOnlyList<JsonElement> commands, JsonElement? command) =>
        commands.Where(each => command is not { } one || CommandForm.IdOf(each) != CommandForm.IdOf(one));
}

/// <param name="GuildId">Commands of this server only; null: those that are everywhere.</param>
internal sealed record CommandScope(Bot Bot, Snowflake? GuildId);
