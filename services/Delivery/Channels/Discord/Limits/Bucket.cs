namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>
/// A count of Discord's, as far as its answers tell it: so many requests in a window that begins with the first of them.
/// Until it is known, one request at a time; then what remains of the window, less what is in flight, for Discord may
/// or may not have counted that yet.
/// </summary>
internal sealed class Bucket
{
    // Windows are told in milliseconds, rounded.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    // Two answers of one window may differ in its end by how Discord computes it.
    private const double SameWindowSeconds = 0.05;

    private int? _limit;
    private int _remaining;
    private bool _isUnlimited;
    private DateTimeOffset? _resetAt;
    private DateTimeOffset _blockedUntil;
    private int _inFlight;

    // The newest window that an answer told of, whether it is the present one, and the longest there was.
    private double _window;
    private bool _isTold;
    private TimeSpan _length;

    /// <summary>Flows that wait for this bucket.</summary>
    public List<Flow> Parked { get; } = [];

    public bool IsFree(DateTimeOffset now)
    {
        if (_blockedUntil > now)
        {
            return false;
        }

        Renew(now);
        return _isUnlimited || (_limit is null ? _inFlight == 0 : _remaining > _inFlight);
    }

    /// <summary>When time alone frees it; null: an answer has to come.</summary>
    public DateTimeOffset? FreeAt(DateTimeOffset now)
    {
        if (_blockedUntil > now)
        {
            return _blockedUntil;
        }

        return _isUnlimited ? null : _resetAt;
    }

    /// <summary>Whether nothing would be lost by forgetting it.</summary>
    public bool HasPassed(DateTimeOffset now) => _inFlight == 0 && Parked.Count == 0 && _blockedUntil <= now && !(_resetAt > now);

    public void Take() => _inFlight++;

    /// <summary>A request of it has ended; what that tells comes by <see cref="Note"/> or <see cref="NoteNothing"/>.</summary>
    public void Release() => _inFlight--;

    public void Block(DateTimeOffset until) => _blockedUntil = until > _blockedUntil ? until : _blockedUntil;

    public void Note(RateHeaders told, DateTimeOffset now)
    {
        Renew(now);
        var resetAt = now + told.ResetAfter + Margin;
        var window = told.Window ?? (resetAt.ToUnixTimeMilliseconds() / 1000.0);
        _length = told.ResetAfter > _length ? told.ResetAfter : _length;
        if (_limit is null || window > _window + SameWindowSeconds)
        {
            (_window, _isTold, _remaining, _resetAt) = (window, true, told.Remaining, resetAt);
        }
        else if (_isTold && window >= _window - SameWindowSeconds)
        {
            // Answers come out of order: the one that tells of least was counted last.
            (_remaining, _resetAt) = (Math.Min(_remaining, told.Remaining), resetAt < _resetAt ? resetAt : _resetAt);
        }

        (_limit, _isUnlimited) = (told.Limit, false);
    }

    /// <param name="isSuccess">Discord did what was asked and named no bucket: the route has none.</param>
    public void NoteNothing(bool isSuccess, DateTimeOffset now)
    {
        Renew(now);
        if (_limit is null)
        {
            _isUnlimited |= isSuccess;
            return;
        }

        // Discord may have counted it, and began a window with it at the latest now.
        _remaining--;
        _resetAt ??= now + _length + Margin;
    }

    private void Renew(DateTimeOffset now)
    {
        if (_limit is { } limit && _resetAt <= now)
        {
            (_remaining, _resetAt, _isTold) = (limit, null, false);
        }
    }
}
