using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.DiscordSimulator.Api;

/// <summary>
/// Discord's two limits: a bucket for each route on each channel (or webhook), and one for all requests of a bot. Both
/// are windows that begin with their first request; a refused request uses nothing up.
/// </summary>
internal sealed class RateLimits(SimulatorOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset End, int Used)> _windows = [];

    /// <param name="route">The route's name; its bucket has the same name on every channel.</param>
    /// <param name="major">The channel or webhook; null: the route has no bucket of its own.</param>
    /// <param name="bot">Counts towards this bot's global limit; null: does not.</param>
    public Decision Take(string route, string? major, string? bot)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_windows.Count > 20_000)
            {
                foreach (var (key, _) in _windows.Where(window => window.Value.End <= now).ToList())
                {
                    _windows.Remove(key);
                }
            }

            var globalKey = $"global {bot}";
            var (globalEnd, globalUsed) = Window(globalKey, now, TimeSpan.FromSeconds(1));
            if (bot is not null && globalUsed >= options.GlobalLimit)
            {
                return new Decision(null, 0, 0, globalEnd, globalEnd - now, Allowed: false);
            }

            if (major is not null)
            {
                var key = $"{route} {major}";
                var (end, used) = Window(key, now, options.BucketWindow);
                var allowed = used < options.BucketLimit;
                if (allowed)
                {
                    _windows[key] = (end, ++used);
                    Count(bot, globalKey, globalEnd, globalUsed);
                }

                return new Decision(BucketOf(route), options.BucketLimit, options.BucketLimit - used, end, end - now, allowed);
            }

            Count(bot, globalKey, globalEnd, globalUsed);
            return new Decision(null, 0, 0, now, TimeSpan.Zero, Allowed: true);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _windows.Clear();
        }
    }

    private void Count(string? bot, string key, DateTimeOffset end, int used)
    {
        if (bot is not null)
        {
            _windows[key] = (end, used + 1);
        }
    }

    private (DateTimeOffset End, int Used) Window(string key, DateTimeOffset now, TimeSpan length) =>
        _windows.TryGetValue(key, out var window) && window.End > now ? window : (now + length, 0);

    private static string BucketOf(string route) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(route)).AsSpan(0, 16));

    /// <param name="Bucket">Null: the global limit, or no limit.</param>
    internal sealed record Decision(string? Bucket, int Limit, int Remaining, DateTimeOffset Reset, TimeSpan ResetAfter, bool Allowed)
    {
        /// <summary>The headers of a counted request, allowed or not.</summary>
        public void Describe(HttpResponse response)
        {
            if (Bucket is not null)
            {
                response.Headers["X-RateLimit-Limit"] = Limit.ToString(CultureInfo.InvariantCulture);
                response.Headers["X-RateLimit-Remaining"] = Remaining.ToString(CultureInfo.InvariantCulture);
                response.Headers["X-RateLimit-Reset"] = (Reset.ToUnixTimeMilliseconds() / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
                response.Headers["X-RateLimit-Reset-After"] = ResetAfter.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
                response.Headers["X-RateLimit-Bucket"] = Bucket;
            }
        }
    }
}
