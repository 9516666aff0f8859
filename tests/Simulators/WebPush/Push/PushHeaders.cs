using System.Globalization;

namespace Platform.WebPushSimulator.Push;

/// <summary>What RFC 8030 lets a sender ask for.</summary>
internal sealed record PushHeaders(TimeSpan Ttl, string Urgency, string? Topic)
{
    private const int LongestTopic = 32;

    public static (PushHeaders? Headers, string? Fault) Read(HttpRequest request, TimeSpan longestTtl)
    {
        if (!uint.TryParse(request.Headers["TTL"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return (null, "TTL is required: a number of seconds.");
        }

        var urgency = request.Headers["Urgency"].ToString() is { Length: > 0 } given ? given : "normal";
        if (urgency is not ("very-low" or "low" or "normal" or "high"))
        {
            return (null, "Urgency must be very-low, low, normal or high.");
        }

        var topic = request.Headers.TryGetValue("Topic", out var named) ? named.ToString() : null;
        if (topic is not null && (topic.Length is 0 or > LongestTopic || !topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            return (null, "Topic must be 1 to 32 characters of base64url.");
        }

        if (request.ContentLength is > 0 && request.Headers.ContentEncoding != "aes128gcm")
        {
            return (null, "Content-Encoding must be aes128gcm.");
        }

        var ttl = TimeSpan.FromSeconds(seconds);
        return (new(ttl < longestTtl ? ttl : longestTtl, urgency, topic), null);
    }
}
