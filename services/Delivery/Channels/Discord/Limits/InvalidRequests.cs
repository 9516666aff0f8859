namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>
/// The refusals (401, 403, 429) that this process has had in ten minutes, over all bots: 10,000 would have its address
/// banned. At its budget it sends nothing until the oldest have passed.
/// </summary>
internal sealed class InvalidRequests(int budget)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _at = [];
    private bool _isHolding;

    /// <returns>Whether this one used the budget up.</returns>
    public bool Add(DateTimeOffset now)
    {
        lock (_lock)
        {
            Forget(now);
            _at.Enqueue(now);
            var began = !_isHolding && _at.Count >= budget;
            _isHolding |= began;
            return began;
        }
    }

    /// <returns>When the budget allows another request; null: now.</returns>
    public DateTimeOffset? HeldUntil(DateTimeOffset now)
    {
        lock (_lock)
        {
            Forget(now);
            if (_at.Count >= budget)
            {
                return _at.ElementAt(_at.Count - budget) + Window;
            }

            _isHolding = false;
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_at.TryPeek(out var oldest) && oldest <= now - Window)
        {
            _at.Dequeue();
        }
    }
}
