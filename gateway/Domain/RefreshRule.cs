using Platform.Gateway.Data;

namespace Platform.Gateway.Domain;

internal enum RefreshOutcome
{
    /// <summary>Issue the next serial.</summary>
    Rotate,

    /// <summary>Issue the latest serial again: the client did not hear the answer to its last refresh.</summary>
    Repeat,

    Refuse,

    /// <summary>An old ticket came back: one of its two holders stole it, and which one cannot be told.</summary>
    RevokeForReuse,

    /// <summary>The password has changed since.</summary>
    RevokeForStamp,
}

/// <summary>When a refresh ticket is good. Its signature and expiry have been checked before.</summary>
internal static class RefreshRule
{
    /// <summary>
    /// How long after a rotation the ticket before it may be repeated. Long enough for a client's retry; a thief would
    /// have to use the ticket within it, and is found out at the next rotation of either.
    /// </summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(30);

    public static RefreshOutcome Decide(Session session, int serial, DateTimeOffset now)
    {
        if (session.RevokedAt is not null)
        {
            return RefreshOutcome.Refuse;
        }

        if (session.SecurityStamp != session.AccountStamp)
        {
            return RefreshOutcome.RevokeForStamp;
        }

        if (serial == session.Serial)
        {
            return RefreshOutcome.Rotate;
        }

        // A serial from the future follows a database restored from a backup: nobody's theft.
        if (serial > session.Serial)
        {
            return RefreshOutcome.Refuse;
        }

        return serial == session.Serial - 1 && now - session.LastUsedAt <= RepeatWithin
            ? RefreshOutcome.Repeat
            : RefreshOutcome.RevokeForReuse;
    }
}
