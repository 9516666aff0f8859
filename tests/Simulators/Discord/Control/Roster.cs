using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <summary>A channel as the page lists it.</summary>
/// <param name="Type">1: direct messages with one person. 0: a server's text channel.</param>
/// <param name="BotId">The bot of a direct-message channel.</param>
internal sealed record ChannelSummary(
    Snowflake Id, int Type, string Name, Snowflake? RecipientId, Snowflake? GuildId, bool Accessible, int MessageCount, Snowflake? LastMessageId,
    Snowflake? BotId, bool CanSend);

internal sealed record PersonSummary(Snowflake Id, string Name, bool CannotDm, string Locale, bool RequireMutualGuild);

internal sealed record BotSummary(Snowflake Id, string Name, string PublicKey, string? InteractionsUrl, bool RequireMutualGuild);

internal sealed record ChannelChange(string? Name = null, Snowflake? GuildId = null, bool? Accessible = null, bool? CanSend = null);

internal sealed record PersonChange(string? Name = null, bool? CannotDm = null, string? Locale = null, bool? RequireMutualGuild = null);

/// <param name="Members">Replaces all members.</param>
/// <param name="Bots">Replaces the bots that were added; not named: all bots.</param>
internal sealed record GuildChange(
    string? Name = null, IReadOnlyList<Snowflake>? Members = null, IReadOnlyList<Snowflake>? Bots = null, string? Locale = null);

internal sealed record BotChange(string? InteractionsUrl = null, bool? RequireMutualGuild = null);

internal sealed record Settings(string? InteractionsUrl, string PublicKey, Snowflake ApplicationId);

internal sealed record SettingsChange(string? InteractionsUrl);

/// <summary>An interaction as it was sent, for replays and forgeries.</summary>
internal sealed record SentInteraction(
    Snowflake Id, int Type, Snowflake ChannelId, Snowflake UserId, Snowflake? MessageId, string CustomId, string Token,
    string Body, string Timestamp, string Signature, bool Acknowledged, Snowflake? OriginalId);

/// <summary>The people and channels of this Discord, and changes to them that a server's owner or a person makes.</summary>
internal sealed class Roster(World world, Views views, Bots bots)
{
    private static readonly Snowflake HomeGuild = new(1_000_000_000_000_000_001);

    public Settings Settings => new(bots.First.InteractionsUrl, bots.First.Signer.PublicKey, bots.First.Id);

    public IReadOnlyList<BotSummary> Bots() => [.. bots.All.Select(Summary)];

    public IReadOnlyList<Guild> Guilds() => world.Guilds();

    public IReadOnlyList<ChannelSummary> Channels() => world.Do<IReadOnlyList<ChannelSummary>>(_ => [.. world.Channels().Select(Summary)]);

    public IReadOnlyList<PersonSummary> People() =>
    [
        .. world.People().Select(person => person.Id)
            .Union(world.Channels().Where(channel => channel.Recipient is not null).Select(channel => channel.Recipient!.Value))
            .Order().Select(id => Summary(world.PersonOf(id))),
    ];

    public IReadOnlyList<SentInteraction> Interactions() => [.. world.Interactions().Select(Of)];

    public IResult Interaction(Snowflake id) =>
        world.FindInteraction(id) is { } interaction ? TypedResults.Ok(Of(interaction)) : Refusals.NotFound("interaction");

    public IResult Messages(Snowflake channelId) => world.FindChannel(channelId) is null
        ? Refusals.NotFound("channel")
        : MessagesApi.Json(world.MessagesOf(channelId).Select(message => views.Of(message, forControl: true)).ToList());

    public IResult AllMessages() => MessagesApi.Json(world.Channels()
        .SelectMany(channel => world.MessagesOf(channel.Id)).OrderBy(message => message.Id)
        .Select(message => views.Of(message, forControl: true)).ToList());

    public IResult Modal(Snowflake id) => world.FindModal(id) is { } modal
        ? TypedResults.Ok(new { modal.Id, modal.UserId, modal.ChannelId, modal.MessageId, modal.Submitted, Modal = modal.Definition })
        : Refusals.NotFound("modal");

    public ChannelSummary Change(Snowflake id, ChannelChange change) => world.Do(_ =>
    {
        var channel = world.FindChannel(id) ?? new Channel(id, "channel", null, change.GuildId ?? HomeGuild);
        channel = channel with
        {
            Name = change.Name ?? channel.Name,
            GuildId = channel.IsDirect ? null : change.GuildId ?? channel.GuildId,
            Accessible = change.Accessible ?? channel.Accessible,
            CanSend = change.CanSend ?? channel.CanSend,
        };
        world.Keep(channel);
        return Summary(channel);
    });

