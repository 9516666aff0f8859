using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

internal sealed record UserView(
    Snowflake Id, string Username, string? GlobalName, bool Bot, string? Avatar = null, string Discriminator = "0", int PublicFlags = 0);

internal sealed record ChannelView(
    Snowflake Id, int Type, Snowflake? LastMessageId, int Flags = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Snowflake? GuildId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UserView>? Recipients = null);

internal sealed record InteractionMetadata(Snowflake Id, int Type, UserView User, IReadOnlyDictionary<string, string> AuthorizingIntegrationOwners);

/// <summary>Discord's older, still sent word on the command that a message answers.</summary>
internal sealed record MessageInteraction(Snowflake Id, int Type, string Name, UserView User);

internal sealed record MessageView(
    Snowflake Id, Snowflake ChannelId, int Type, string Content, UserView Author, JsonElement Embeds, JsonElement Components, int Flags,
    IReadOnlyList<UserView> Mentions, IReadOnlyList<Snowflake> MentionRoles, bool MentionEveryone, IReadOnlyList<string> Attachments,
    bool Pinned, bool Tts, string Timestamp, string? EditedTimestamp,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Nonce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Snowflake? ApplicationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InteractionMetadata? InteractionMetadata,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageInteraction? Interaction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Snowflake? EphemeralFor = null);

/// <summary>Kept state in the shapes of Discord's API.</summary>
internal sealed class Views(World world, Bots bots)
{
    private const int ChatCommand = 20;

    public UserView Of(Bot bot) => new(bot.Id, bot.Name, null, Bot: true);

    public UserView Of(Person person) => new(person.Id, person.Name, person.Name, Bot: false);

    public UserView User(Snowflake id) => bots.Find(id) is { } bot ? Of(bot) : Of(world.PersonOf(id));

    public Bot AuthorOf(Message message) => bots.Of(message.AuthorId);

    public ChannelView Of(Channel channel)
    {
        var last = world.Read(channel.Id, history => history.Last)?.Id;
        return channel.Recipient is { } recipient
            ? new ChannelView(channel.Id, 1, last, Recipients: [User(recipient)])
            : new ChannelView(channel.Id, 0, last, Name: channel.Name, GuildId: channel.GuildId);
    }

    /// <param name="forControl">Names the one viewer of an ephemeral message, which Discord's API never does.</param>
    public MessageView Of(Message message, bool forControl = false)
    {
        var interaction = message.InteractionId is { } id ? world.FindInteraction(id) : null;
        var isCommand = interaction is { Type: Payloads.Command };
        var bot = AuthorOf(message);
        return new MessageView(
            message.Id, message.ChannelId, isCommand && interaction!.OriginalId == message.Id ? ChatCommand : 0, message.Content, Of(bot),
            message.Embeds, message.Components, message.Flags, [.. (message.Mentions ?? []).Select(User)], [], message.MentionsEveryone, [],
            Pinned: false, message.Tts, Instant(message.Timestamp), message.EditedAt is { } edited ? Instant(edited) : null, message.Nonce,
            interaction is null ? null : bot.Id, interaction is null ? null : Metadata(interaction),
            isCommand ? new MessageInteraction(interaction!.Id, interaction.Type, interaction.CustomId, User(interaction.UserId)) : null,
            forControl ? message.OnlyFor : null);
    }

    /// <summary>For whom an application was installed where this happened: a server, or <c>0</c> for its direct messages.</summary>
    public static IReadOnlyDictionary<string, string> OwnersIn(Channel? channel) =>
        new Dictionary<string, string> { ["0"] = channel?.GuildId?.ToString() ?? "0" };

    private InteractionMetadata Metadata(Interaction interaction) =>
        new(interaction.Id, interaction.Type, User(interaction.UserId), OwnersIn(world.FindChannel(interaction.ChannelId)));

    private static string Instant(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", System.Globalization.CultureInfo.InvariantCulture);
}
