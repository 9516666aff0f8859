using Microsoft.AspNetCore.Diagnostics;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Features.Forward;

/// <summary>
/// Around the forwarding of one request: a body that says it is too large is refused before the service is troubled, and
/// what a service answers stays as it is, while the gateway's own refusals become problems.
/// </summary>
internal sealed partial class Edge(RequestDelegate next, ILogger<Edge> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var route = context.GetReverseProxyFeature().Route.Config;
        if (context.Request.ContentLength > route.MaxRequestBodySize)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await next(context);

        if (context.Features.Get<IForwarderErrorFeature>() is { } failure)
        {
            if (!context.RequestAborted.IsCancellationRequested && context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                NotAnswered(log, route.ClusterId, failure.Error, failure.Exception?.GetBaseException().GetType().Name);
            }
        }
        else if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "The service {Service} did not answer a request: {Error} ({Cause})")]
    private static partial void NotAnswered(ILogger logger, string? service, ForwarderError error, string? cause);
}
