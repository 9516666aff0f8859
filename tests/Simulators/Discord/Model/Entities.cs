using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.DiscordSimulator.Model;

/// <summary>What the simulator keeps. A line of the journal is one of these; the last line of an id counts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Person), "person")]
[JsonDerivedType(typeof(Channel), "channel")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Interaction), "interaction")]
[JsonDerivedType(typeof(Modal), "modal")]
internal abstract record Entity(Snowflake Id);

/// <param name="CannotDm">Has closed their direct messages to the bot: a post answers 50007.</param>
internal sealed record Person(Snowflake Id, string Name, bool CannotDm = false) : Entity(Id);

/// <param name="Recipient">The other party of a direct-message channel; none in a server's channel.</param>
/// <param name="GuildId">The server of a text channel; none in a direct-message channel.</param>
/// <param name="Accessible">False: the bot gets 50001 here.</param>
internal sealed record Channel(Snowflake Id, string Name, Snowflake? Recipient, Snowflake? GuildId, bool Accessible = true) : Entity(Id)
{
    [JsonIgnore]
    public bool IsDirect => Recipient is not null;
}

/// <param name="Nonce">As it came, a string or a number.</param>
/// <param name="OnlyFor">The one person who sees an ephemeral message. It is no part of the channel's history.</param>
/// <param name="InteractionId">The interaction that this message answers.</param>
internal sealed record Message(
    Snowflake Id, Snowflake ChannelId, string Content, JsonElement Embeds, JsonElement Components, int Flags, DateTimeOffset Timestamp,
    DateTimeOffset? EditedAt = null, JsonElement? Nonce = null, Snowflake? OnlyFor = null, Snowflake? InteractionId = null,
    IReadOnlyList<Snowflake>? Mentions = null, bool MentionsEveryone = false, bool Tts = false) : Entity(Id)
{
    public const int Ephemeral = 64;
    public const int Loading = 128;
}

/// <summary>What was sent to the application, to the byte, and what became of it.</summary>
/// <param name="Type">2 … 5, Discord's interaction types.</param>
/// <param name="OriginalId">The message that <c>@original</c> names, once there is one.</param>
internal sealed record Interaction(
    Snowflake Id, int Type, string Token, Snowflake ChannelId, Snowflake UserId, Snowflake? MessageId, string CustomId,
    string Body, string Timestamp, string Signature, bool Acknowledged = false, Snowflake? OriginalId = null) : Entity(Id);

/// <summary>A modal that the application opened for a person.</summary>
/// <param name="Definition">The response's <c>data</c>: title, custom_id, components.</param>
internal sealed record Modal(
    Snowflake Id, Snowflake InteractionId, Snowflake ChannelId, Snowflake? MessageId, Snowflake UserId, JsonElement Definition,
    bool Submitted = false) : Entity(Id);
