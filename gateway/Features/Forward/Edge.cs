using Microsoft.AspNetCore.Diagnostics;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Features.Forward;

/// <summary>
/// Around the forwarding of one request: a body that says it is too large is refused before the service is troubled, and
/// what a service answers stays as it is, while the gateway's own refusals become problems.
/// </summary>
internal static class Edge
{
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength > context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await next(context);

        if (context.Features.Get<IForwarderErrorFeature>() is null
            && context.Features.Get<IStatusCodePagesFeature>() is { } pages
            && context.Response.StatusCode != StatusCodes.Status503ServiceUnavailable)
        {
            pages.Enabled = false;
        }
    }
}
