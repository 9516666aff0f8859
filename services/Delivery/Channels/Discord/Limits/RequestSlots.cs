namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>
/// A bot's limit for each second, kept under any delay of the network: a request holds one of N slots from its
/// departure until one second after its answer. Of any N + 1 requests, then, one arrived more than a second before the
/// last: Discord never sees them in one second, wherever its seconds begin. Counting departures alone would not do, as
/// a slow request arrives together with later, faster ones.
/// </summary>
internal sealed class RequestSlots(int perSecond)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Queue<DateTimeOffset> _held = [];
    private int _inFlight;

    public bool IsFree(DateTimeOffset now)
    {
        while (_held.TryPeek(out var until) && until <= now)
        {
            _held.Dequeue();
        }

        return _inFlight + _held.Count < perSecond;
    }

    /// <summary>When a slot becomes free by time alone; null: only an answer frees one.</summary>
    public DateTimeOffset? NextAt => _held.TryPeek(out var until) ? until : null;

    public void Take() => _inFlight++;

    /// <summary>The answer is here, or none will come.</summary>
    public void Release(DateTimeOffset now)
    {
        _inFlight--;
        _held.Enqueue(now + Second);
    }
}
