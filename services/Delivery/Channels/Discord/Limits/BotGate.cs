namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>A bot's <see cref="Turnstile"/> for many threads and by the clock.</summary>
internal sealed class BotGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Turnstile _turnstile;
    private readonly TimeSpan _maxWait;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset _latest;
    private TimeSpan _setBack;
    private DateTimeOffset? _armedFor;

    public BotGate(int requestsPerSecond, TimeSpan maxWait, TimeProvider time)
    {
        (_turnstile, _maxWait, _time) = (new(requestsPerSecond, maxWait), maxWait, time);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _turnstile.Count;
            }
        }
    }

    /// <summary>Waits until the request may leave, for the longest wait at most.</summary>
    /// <returns>The request, to be given back by <see cref="Leave"/>; or, where it may not leave, when to try again.</returns>
    public async ValueTask<(Waiting? Admitted, DateTimeOffset Until)> EnterAsync(RouteKey route, string lane, SendPriority priority, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Waiting request;
        lock (_lock)
        {
            var now = Now();
            request = _turnstile.Enter(route, lane, priority, now);
            Pass(now);
        }

        if (!request.Settled.IsCompleted)
        {
            await request.Settled.WaitAsync(_maxWait, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock)
        {
            if (!request.Settled.IsCompleted)
            {
                _turnstile.GiveUp(request, Now());
            }

            if (request.Until is { } until)
            {
                ct.ThrowIfCancellationRequested();
                return (null, until - _setBack);
            }
        }

        if (ct.IsCancellationRequested)
        {
            Leave(request, null);
            ct.ThrowIfCancellationRequested();
        }

        return (request, default);
    }

    /// <param name="told">Null: no answer came.</param>
    /// <returns>For a 429: when to try again.</returns>
    public DateTimeOffset? Leave(Waiting request, RateHeaders? told)
    {
        lock (_lock)
        {
            var now = Now();
            var until = _turnstile.Leave(request, told, now);
            Pass(now);
            return until - _setBack;
        }
    }

    /// <summary>Nothing leaves for so long.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_lock)
        {
            var now = Now();
            _turnstile.Pause(now + length);
            Pass(now);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        lock (_lock)
        {
            _armedFor = null;
            Pass(Now());
        }
    }

    private void Pass(DateTimeOffset now)
    {
        _turnstile.Pass(now);
        var next = _turnstile.NextAt(now);
        if (next == _armedFor)
        {
            return;
        }

        _armedFor = next;
        // Timers count whole milliseconds and cut off the rest: one that is early would be set again and again.
        _timer.Change(
            next is { } at ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (at - now).TotalMilliseconds))) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // A clock that is set back must not make what waits wait for so much longer.
    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow() + _setBack;
        if (now < _latest)
        {
            _setBack += _latest - now;
            now = _latest;
        }

        return _latest = now;
    }
}
