using Yarp.ReverseProxy.Transforms;

namespace Platform.Gateway.Features.Forward;

/// <summary>
/// What a stranger says about where a request comes from is dropped; the services hear it from the gateway. Everything
/// else passes, the ticket too.
/// </summary>
internal sealed class OwnForwardedHeaders : RequestTransform
{
    private const string Prefix = "X-Forwarded-";

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var request = context.HttpContext.Request;
        var forwarded = context.ProxyRequest.Headers;
        foreach (var header in request.Headers)
        {
            if (IsClaimOfOrigin(header.Key))
            {
                forwarded.Remove(header.Key);
            }
        }

        if (context.HttpContext.Connection.RemoteIpAddress is { } address)
        {
            forwarded.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        }

        forwarded.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
        forwarded.TryAddWithoutValidation("X-Forwarded-Host", request.Host.Value);
        return default;
    }

    private static bool IsClaimOfOrigin(string name) =>
        name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase);
}
