using System.Buffers.Text;
using Microsoft.Extensions.Options;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>Web Push (section <c>WebPush</c>).</summary>
internal sealed class WebPushOptions
{
    /// <summary>Whom a push service may write to about what we send: <c>mailto:</c> or <c>https:</c>.</summary>
    public string Subject { get; set; } = "mailto:operator@platform.local";

    /// <summary>The VAPID key pair in base64url: the uncompressed point (65 bytes) and the scalar (32 bytes). Neither: one is made and kept.</summary>
    public string PublicKey { get; set; } = "";

    public string PrivateKey { get; set; } = "";

    /// <summary>The hosts of push services, <c>*.</c> for any host below one. Null or empty: <see cref="PushEndpoints.KnownHosts"/>.</summary>
    public string[]? AllowedHosts { get; set; }

    /// <summary>Takes plain http on this machine too, for a simulator. Never where strangers sign in.</summary>
    public bool AllowHttpOnLoopback { get; set; }

    /// <summary>The time limit of one request.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <returns>Null where none is configured.</returns>
    public VapidKey? ConfiguredKey() => PrivateKey.Length == 0 ? null : ReadKey();

    internal VapidKey? ReadKey() =>
        Base64Url.IsValid(PrivateKey) && VapidKey.TryImport(Base64Url.DecodeFromChars(PrivateKey)) is { } key && key.PublicKey == PublicKey.TrimEnd('=') ? key : null;
}

internal sealed class WebPushOptionsValidator : IValidateOptions<WebPushOptions>
{
    public ValidateOptionsResult Validate(string? name, WebPushOptions options)
    {
        List<string> faults = [];
        if (!Uri.TryCreate(options.Subject, UriKind.Absolute, out var subject) || subject.Scheme is not ("mailto" or "https"))
        {
            faults.Add("WebPush:Subject must be a mailto: or https: address");
        }

        if (options.PublicKey.Length + options.PrivateKey.Length > 0 && options.ReadKey() is null)
        {
            faults.Add("WebPush:PublicKey and WebPush:PrivateKey must be a VAPID key pair in base64url that belongs together, or both be left out");
        }

        if (options.AllowedHosts?.Any(host => Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) != UriHostNameType.Dns) == true)
        {
            faults.Add("WebPush:AllowedHosts must be names of hosts, such as push.example.com or *.push.example.com");
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > TimeSpan.FromSeconds(30))
        {
            faults.Add("WebPush:RequestTimeout must be above zero and at most 30 seconds");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
