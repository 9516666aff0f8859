using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

internal sealed class ChannelsApi(World world, Bots bots, Views views)
{
    /// <summary>Opens the direct-message channel with a person, or finds it: there is one for each bot and person.</summary>
    public async Task<IResult> OpenDirectAsync(HttpRequest request)
    {
        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        if (body!["recipient_id"] is not JsonValue value)
        {
            var faults = new FormFaults();
            faults.Required("recipient_id");
            return faults.ToError();
        }

        if (!Snowflake.TryParse(value.ToString(), null, out var recipient))
        {
            return MessagesApi.BadSnowflake("recipient_id", value.ToString());
        }

        var bot = BotGate.BotOf(request);
        return MessagesApi.Json(views.Of(world.Do(_ => world.FindDirectChannel(bot, recipient) ?? Open(bot, recipient))));
    }

    public IResult Get(string channelId, HttpRequest request) =>
        Find(channelId, BotGate.BotOf(request), out var channel) ?? (IResult)MessagesApi.Json(views.Of(channel));

    /// <summary>The channel, or why this bot has no part in it.</summary>
    public DiscordError? Find(string channelId, Bot bot, out Channel channel)
    {
        channel = null!;
        if (!Snowflake.TryParse(channelId, null, out var id))
        {
            return MessagesApi.BadSnowflake("channel_id", channelId);
        }

        if (world.FindChannel(id) is not { } found)
        {
            return DiscordError.UnknownChannel;
        }

        channel = found;
        return found.Accessible && IsOpenTo(found, bot) ? null : DiscordError.MissingAccess;
    }

    /// <summary>Why this bot may see the channel and still not write there.</summary>
    public DiscordError? Muted(Channel channel, Bot bot)
    {
        if (channel.Recipient is not { } recipient)
        {
            return channel.CanSend ? null : DiscordError.MissingPermissions;
        }

        var person = world.PersonOf(recipient);
        return person.CannotDm ? DiscordError.CannotDm
            : (person.RequireMutualGuild || bot.RequireMutualGuild) && !HaveMutualGuild(person, bot) ? DiscordError.NoMutualGuild
            : null;
    }

    private bool IsOpenTo(Channel channel, Bot bot) => channel.IsDirect
        ? bots.Of(channel.BotId) == bot
        : channel.GuildId is not { } guild || world.FindGuild(guild) is not { } known || known.Has(bot);

    private bool HaveMutualGuild(Person person, Bot bot) => world.Guilds().Any(guild => guild.Has(bot) && guild.Members.Contains(person.Id));

    private Channel Open(Bot bot, Snowflake recipient)
    {
        var opened = new Channel(world.Ids.Next(), "", recipient, null, BotId: bot.Id);
        world.Keep(opened);
        return opened;
    }
}
