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
        api.MapGet("/users/@me", (Views views) => MessagesApi.Json(views.Bot));
        api.MapPost("/users/@me/channels", (HttpRequest request, ChannelsApi channels) => channels.OpenDirectAsync(request));
        api.MapGet("/channels/{channelId}", (string channelId, ChannelsApi channels) => channels.Get(channelId));

        api.MapPost("/channels/{channelId}/messages", (string channelId, HttpRequest request, MessagesApi messages) =>
            messages.CreateAsync(channelId, request));
        api.MapGet("/channels/{channelId}/messages", (string channelId, HttpRequest request, MessagesApi messages) =>
            messages.List(channelId, request));
        api.MapGet("/channels/{channelId}/messages/{messageId}", (string channelId, string messageId, MessagesApi messages) =>
            messages.Get(channelId, messageId));
        api.MapPatch("/channels/{channelId}/messages/{messageId}",
            (string channelId, string messageId, HttpRequest request, MessagesApi messages) => messages.EditAsync(channelId, messageId, request));

        api.MapGet("/webhooks/{applicationId}/{token}/messages/@original",
            (string applicationId, string token, WebhooksApi webhooks) => webhooks.GetOriginal(applicationId, token));
        api.MapPatch("/webhooks/{applicationId}/{token}/messages/@original",
            (string applicationId, string token, HttpRequest request, WebhooksApi webhooks) => webhooks.EditOriginalAsync(applicationId, token, request));

        app.Map("/api/{**path}", () => (IResult)DiscordError.NotFound);
    }
}
