namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// Which channels share their turns: those of one server. A channel whose server is not known has turns of its own.
/// Asking costs requests, so only a channel whose message has waited is asked about, and few of them.
/// </summary>
internal sealed class GuildLanes(int most = 50_000)
{
    /// <summary>A request that waited less shows no need of better turns.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string?> _guilds = [];
    private readonly Queue<string> _oldest = [];
    private DateTimeOffset _askAgainAt;

    public string Of(string channelId)
    {
        lock (_lock)
        {
            return _guilds.GetValueOrDefault(channelId) ?? channelId;
        }
    }

    /// <param name="guildId">Null: direct messages, which are a lane of their own.</param>
    public void Learn(string channelId, string? guildId)
    {
        lock (_lock)
        {
            if (_guilds.TryAdd(channelId, guildId))
            {
                _oldest.Enqueue(channelId);
                if (_oldest.Count > most)
                {
                    _guilds.Remove(_oldest.Dequeue());
                }
            }
        }
    }

    /// <returns>Whether this channel is to be asked about now; the next is not for a while.</returns>
    public bool ShouldAsk(string channelId, TimeSpan waited, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (waited < LongWait || now < _askAgainAt || _guilds.ContainsKey(channelId))
            {
                return false;
            }

            _askAgainAt = now + AskEvery;
            return true;
        }
    }
}
