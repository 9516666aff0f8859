using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>
/// An interaction's answer and what follows it, by the interaction's token: no bot token is needed. <c>@original</c>
/// exists once the application has answered or deferred; everything can be reached for 15 minutes.
/// </summary>
internal sealed class WebhooksApi(World world, Views views, MessagesApi messages, Bots bots, SimulatorOptions options, TimeProvider time)
{
    public IResult Get(HttpRequest request) => Find(request, out Message message) ?? (IResult)MessagesApi.Json(views.Of(message));

    public async Task<IResult> EditAsync(HttpRequest request) => Find(request, out Message message) ?? await messages.EditAsync(message, request);

    public IResult Delete(HttpRequest request) => Find(request, out Message message) ?? messages.Delete(message);

    /// <summary>
    /// One more message; right after a deferred answer it is that answer, and is seen by whom the deferral said.
    /// </summary>
    public async Task<IResult> FollowUpAsync(HttpRequest request)
    {
        if (Find(request, out Interaction interaction) is { } unknown)
        {
            return unknown;
        }

        var (form, error) = await MessagesApi.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        if (form!.IsNothing)
        {
            return DiscordError.EmptyMessage;
        }

        return world.Do(_ =>
        {
            if (interaction.OriginalId is { } original && world.FindMessage(original) is { } waiting && (waiting.Flags & Message.Loading) != 0)
            {
                return messages.Edit(waiting, form);
            }

            var message = form.ToMessage(world.Ids.Next(), interaction.ChannelId, time.GetUtcNow()) with
            {
                AuthorId = bots.Of(interaction.BotId).Id, InteractionId = interaction.Id, Nonce = null,
                OnlyFor = (form.Flags & Message.Ephemeral) is > 0 ? interaction.UserId : null,
            };
            world.Keep(message);
            return MessagesApi.Json(views.Of(message));
        });
    }

    // Without a message's id the address names @original.
    private DiscordError? Find(HttpRequest request, out Message message)
    {
        message = null!;
        if (Find(request, out Interaction interaction) is { } unknown)
        {
            return unknown;
        }

        var messageId = request.RouteValues["messageId"] as string;
        if (messageId is null)
        {
            return Take(interaction.OriginalId is { } originalId ? world.FindMessage(originalId) : null, out message);
        }

        if (!Snowflake.TryParse(messageId, null, out var id))
        {
            return MessagesApi.BadSnowflake("message_id", messageId);
        }

        var found = world.FindMessage(id);
        return Take(found?.InteractionId == interaction.Id || found?.Id == interaction.OriginalId ? found : null, out message);
    }

    private static DiscordError? Take(Message? found, out Message message)
    {
        message = found!;
        return found is null ? DiscordError.UnknownMessage : null;
    }

    private DiscordError? Find(HttpRequest request, out Interaction interaction)
    {
        interaction = null!;
        if (bots.Find((string)request.RouteValues["applicationId"]!) is not { } bot)
        {
            return DiscordError.UnknownWebhook;
        }

        var token = (string)request.RouteValues["token"]!;
        if (InteractionToken.IdOf(token) is not { } id || world.FindInteraction(id) is not { } found || found.Token != token
            || bots.Of(found.BotId) != bot || time.GetUtcNow() - found.Id.CreatedAt >= options.TokenLifetime)
        {
            return DiscordError.BadWebhookToken;
        }

        interaction = found;
        return found.Acknowledged ? null : DiscordError.UnknownWebhook;
    }
}
