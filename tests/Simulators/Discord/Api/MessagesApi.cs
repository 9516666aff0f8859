using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>Messages of a channel: create (with the nonce's rule), read, edit.</summary>
internal sealed class MessagesApi(World world, Views views, SimulatorOptions options, TimeProvider time)
{
    public async Task<IResult> CreateAsync(string channelId, HttpRequest request)
    {
        if (Find(channelId, out var channel) is { } unknown)
        {
            return unknown;
        }

        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        var faults = new FormFaults();
        var form = MessageForm.Read(body!, faults);
        if (faults.Any)
        {
            return faults.ToError();
        }

        if (form.IsNothing)
        {
            return DiscordError.EmptyMessage;
        }

        if (channel.Recipient is { } recipient && world.PersonOf(recipient).CannotDm)
        {
            return DiscordError.CannotDm;
        }

        // The look for the nonce and the new message are one step: of two equal requests at once, one creates.
        return Json(views.Of(world.Do(_ => Earlier(form) ?? Create(form, channel))));
    }

    public IResult Get(string channelId, string messageId)
    {
        if (Find(channelId, messageId, out var message) is { } unknown)
        {
            return unknown;
        }

        return Json(views.Of(message));
    }

    public async Task<IResult> EditAsync(string channelId, string messageId, HttpRequest request)
    {
        if (Find(channelId, messageId, out var message) is { } unknown)
        {
            return unknown;
        }

        return await EditAsync(message, request);
    }

    /// <summary>An edit of a message that was found: also what the webhook route does.</summary>
    public async Task<IResult> EditAsync(Message message, HttpRequest request)
    {
        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        var faults = new FormFaults();
        var form = MessageForm.Read(body!, faults);
        if (faults.Any)
        {
            return faults.ToError();
        }

        return world.Do(IResult (_) =>
        {
            var edited = form.Edit(world.FindMessage(message.Id) ?? message, time.GetUtcNow());
            if (MessageForm.IsEmpty(edited.Content, edited.Embeds, edited.Components))
            {
                return DiscordError.EmptyMessage;
            }

            world.Keep(edited);
            return Json(views.Of(edited));
        });
    }

    public IResult List(string channelId, HttpRequest request)
    {
        if (Find(channelId, out var channel) is { } unknown)
        {
            return unknown;
        }

        var faults = new FormFaults();
        var page = MessagePage.Read(request.Query, faults);
        if (faults.Any)
        {
            return faults.ToError();
        }

        var history = world.MessagesOf(channel.Id).Where(message => message.OnlyFor is null);
        return Json(page.Of(history).Select(message => views.Of(message)).ToList());
    }

    public DiscordError? Find(string channelId, out Channel channel)
    {
        channel = null!;
        if (!Snowflake.TryParse(channelId, null, out var id))
        {
            return BadSnowflake("channel_id", channelId);
        }

        if (world.FindChannel(id) is not { } found)
        {
            return DiscordError.UnknownChannel;
        }

        channel = found;
        return found.Accessible ? null : DiscordError.MissingAccess;
    }

    public static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, DiscordJson.Api);

    public static DiscordError BadSnowflake(string field, string value)
    {
        var faults = new FormFaults();
        faults.Add(field, "NUMBER_TYPE_COERCE", $"Value \"{value}\" is not snowflake.");
        return faults.ToError();
    }

    private DiscordError? Find(string channelId, string messageId, out Message message)
    {
        message = null!;
        if (Find(channelId, out var channel) is { } unknown)
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

    private Message? Earlier(MessageForm form) =>
        form is { EnforceNonce: true, Nonce: { } nonce } && world.ByNonce(nonce) is { } earlier
        && time.GetUtcNow() - earlier.Timestamp < options.NonceWindow ? earlier : null;

    private Message Create(MessageForm form, Channel channel)
    {
        var message = form.ToMessage(world.Ids.Next(), channel.Id, time.GetUtcNow());
        message = message with { Flags = message.Flags & ~Message.Ephemeral };
        world.Keep(message);
        return message;
    }
}