    public IResult Change(Snowflake id, PersonChange change)
    {
        if (UnknownLocale(change.Locale) is { } refusal)
        {
            return refusal;
        }

        return world.Do(_ =>
        {
            var person = world.PersonOf(id);
            person = person with
            {
                Name = change.Name ?? person.Name,
                CannotDm = change.CannotDm ?? person.CannotDm,
                Locale = change.Locale ?? person.Locale,
                RequireMutualGuild = change.RequireMutualGuild ?? person.RequireMutualGuild,
            };
            world.Keep(person);
            return TypedResults.Ok(Summary(person));
        });
    }

    public IResult Change(Snowflake id, GuildChange change)
    {
        if (UnknownLocale(change.Locale) is { } refusal)
        {
            return refusal;
        }

        return world.Do(_ =>
        {
            var guild = world.FindGuild(id) ?? new Guild(id, "server", []);
            guild = guild with
            {
                Name = change.Name ?? guild.Name,
                Members = change.Members ?? guild.Members,
                Bots = change.Bots ?? guild.Bots,
                Locale = change.Locale ?? guild.Locale,
            };
            world.Keep(guild);
            return TypedResults.Ok(guild);
        });
    }

    /// <summary>A person joins a server or leaves it.</summary>
    public IResult Change(Snowflake guildId, Snowflake userId, bool member) => world.Do<IResult>(_ =>
    {
        if (world.FindGuild(guildId) is not { } guild)
        {
            return Refusals.NotFound("guild");
        }

        guild = guild with { Members = [.. guild.Members.Where(id => id != userId), .. member ? [userId] : Array.Empty<Snowflake>()] };
        world.Keep(guild);
        return TypedResults.Ok(guild);
    });

    public IResult Change(Snowflake id, BotChange change)
    {
        if (bots.Find(id) is not { } bot)
        {
            return Refusals.NotFound("bot");
        }

        if (BadUrl(change.InteractionsUrl) is { } refusal)
        {
            return refusal;
        }

        bot.InteractionsUrl = change.InteractionsUrl switch { null => bot.InteractionsUrl, "" => null, var url => url };
        bot.RequireMutualGuild = change.RequireMutualGuild ?? bot.RequireMutualGuild;
        return TypedResults.Ok(Summary(bot));
    }

    public IResult Change(SettingsChange change)
    {
        if (BadUrl(change.InteractionsUrl) is { } refusal)
        {
            return refusal;
        }

        bots.First.InteractionsUrl = string.IsNullOrEmpty(change.InteractionsUrl) ? null : change.InteractionsUrl;
        return TypedResults.Ok(Settings);
    }

    private static IResult? UnknownLocale(string? locale) => locale is null || Locales.All.Contains(locale)
        ? null : Refusals.Invalid($"locale must be one of Discord's: {string.Join(", ", Locales.All.Order())}.");

    private static IResult? BadUrl(string? url) => string.IsNullOrEmpty(url) || SimulatorOptions.IsHttp(url)
        ? null : Refusals.Invalid("interactionsUrl must be an absolute http or https address.");

    private static PersonSummary Summary(Person person) => new(person.Id, person.Name, person.CannotDm, person.Locale, person.RequireMutualGuild);

    private static BotSummary Summary(Bot bot) => new(bot.Id, bot.Name, bot.Signer.PublicKey, bot.InteractionsUrl, bot.RequireMutualGuild);

    private ChannelSummary Summary(Channel channel) => world.Read(channel.Id, history => new ChannelSummary(
        channel.Id, channel.IsDirect ? 1 : 0, channel.Recipient is { } recipient ? world.PersonOf(recipient).Name : channel.Name,
        channel.Recipient, channel.GuildId, channel.Accessible, history.Count, history.LastId,
        channel.IsDirect ? bots.Of(channel.BotId).Id : null, channel.CanSend));

    private static SentInteraction Of(Interaction sent) => new(
        sent.Id, sent.Type, sent.ChannelId, sent.UserId, sent.MessageId, sent.CustomId, sent.Token, sent.Body, sent.Timestamp,
        sent.Signature, sent.Acknowledged, sent.OriginalId);
}
