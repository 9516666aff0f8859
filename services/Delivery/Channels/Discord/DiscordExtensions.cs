using Microsoft.Extensions.Options;

namespace Platform.Delivery.Channels.Discord;

internal static class DiscordExtensions
{
    public static void AddDiscord(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsValidator>();
        builder.Services.AddOptions<DiscordOptions>().BindConfiguration("Discord").ValidateOnStart();
        builder.Services.AddSingleton<InteractionSignature>();
        builder.Services.AddSingleton<DiscordMetrics>();
        builder.Services.AddSingleton<DiscordBots>();
        // Nothing below repeats a request: it would go out uncounted.
        builder.Services.AddHttpClient<DiscordClient>((services, http) =>
                DiscordClient.Configure(http, services.GetRequiredService<IOptions<DiscordOptions>>().Value))
            .ConfigurePrimaryHttpMessageHandler(services => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = true,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                MaxConnectionsPerServer = services.GetRequiredService<IOptions<DiscordOptions>>().Value.MaxConnections,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
    }
}
