namespace Platform.DiscordSimulator.Api;

/// <summary>Answers of 401, 403 and 429 (shared ones excepted) in the last ten minutes; too many ban the caller.</summary>
internal sealed class InvalidRequests(SimulatorOptions options, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _at = [];

    public int Limit => options.InvalidRequestLimit;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _at.Count;
            }
        }
    }

    public bool Banned => Count >= Limit;

    public void Record(HttpResponse response)
    {
        if (response.StatusCode is 401 or 403 or 429 && response.Headers["X-RateLimit-Scope"] != "shared")
        {
            lock (_lock)
            {
                Forget();
                _at.Enqueue(time.GetUtcNow());
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _at.Clear();
        }
    }

    private void Forget()
    {
        var since = time.GetUtcNow() - Window;
        while (_at.TryPeek(out var oldest) && oldest <= since)
        {
            _at.Dequeue();
        }
    }
}
