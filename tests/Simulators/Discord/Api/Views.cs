using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

internal sealed record UserView(
    Snowflake Id, string Username, string? GlobalName, bool Bot, string? Avatar = null, string Discriminator = "0", int PublicFlags = 0);

internal sealed record ChannelView(
    Snowflake Id, int Type, Snowflake? LastMessageId, int Flags = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Snowflake? GuildId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UserView>? Recipients = null);

internal sealed record InteractionMetadata(Snowflake Id, int Type, UserView User);

internal sealed record MessageView(
    Snowflake Id, Snowflake ChannelId, int Type, string Content, UserView Author, JsonElement Embeds, JsonElement Components, int Flags,
    IReadOnlyList<UserView> Mentions, IReadOnlyList<Snowflake> MentionRoles, bool MentionEveryone, IReadOnlyList<string> Attachments,
    bool Pinned, bool Tts, string Timestamp, string? EditedTimestamp,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Nonce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Snowflake? ApplicationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InteractionMetadata? InteractionMetadata,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Snowflake? EphemeralFor = null);

/// <summary>Kept state in the shapes of Discord's API.</summary>
internal sealed class Views(World world, Application application)
{
    public UserView Bot => new(application.Id, application.Name, null, Bot: true);

    public UserView Of(Person person) => new(person.Id, person.Name, person.Name, Bot: false);

    public UserView User(Snowflake id) => id == application.Id ? Bot : Of(world.PersonOf(id));

    public ChannelView Of(Channel channel)
    {
        Snowflake? last = world.MessagesOf(channel.Id).LastOrDefault(message => message.OnlyFor is null)?.Id;
        return channel.Recipient is { } recipient
            ? new ChannelView(channel.Id, 1, last, Recipients: [User(recipient)])
            : new ChannelView(channel.Id, 0, last, Name: channel.Name, GuildId: channel.GuildId);
    }

    /// <param name="forControl">Names the one viewer of an ephemeral message, which Discord's API never does.</param>
    public MessageView Of(Message message, bool forControl = false)
    {
        var interaction = message.InteractionId is { } id ? world.FindInteraction(id) : null;
        return new MessageView(
            message.Id, message.ChannelId, 0, message.Content, Bot, message.Embeds, message.Components, message.Flags,
            [.. (message.Mentions ?? []).Select(User)], [], message.MentionsEveryone, [], Pinned: false, message.Tts,
            Instant(message.Timestamp), message.EditedAt is { } edited ? Instant(edited) : null, message.Nonce,
            interaction is null ? null : application.Id,
            interaction is null ? null : new InteractionMetadata(interaction.Id, interaction.Type, User(interaction.UserId)),
            forControl ? message.OnlyFor : null);
    }

    private static string Instant(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The one application that this Discord knows.</summary>
internal sealed record Application(Snowflake Id, string Name);
