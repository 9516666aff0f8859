using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <summary>A channel as the page lists it.</summary>
/// <param name="Type">1: direct messages with one person. 0: a server's text channel.</param>
internal sealed record ChannelSummary(
    Snowflake Id, int Type, string Name, Snowflake? RecipientId, Snowflake? GuildId, bool Accessible, int MessageCount, Snowflake? LastMessageId);

internal sealed record PersonSummary(Snowflake Id, string Name, bool CannotDm);

internal sealed record ChannelChange(string? Name = null, Snowflake? GuildId = null, bool? Accessible = null);

internal sealed record PersonChange(string? Name = null, bool? CannotDm = null);

internal sealed record Settings(string? InteractionsUrl, string PublicKey, Snowflake ApplicationId);

internal sealed record SettingsChange(string? InteractionsUrl);

/// <summary>An interaction as it was sent, for replays and forgeries.</summary>
internal sealed record SentInteraction(
    Snowflake Id, int Type, Snowflake ChannelId, Snowflake UserId, Snowflake? MessageId, string CustomId, string Token,
    string Body, string Timestamp, string Signature, bool Acknowledged, Snowflake? OriginalId);

/// <summary>The people and channels of this Discord, and changes to them that a server's owner or a person makes.</summary>
internal sealed class Roster(World world, Views views, Application application, Signer signer, InteractionsEndpoint endpoint)
{
    private static readonly Snowflake HomeGuild = new(1_000_000_000_000_000_001);

    public Settings Settings => new(endpoint.Url, signer.PublicKey, application.Id);

    public IReadOnlyList<ChannelSummary> Channels() => [.. world.Channels().Select(Summary)];

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
        };
        world.Keep(channel);
        return Summary(channel);
    });

    public PersonSummary Change(Snowflake id, PersonChange change) => world.Do(_ =>
    {
        var person = world.PersonOf(id);
        person = person with { Name = change.Name ?? person.Name, CannotDm = change.CannotDm ?? person.CannotDm };
        world.Keep(person);
        return Summary(person);
    });

    public IResult Change(SettingsChange change)
    {
        if (!string.IsNullOrEmpty(change.InteractionsUrl) && !SimulatorOptions.IsHttp(change.InteractionsUrl))
        {
            return Refusals.Invalid("interactionsUrl must be an absolute http or https address.");
        }

        endpoint.Url = string.IsNullOrEmpty(change.InteractionsUrl) ? null : change.InteractionsUrl;
        return TypedResults.Ok(Settings);
    }

    private static PersonSummary Summary(Person person) => new(person.Id, person.Name, person.CannotDm);

    private ChannelSummary Summary(Channel channel)
    {
        var messages = world.MessagesOf(channel.Id);
        return new ChannelSummary(
            channel.Id, channel.IsDirect ? 1 : 0, channel.Recipient is { } recipient ? world.PersonOf(recipient).Name : channel.Name,
            channel.Recipient, channel.GuildId, channel.Accessible, messages.Count, messages.Count == 0 ? null : messages[^1].Id);
    }

    private static SentInteraction Of(Interaction sent) => new(
        sent.Id, sent.Type, sent.ChannelId, sent.UserId, sent.MessageId, sent.CustomId, sent.Token, sent.Body, sent.Timestamp,
        sent.Signature, sent.Acknowledged, sent.OriginalId);
}
