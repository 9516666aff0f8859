namespace Platform.Delivery.Channels.Discord;

/// <summary>How a request to Discord ended.</summary>
internal abstract record DiscordAnswer<T>
{
    public sealed record Done(T Value) : DiscordAnswer<T>;

    /// <summary>Turned away by a rate limit, Discord's or our own; nothing happened.</summary>
    public sealed record Limited(DateTimeOffset Until) : DiscordAnswer<T>;

    /// <summary>Discord will not do it, however often it is asked.</summary>
    /// <param name="Code">Discord's error code, such as 50007; 0 where it gave none.</param>
    public sealed record Refused(int Code, string Reason) : DiscordAnswer<T>
    {
        /// <summary>
        /// The person cannot be reached there by anything: unknown channel, no access, direct messages refused, no
        /// server in common.
        /// </summary>
        public bool IsDeadEnd => Code is DiscordClient.UnknownChannel or 50001 or 50007 or 50278;
    }

    /// <param name="Unclear">It may have happened all the same: a time limit, a lost connection, an answer of 5xx.</param>
    public sealed record Failed(string Reason, bool Unclear) : DiscordAnswer<T>;
}
