using Yarp.ReverseProxy.Transforms;

namespace Platform.Gateway.Features.Forward;

/// <summary>
/// Keeps the query as it was sent. A <see cref="Uri"/> rewrites what it thinks it may (<c>%7E</c> becomes <c>~</c>), and a
/// signature or a state may be over the very characters.
/// </summary>
internal sealed class UntouchedTarget : RequestTransform
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var request = context.HttpContext.Request;
        context.ProxyRequest.RequestUri = new Uri(
            string.Concat(context.DestinationPrefix.TrimEnd('/'), request.Path.ToUriComponent(), request.QueryString.Value), AsItIs);
        return default;
    }
}
