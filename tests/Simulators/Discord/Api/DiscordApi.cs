namespace Platform.DiscordSimulator.Api;

/// <summary>The part of Discord's HTTP API that a bot of this platform uses.</summary>
internal static class DiscordApi
{
    public static void Map(WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<ApiPipeline>();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            branch => branch.Use(pipeline.InvokeAsync));

        var api = app.MapGroup(ApiPipeline.Prefix);
        api.MapGet("/users/@me", (HttpRequest request, Views views) => MessagesApi.Json(views.Of(BotGate.BotOf(request))));
        api.MapPost("/users/@me/channels", (HttpRequest request, ChannelsApi channels) => channels.OpenDirectAsync(request));
        api.MapGet("/channels/{channelId}", (string channelId, HttpRequest request, ChannelsApi channels) => channels.Get(channelId, request));
        MapMessages(api);
        MapInteractions(api);
        MapCommands(api);
        app.Map("/api/{**path}", () => (IResult)DiscordError.NotFound);
    }

    private static void MapMessages(RouteGroupBuilder api)
    {
        api.MapPost("/channels/{channelId}/messages", (string channelId, HttpRequest request, MessagesApi messages) =>
            messages.CreateAsync(channelId, request));
        api.MapGet("/channels/{channelId}/messages", (string channelId, HttpRequest request, MessagesApi messages) =>
            messages.List(channelId, request));
        const string one = "/channels/{channelId}/messages/{messageId}";
        api.MapGet(one, (string channelId, string messageId, HttpRequest request, MessagesApi messages) => messages.Get(channelId, messageId, request));
        api.MapPatch(one, (string channelId, string messageId, HttpRequest request, MessagesApi messages) =>
            messages.EditAsync(channelId, messageId, request));
        api.MapDelete(one, (string channelId, string messageId, HttpRequest request, MessagesApi messages) =>
            messages.Delete(channelId, messageId, request));
    }

    private static void MapInteractions(RouteGroupBuilder api)
    {
        api.MapPost("/interactions/{interactionId}/{token}/callback", (string interactionId, string token, HttpRequest request, CallbackApi callback) =>
            callback.AnswerAsync(interactionId, token, request));
        api.MapPost("/webhooks/{applicationId}/{token}", (HttpRequest request, WebhooksApi webhooks) => webhooks.FollowUpAsync(request));

        // A route of its own for @original, because the counts name it.
        foreach (var one in new[] { "/webhooks/{applicationId}/{token}/messages/@original", "/webhooks/{applicationId}/{token}/messages/{messageId}" })
        {
            api.MapGet(one, (HttpRequest request, WebhooksApi webhooks) => webhooks.Get(request));
            api.MapPatch(one, (HttpRequest request, WebhooksApi webhooks) => webhooks.EditAsync(request));
            api.MapDelete(one, (HttpRequest request, WebhooksApi webhooks) => webhooks.Delete(request));
        }
    }

    private static void MapCommands(RouteGroupBuilder api)
    {
        foreach (var all in new[] { "/applications/{applicationId}/commands", "/applications/{applicationId}/guilds/{guildId}/commands" })
        {
            api.MapGet(all, (HttpRequest request, CommandsApi commands) => commands.List(request));
            api.MapPut(all, (HttpRequest request, CommandsApi commands) => commands.ReplaceAsync(request));
            api.MapPost(all, (HttpRequest request, CommandsApi commands) => commands.CreateAsync(request));
            api.MapGet(all + "/{commandId}", (HttpRequest request, CommandsApi commands) => commands.Get(request));
            api.MapPatch(all + "/{commandId}", (HttpRequest request, CommandsApi commands) => commands.EditAsync(request));
            api.MapDelete(all + "/{commandId}", (HttpRequest request, CommandsApi commands) => commands.Delete(request));
        }
    }
}
