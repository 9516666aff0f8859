namespace Platform.Delivery.Domain;

/// <summary>How an attempt to deliver ended.</summary>
internal abstract record Outcome
{
    /// <param name="MessageId">The channel's name for it; where the channel gives none, the delivery's nonce.</param>
    public sealed record Delivered(string MessageId) : Outcome;

    /// <summary>Not tried, or turned away by a rate limit: costs no attempt.</summary>
    /// <param name="Reason">Where the person wants it so; null: a limit.</param>
    public sealed record Snoozed(DateTimeOffset Until, bool MayBeThere = false, string? Reason = null) : Outcome;

    /// <summary>Another attempt may help; the Scheduler decides.</summary>
    /// <param name="MayBeThere">The message may have arrived all the same: look before sending again.</param>
    /// <param name="ForgetChannel">The direct-message channel is gone: the next attempt opens it again.</param>
    public sealed record Failed(string Reason, bool MayBeThere, bool ForgetChannel = false) : Outcome;

    /// <summary>This address will never take it. Another one is tried at once, and costs no attempt.</summary>
    /// <param name="Address">Of the person at that channel: an account, a server's channel.</param>
    public sealed record DeadEnd(string Channel, string Address, string Reason) : Outcome;

    /// <summary>No further attempt can help.</summary>
    public sealed record Rejected(string Reason, bool MayBeThere = false) : Outcome;

    /// <summary>The day closed first.</summary>
    public sealed record Expired(string Reason) : Outcome;

    /// <summary>The person wants nothing just now: silence, which is no failure.</summary>
    public sealed record Suppressed(string Reason) : Outcome;
}
