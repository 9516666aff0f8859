using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// What Discord's rate limits leave to this process: one pause for everything, a count of requests for each second,
/// and the buckets of the routes by their headers. Nobody waits here; who is turned away learns until when.
/// </summary>
internal sealed class RateLimits(int requestsPerSecond)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UnknownPause = TimeSpan.FromSeconds(60);
    private const int MostRoutes = 10_000;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _blockedUntil = new();
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _windowStart;
    private int _inWindow;

    /// <returns>Null where the request may go out now, and is counted; else the earliest time to try again.</returns>
    public DateTimeOffset? TryTake(string route, DateTimeOffset now)
    {
        if (_blockedUntil.TryGetValue(route, out var blocked) && blocked > now)
        {
            return blocked;
        }

        lock (_lock)
        {
            if (_pausedUntil > now)
            {
                return _pausedUntil;
            }

            if (now >= _windowStart + Window || now < _windowStart)
            {
                (_windowStart, _inWindow) = (now, 0);
            }

            return _inWindow++ < requestsPerSecond ? null : _windowStart + Window;
        }
    }

    /// <summary>Notes what an answer says.</summary>
    /// <returns>When a request that was turned away (429) may be repeated; null for any other answer.</returns>
    public DateTimeOffset? Note(string route, HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var until = now + (Seconds(response, "Retry-After") ?? Seconds(response, "X-RateLimit-Reset-After") ?? UnknownPause);
            if (Header(response, "X-RateLimit-Global") == "true" || Header(response, "X-RateLimit-Scope") == "global")
            {
                lock (_lock)
                {
                    _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
                }
            }
            else
            {
                Block(route, until, now);
            }

            return until;
        }

        if (Header(response, "X-RateLimit-Remaining") == "0" && Seconds(response, "X-RateLimit-Reset-After") is { } resetAfter)
        {
            Block(route, now + resetAfter, now);
        }

        return null;
    }

    private void Block(string route, DateTimeOffset until, DateTimeOffset now)
    {
        if (_blockedUntil.Count >= MostRoutes)
        {
            foreach (var over in _blockedUntil.Where(r => r.Value <= now).ToList())
            {
                _blockedUntil.TryRemove(over);
            }
        }

        _blockedUntil[route] = until;
    }

    private static TimeSpan? Seconds(HttpResponseMessage response, string name) =>
        double.TryParse(Header(response, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400
            ? TimeSpan.FromSeconds(seconds) : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
