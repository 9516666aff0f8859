namespace Platform.Delivery.Domain;

/// <summary>How an attempt to deliver ended.</summary>
internal abstract record Outcome
{
    public sealed record Delivered(string MessageId) : Outcome;

    /// <summary>Not tried, or turned away by a rate limit: costs no attempt and nobody is told.</summary>
    public sealed record Snoozed(DateTimeOffset Until, bool MayBeThere = false) : Outcome;

    /// <summary>Another attempt may help; the Scheduler decides.</summary>
    /// <param name="MayBeThere">The message may have arrived all the same: look before sending again.</param>
    /// <param name="ForgetChannel">The direct-message channel is gone: the next attempt opens it again.</param>
    public sealed record Failed(string Reason, bool MayBeThere, bool ForgetChannel = false) : Outcome;

    /// <summary>No further attempt can help.</summary>
    public sealed record Rejected(string Reason) : Outcome;

    /// <summary>The athlete's day closed first.</summary>
    public sealed record Expired(string Reason) : Outcome;
}
