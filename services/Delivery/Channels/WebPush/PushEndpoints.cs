using System.Diagnostics.CodeAnalysis;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// Which addresses messages are sent to. A subscription names any address it likes: without this list anybody who may
/// sign in could have this service call hosts inside its network.
/// </summary>
internal sealed class PushEndpoints(IReadOnlyCollection<string> allowedHosts, bool allowHttpOnLoopback)
{
    public const int LongestEndpoint = 1024;

    /// <summary>The push services of today's browsers; <c>*.</c> stands for any host below.</summary>
    public static readonly IReadOnlyList<string> KnownHosts =
    [
        "fcm.googleapis.com", "android.googleapis.com", "updates.push.services.mozilla.com", "*.push.services.mozilla.com",
        "*.notify.windows.com", "web.push.apple.com", "*.push.apple.com",
    ];

    public PushEndpoints(WebPushOptions options)
        : this(options.AllowedHosts is { Length: > 0 } own ? own : KnownHosts, options.AllowHttpOnLoopback)
    {
    }

    /// <param name="fault">What is wrong, to be read after the name of the field.</param>
    public bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? endpoint, [NotNullWhen(false)] out string? fault)
    {
        endpoint = null;
        fault = Fault(text, out var address);
        if (fault is not null)
        {
            return false;
        }

        endpoint = address!;
        return true;
    }

    private string? Fault(string? text, out Uri? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text))
        {
            return "is required: send the endpoint of the browser's PushSubscription.";
        }

        if (text.Length > LongestEndpoint)
        {
            return $"takes at most {LongestEndpoint} characters.";
        }

        // A backslash, a space or a letter beyond ASCII is read differently by different readers of addresses.
        if (text.Any(c => c is <= ' ' or > '~' or '\\') || !Uri.TryCreate(text, UriKind.Absolute, out address) || address.HostNameType == UriHostNameType.Unknown)
        {
            return "must be an absolute https address, as the browser gave it.";
        }

        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "must have neither a user name nor a fragment.";
        }

        if (allowHttpOnLoopback && address is { Scheme: "http", IsLoopback: true })
        {
            return null;
        }

        if (address.Scheme != Uri.UriSchemeHttps || !address.IsDefaultPort)
        {
            return "must be an https address without a port.";
        }

        return IsAllowed(address.Host) ? null : "must be at a push service that this platform sends to, such as those of Chrome, Firefox, Edge and Safari.";
    }

    private bool IsAllowed(string host)
    {
        foreach (var allowed in allowedHosts)
        {
            if (allowed.StartsWith("*.", StringComparison.Ordinal)
                ? host.Length > allowed.Length - 1 && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                : host.Equals(allowed, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
