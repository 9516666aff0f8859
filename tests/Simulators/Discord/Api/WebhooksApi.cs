using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>
/// An interaction's answer, by its token: no bot token is needed. <c>@original</c> exists once the application has
/// answered or deferred, and can be reached for 15 minutes.
/// </summary>
internal sealed class WebhooksApi(World world, Views views, MessagesApi messages, Application application, SimulatorOptions options, TimeProvider time)
{
    public IResult GetOriginal(string applicationId, string token) =>
        Find(applicationId, token, out var original) ?? (IResult)MessagesApi.Json(views.Of(original));

    public async Task<IResult> EditOriginalAsync(string applicationId, string token, HttpRequest request) =>
        Find(applicationId, token, out var original) ?? await messages.EditAsync(original, request);

    private DiscordError? Find(string applicationId, string token, out Message original)
    {
        original = null!;
        if (applicationId != application.Id.ToString())
        {
            return DiscordError.UnknownWebhook;
        }

        if (InteractionToken.IdOf(token) is not { } id || world.FindInteraction(id) is not { } interaction || interaction.Token != token)
        {
            return DiscordError.BadWebhookToken;
        }

        if (time.GetUtcNow() - interaction.Id.CreatedAt >= options.TokenLifetime)
        {
            return DiscordError.BadWebhookToken;
        }

        if (!interaction.Acknowledged)
        {
            return DiscordError.UnknownWebhook;
        }

        if (interaction.OriginalId is not { } originalId || world.FindMessage(originalId) is not { } message)
        {
            return DiscordError.UnknownMessage;
        }

        original = message;
        return null;
    }
}
