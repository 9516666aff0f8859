using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Features.KeepSubscriptions;
using Platform.Delivery.Features.TestSubscription;

namespace Platform.Delivery;

internal static class WebPushExtensions
{
    public static void AddWebPush(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<WebPushOptions>, WebPushOptionsValidator>();
        services.AddOptions<WebPushOptions>().BindConfiguration("WebPush").ValidateOnStart();
        services.AddSingleton(provider => new PushEndpoints(Options(provider)));
        services.AddSingleton(provider => new VapidTokens(Options(provider).Subject, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<VapidKeys>();
        services.AddSingleton<OriginPauses>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WebPushClient>(
            provider, Http(Options(provider)), (Func<string, CancellationToken, ValueTask<VapidKey?>>)provider.GetRequiredService<VapidKeys>().FindAsync));
        services.AddSingleton<PushDelivery>();
    }

    public static void MapWebPush(this WebApplication app)
    {
        var push = app.MapGroup("/api/push").RequireAuthorization().WithTags("push");
        push.MapOwnSubscriptions();
        push.MapAddSubscription();
        push.MapTestSubscription();
    }

    private static WebPushOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<WebPushOptions>>().Value;

    /// <summary>
    /// One client for the life of the process. No log and no span has its addresses: they are as good as passwords.
    /// </summary>
    internal static HttpClient Http(WebPushOptions options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 64,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 16 << 10,
    })
    {
        Timeout = options.RequestTimeout,
    };
}
