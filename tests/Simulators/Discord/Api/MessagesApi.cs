using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>Messages of a channel: create (with the nonce's rule), read, edit, delete.</summary>
internal sealed class MessagesApi(World world, ChannelsApi channels, Views views, SimulatorOptions options, TimeProvider time)
{
    public async Task<IResult> CreateAsync(string channelId, HttpRequest request)
    {
        var bot = BotGate.BotOf(request);
        if (channels.Find(channelId, bot, out var channel) is { } unknown)
        {
            return unknown;
        }

        var (form, error) = await ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        if (form!.IsNothing)
        {
            return DiscordError.EmptyMessage;
        }

        if (channels.Muted(channel, bot) is { } muted)
        {
            return muted;
        }

        // The look for the nonce and the new message are one step: of two equal requests at once, one creates.
        return Json(views.Of(world.Do(_ => Earlier(form, bot) ?? Create(form, channel, bot))));
    }

    public IResult Get(string channelId, string messageId, HttpRequest request) =>
        Find(channelId, messageId, BotGate.BotOf(request), out var message) ?? (IResult)Json(views.Of(message));

    public async Task<IResult> EditAsync(string channelId, string messageId, HttpRequest request)
    {
        var bot = BotGate.BotOf(request);
        if (Find(channelId, messageId, bot, out var message) is { } unknown)
        {
            return unknown;
        }

        return views.AuthorOf(message) == bot ? await EditAsync(message, request) : DiscordError.NotYourMessage;
    }

    /// <summary>An edit of a message that was found: also what the webhook routes do.</summary>
    public async Task<IResult> EditAsync(Message message, HttpRequest request)
    {
        var (form, error) = await ReadAsync(request);
        return error ?? Edit(message, form!);
    }

    public IResult Edit(Message message, MessageForm form) => world.Do(IResult (_) =>
    {
        var edited = form.Edit(world.FindMessage(message.Id) ?? message, time.GetUtcNow());
        if (MessageForm.IsEmpty(edited.Content, edited.Embeds, edited.Components))
        {
            return DiscordError.EmptyMessage;
        }

        world.Keep(edited);
        return Json(views.Of(edited));
    });

    public IResult Delete(string channelId, string messageId, HttpRequest request)
    {
        var bot = BotGate.BotOf(request);
        if (Find(channelId, messageId, bot, out var message) is { } unknown)
        {
            return unknown;
        }

        return views.AuthorOf(message) == bot ? Delete(message) : DiscordError.MissingPermissions;
    }

    public IResult Delete(Message message)
    {
        world.Keep(message with { Deleted = true });
        return TypedResults.NoContent();
    }

    public IResult List(string channelId, HttpRequest request)
    {
        if (channels.Find(channelId, BotGate.BotOf(request), out var channel) is { } unknown)
        {
            return unknown;
        }

        var faults = new FormFaults();
        var page = MessagePage.Read(request.Query, faults);
        return faults.Any ? faults.ToError() : Json(world.Read(channel.Id, page.Of).Select(message => views.Of(message)).ToList());
    }

    /// <summary>The message that a request carries, or the refusal of what it carries instead.</summary>
    public static async Task<(MessageForm? Form, DiscordError? Error)> ReadAsync(HttpRequest request)
    {
        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return (null, error);
        }

        var faults = new FormFaults();
        var form = MessageForm.Read(body!, faults);
        return faults.Any ? (null, faults.ToError()) : (form, null);
    }

    public static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, DiscordJson.Api);

    public static DiscordError BadSnowflake(string field, string value)
    {
        var faults = new FormFaults();
        faults.Add(field, "NUMBER_TYPE_COERCE", $"Value \"{value}\" is not snowflake.");
        return faults.ToError();
    }

    private DiscordError? Find(string channelId, string messageId, Bot bot, out Message message)
    {
        message = null!;
        if (channels.Find(channelId, bot, out var channel) is { } unknown)
        {
            return unknown;
        }

        if (!Snowflake.TryParse(messageId, null, out var id))
        {
            return BadSnowflake("message_id", messageId);
        }

        // An ephemeral message is not in the channel; only its interaction's token reaches it.
        if (world.FindMessage(channel.Id, id) is not { OnlyFor: null } found)
        {
            return DiscordError.UnknownMessage;
        }

        message = found;
        return null;
    }

    private Message? Earlier(MessageForm form, Bot bot) =>
        form is { EnforceNonce: true, Nonce: { } nonce } && world.ByNonce(bot, nonce) is { } earlier
        && time.GetUtcNow() - earlier.Timestamp < options.NonceWindow ? earlier : null;

    private Message Create(MessageForm form, Channel channel, Bot bot)
    {
        var message = form.ToMessage(world.Ids.Next(), channel.Id, time.GetUtcNow());
        message = message with { Flags = message.Flags & ~Message.Ephemeral, AuthorId = bot.Id };
        world.Keep(message);
        return message;
    }
}
