using System.Net;

namespace Platform.Gateway.Features.Forward;

/// <summary>Settings of the proxy (<c>Forward</c>).</summary>
internal sealed class ForwardOptions
{
    public const string Section = "Forward";

    /// <summary>How long a service may be silent before the answer is 504.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>More requests to one service wait for a connection.</summary>
    public int ConnectionsPerService { get; set; } = 512;

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) whose X-Forwarded-For and -Proto are believed. None by default.</summary>
    public string[] TrustedProxies { get; set; } = [];

    public IEnumerable<string> Faults()
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(10))
        {
            yield return $"{Section}:Timeout must lie between 1 second and 10 minutes.";
        }

        if (ConnectTimeout < TimeSpan.FromMilliseconds(100) || ConnectTimeout > Timeout)
        {
            yield return $"{Section}:ConnectTimeout must lie between 0.1 seconds and Timeout.";
        }

        if (ConnectionsPerService < 1)
        {
            yield return $"{Section}:ConnectionsPerService must be at least 1.";
        }

        foreach (var proxy in TrustedProxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)))
        {
            yield return $"{Section}:TrustedProxies: {proxy} is neither an address nor a network such as 10.0.0.0/8.";
        }
    }
}
