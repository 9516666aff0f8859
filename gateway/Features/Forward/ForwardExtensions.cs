using System.Net;
using System.Text;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Features.Forward;

internal static class ForwardExtensions
{
    public static void AddForwarding(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidated<ForwardOptions>(ForwardOptions.Section, options => options.Faults());
        var options = builder.Configuration.GetSection(ForwardOptions.Section).Get<ForwardOptions>() ?? new();
        var traced = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes.All(), Routes.Clusters(builder.Configuration, options))
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = options.ConnectTimeout;
                // As Kestrel reads them: the default sends ASCII only, and a name with an accent would look like an outage.
                handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
                handler.MaxConnectionsPerServer = options.ConnectionsPerService;
                if (!traced)
                {
                    handler.ActivityHeadersPropagator = null;
                }
            })
            .AddTransforms(transforms =>
            {
                transforms.UseDefaultForwarders = false;
                transforms.RequestTransforms.Add(new OwnForwardedHeaders());
                if (RouteTable.Paths.Single(path => path.Path == transforms.Route.RouteId).Kind == Kind.Inbound)
                {
                    transforms.RequestTransforms.Add(new UntouchedTarget());
                }
            });

        // The proxy logs each request at Information and each failure with its stack; Edge has one line for a failure.
        // Hosting starts an activity for each request where it may log.
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        if (!traced)
        {
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        }
    }

    /// <summary>Believes the configured proxies about the client's address and scheme; without any, does nothing.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<ForwardOptions>>().Value.TrustedProxies;
        if (trusted.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
    }

    public static void MapForwarding(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<Edge>();
        proxy.UseLoadBalancing();
    });
}
