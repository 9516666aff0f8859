namespace Platform.Delivery.Channels.WebPush;

/// <summary>How a message to one push service ended.</summary>
internal abstract record PushAnswer
{
    /// <summary>The push service has it; whether a browser shows it is not told.</summary>
    public sealed record Accepted : PushAnswer;

    /// <summary>The subscription is no more (404, 410): nothing will ever go there.</summary>
    public sealed record Gone : PushAnswer;

    /// <summary>More than a push service takes.</summary>
    public sealed record TooLarge : PushAnswer;

    /// <summary>Turned away by a rate limit; nothing happened.</summary>
    public sealed record Limited(DateTimeOffset Until) : PushAnswer;

    /// <summary>It will not be taken, however often it is tried.</summary>
    public sealed record Refused(string Reason) : PushAnswer;

    /// <param name="Unclear">It may have been taken all the same: a time limit, a lost connection, an answer of 5xx.</param>
    public sealed record Failed(string Reason, bool Unclear) : PushAnswer;
}
