using System.Buffers.Text;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>How urgent a message is to a device that saves its battery (RFC 8030, 5.3).</summary>
internal enum PushUrgency
{
    VeryLow,
    Low,
    Normal,
    High,
}

/// <summary>What a push service is told about a message.</summary>
/// <param name="Ttl">How long it is kept for a browser that cannot be reached; whole seconds, not negative.</param>
/// <param name="Topic">A newer message replaces an undelivered one of the same topic; 1 to 32 characters of base64url, or null.</param>
internal sealed record PushOptions(TimeSpan Ttl, PushUrgency Urgency = PushUrgency.Normal, string? Topic = null)
{
    private const int LongestTopic = 32;

    public TimeSpan Ttl { get; } = Ttl >= TimeSpan.Zero ? Ttl : throw new ArgumentOutOfRangeException(nameof(Ttl), Ttl, "It cannot be negative.");

    public string? Topic { get; } = Topic is null || (Topic.Length is > 0 and <= LongestTopic && Topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        ? Topic
        : throw new ArgumentException("1 to 32 characters of base64url.", nameof(Topic));

    /// <summary>The topic of a delivery, which is the tag of its notification too: a second try replaces the first.</summary>
    public static string TopicOf(Guid deliveryId)
    {
        Span<byte> bytes = stackalloc byte[16];
        deliveryId.TryWriteBytes(bytes, bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>As the header <c>Urgency</c> has it.</summary>
    public string UrgencyName => Urgency switch
    {
        PushUrgency.VeryLow => "very-low",
        PushUrgency.Low => "low",
        PushUrgency.High => "high",
        _ => "normal",
    };
}
