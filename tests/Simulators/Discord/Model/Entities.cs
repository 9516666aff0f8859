using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.DiscordSimulator.Model;

/// <summary>What the simulator keeps. A line of the journal is one of these; the last line of an id counts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Person), "person")]
[JsonDerivedType(typeof(Guild), "guild")]
[JsonDerivedType(typeof(Channel), "channel")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Interaction), "interaction")]
[JsonDerivedType(typeof(Modal), "modal")]
[JsonDerivedType(typeof(CommandSet), "commands")]
internal abstract record Entity(Snowflake Id);

/// <param name="CannotDm">Has closed their direct messages to the bot: a post answers 50007.</param>
/// <param name="Locale">The language that their Discord speaks.</param>
/// <param name="RequireMutualGuild">A bot that shares no server with them gets 50278 in their direct messages.</param>
internal sealed record Person(
    Snowflake Id, string Name, bool CannotDm = false, string Locale = Locales.Default, bool RequireMutualGuild = false) : Entity(Id);

/// <param name="Bots">The bots that were added to the server; null: all.</param>
internal sealed record Guild(
    Snowflake Id, string Name, IReadOnlyList<Snowflake> Members, IReadOnlyList<Snowflake>? Bots = null, string Locale = Locales.Default) : Entity(Id)
{
    public bool Has(Bot bot) => Bots is null || Bots.Contains(bot.Id);
}

/// <param name="Recipient">The other party of a direct-message channel; none in a server's channel.</param>
/// <param name="GuildId">The server of a text channel; none in a direct-message channel.</param>
/// <param name="Accessible">False: the bot gets 50001 here.</param>
/// <param name="BotId">The bot of a direct-message channel; null: the first one.</param>
/// <param name="CanSend">False: the bot sees the channel, but gets 50013 when it posts.</param>
internal sealed record Channel(
    Snowflake Id, string Name, Snowflake? Recipient, Snowflake? GuildId, bool Accessible = true, Snowflake? BotId = null, bool CanSend = true)
    : Entity(Id)
{
    [JsonIgnore]
    public bool IsDirect => Recipient is not null;
}

/// <param name="Nonce">As it came, a string or a number.</param>
/// <param name="OnlyFor">The one person who sees an ephemeral message. It is no part of the channel's history.</param>
/// <param name="InteractionId">The interaction that this message answers.</param>
/// <param name="AuthorId">The bot that wrote it; null: the first one.</param>
/// <param name="Deleted">It is no longer there.</param>
internal sealed record Message(
    Snowflake Id, Snowflake ChannelId, string Content, JsonElement Embeds, JsonElement Components, int Flags, DateTimeOffset Timestamp,
    DateTimeOffset? EditedAt = null, JsonElement? Nonce = null, Snowflake? OnlyFor = null, Snowflake? InteractionId = null,
    IReadOnlyList<Snowflake>? Mentions = null, bool MentionsEveryone = false, bool Tts = false, Snowflake? AuthorId = null,
    bool Deleted = false) : Entity(Id)
{
    public const int Ephemeral = 64;
    public const int Loading = 128;
}

/// <summary>What was sent to the application, to the byte, and what became of it.</summary>
/// <param name="Type">2 … 5, Discord's interaction types.</param>
/// <param name="CustomId">The component's or modal's; the name of a command.</param>
/// <param name="OriginalId">The message that <c>@original</c> names, once there is one.</param>
/// <param name="BotId">The application; null: the first one.</param>
internal sealed record Interaction(
    Snowflake Id, int Type, string Token, Snowflake ChannelId, Snowflake UserId, Snowflake? MessageId, string CustomId,
    string Body, string Timestamp, string Signature, bool Acknowledged = false, Snowflake? OriginalId = null, Snowflake? BotId = null)
    : Entity(Id);

/// <summary>A modal that the application opened for a person.</summary>
/// <param name="Definition">The response's <c>data</c>: title, custom_id, components.</param>
internal sealed record Modal(
    Snowflake Id, Snowflake InteractionId, Snowflake ChannelId, Snowflake? MessageId, Snowflake UserId, JsonElement Definition,
    bool Submitted = false, Snowflake? BotId = null) : Entity(Id);

/// <summary>All commands of an application.</summary>
/// <param name="Id">The application.</param>
/// <param name="GuildId">Only in this server; null: everywhere.</param>
/// <param name="Commands">In Discord's shape.</param>
internal sealed record CommandSet(Snowflake Id, Snowflake? GuildId, IReadOnlyList<JsonElement> Commands) : Entity(Id);
