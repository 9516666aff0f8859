namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>
/// Which of a bot's requests may leave, and when. It has no clock and no lock; times come in order. Every request that
/// was admitted must be brought back by <see cref="Leave"/>.
/// </summary>
/// <param name="maxWait">What has longer to wait for its bucket is turned away.</param>
internal sealed class Turnstile(int requestsPerSecond, TimeSpan maxWait)
{
    private static readonly TimeSpan RefusedTokenPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestGuess = TimeSpan.FromMinutes(1);

    private readonly RequestSlots _slots = new(requestsPerSecond);
    private readonly Buckets _buckets = new();
    private readonly SendQueue _queue = new();
    private readonly PriorityQueue<Bucket, DateTimeOffset> _wakes = new();
    private DateTimeOffset _pausedUntil;

    /// <summary>How many requests wait.</summary>
    public int Count => _queue.Count;

    /// <summary>Lets a request in; it is settled by this or a later <see cref="Pass"/>.</summary>
    public Waiting Enter(RouteKey route, string lane, SendPriority priority, DateTimeOffset now)
    {
        var request = new Waiting(route, now);
        _queue.Add(request, lane, priority);
        return request;
    }

    /// <summary>A request that has waited too long is turned away.</summary>
    public void GiveUp(Waiting request, DateTimeOffset now)
    {
        _queue.Remove(request);
        request.Refuse(Guess(request.Route, now));
    }

    /// <summary>Settles whatever can be settled now.</summary>
    public void Pass(DateTimeOffset now)
    {
        if (_pausedUntil > now)
        {
            if (_pausedUntil > now + maxWait)
            {
                _queue.Empty().ForEach(r => r.Refuse(_pausedUntil));
            }

            return;
        }

        while (_wakes.TryPeek(out var bucket, out var at) && at <= now)
        {
            _wakes.Dequeue();
            Resume(bucket);
        }

        while (_slots.IsFree(now) && _queue.Next(flow => MayLeave(flow, now)) is { } next)
        {
            var bucket = _buckets.Of(next.Route, now);
            _slots.Take();
            bucket.Take();
            next.Admit(bucket);
        }
    }

    /// <summary>When <see cref="Pass"/> can do more though nothing comes in or back; null: never.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now)
    {
        if (_queue.Count == 0)
        {
            return null;
        }

        if (_pausedUntil > now)
        {
            return _pausedUntil;
        }

        var slot = _queue.IsReady ? _slots.NextAt : null;
        return _wakes.TryPeek(out _, out var wake) && !(slot < wake) ? wake : slot;
    }

    /// <summary>A request's answer is here, or none will come.</summary>
    /// <param name="told">Null: no answer.</param>
    /// <returns>For a 429: when to try again.</returns>
    public DateTimeOffset? Leave(Waiting request, RateHeaders? told, DateTimeOffset now)
    {
        var bucket = request.Bucket!;
        _slots.Release(now);
        bucket.Release();
        if (told?.Bucket is { } name)
        {
            var named = _buckets.Learn(request.Route, name, now);
            if (named != bucket)
            {
                Resume(bucket);
                bucket = named;
            }

            bucket.Note(told, now);
        }
        else
        {
            bucket.NoteNothing(told is { IsSuccess: true }, now);
        }

        var until = now + (told?.RetryAfter ?? TimeSpan.Zero);
        switch (told)
        {
            case { Scope: LimitScope.User or LimitScope.Shared }:
                bucket.Block(until);
                break;
            case { Scope: LimitScope.Global }:
                Pause(until);
                break;
            case { Status: 401 }:
                // The token is wrong for every request; thousands of these would have the address banned.
                Pause(now + RefusedTokenPause);
                break;
        }

        Resume(bucket);
        return told?.Scope is null ? null : bucket.FreeAt(now) is { } free && free > until ? free : until;
    }

    public void Pause(DateTimeOffset until) => _pausedUntil = until > _pausedUntil ? until : _pausedUntil;

    private bool MayLeave(Flow flow, DateTimeOffset now)
    {
        var bucket = _buckets.Of(flow.Route, now);
        if (bucket.IsFree(now))
        {
            return true;
        }

        var freeAt = bucket.FreeAt(now);
        if (freeAt > now + maxWait)
        {
            _queue.Empty(flow).ForEach(r => r.Refuse(freeAt.Value));
            return false;
        }

        if (bucket.Parked.Count == 0 && freeAt is { } at)
        {
            _wakes.Enqueue(bucket, at);
        }

        bucket.Parked.Add(flow);
        return false;
    }

    private void Resume(Bucket bucket)
    {
        bucket.Parked.ForEach(_queue.Resume);
        bucket.Parked.Clear();
    }

    // Nobody knows what will come in by then; it need only be no hammering.
    private DateTimeOffset Guess(RouteKey route, DateTimeOffset now)
    {
        var queue = TimeSpan.FromSeconds(Math.Max(1, (double)_queue.Count / requestsPerSecond));
        var known = _buckets.Of(route, now).FreeAt(now) is { } free && free > _pausedUntil ? free : _pausedUntil;
        var guess = now + (queue < LongestGuess ? queue : LongestGuess);
        return known > guess ? known : guess;
    }
}
