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
    private const int WindowsToSweep = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<WindowKey, (DateTimeOffset End, int Used)> _windows = [];
    private readonly Dictionary<string, Bucket> _buckets = options.Buckets
        .DistinctBy(bucket => bucket.Route, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(bucket => bucket.Route, bucket => BucketOf(bucket, options), StringComparer.OrdinalIgnoreCase);
    private int _sweepAt = WindowsToSweep;

    /// <param name="route">The route's name; its bucket has the same name on every channel.</param>
    /// <param name="major">The channel or webhook; null: only a configured bucket limits the route.</param>
    /// <param name="bot">Counts towards this bot's global limit; null: does not.</param>
    public Decision Take(string route, string? major, string? bot)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            Sweep(now);
            var globalKey = new WindowKey("global", null, bot);
            var (globalEnd, globalUsed) = Window(globalKey, now, TimeSpan.FromSeconds(1));
            if (bot is not null && globalUsed >= options.GlobalLimit)
            {
                return new Decision(null, 0, 0, globalEnd, globalEnd - now, Allowed: false, "global");
            }

            if (BucketFor(route, major) is not { } bucket)
            {
                Count(bot, globalKey, globalEnd, globalUsed);
                return new Decision(null, 0, 0, now, TimeSpan.Zero, Allowed: true, "user");
            }

            var key = new WindowKey(bucket.Name, major, bucket.Scope == "shared" ? null : bot);
            var (end, used) = Window(key, now, bucket.Window);
            var allowed = used < bucket.Limit;
            if (allowed)
            {
                _windows[key] = (end, ++used);
                Count(bot, globalKey, globalEnd, globalUsed);
            }

            return new Decision(bucket.Name, bucket.Limit, bucket.Limit - used, end, end - now, allowed, bucket.Scope);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _windows.Clear();
        }
    }

    // Now and then, not at every request: many channels may be busy at once.
    private void Sweep(DateTimeOffset now)
    {
        if (_windows.Count < _sweepAt)
        {
            return;
        }

        foreach (var (key, _) in _windows.Where(window => window.Value.End <= now).ToList())
        {
            _windows.Remove(key);
        }

        _sweepAt = Math.Max(WindowsToSweep, _windows.Count * 2);
    }

    private Bucket? BucketFor(string route, string? major)
    {
        if (_buckets.TryGetValue(route, out var bucket))
        {
            return bucket;
        }

        return major is null ? null : _buckets[route] = new Bucket(NameOf(route), options.BucketLimit, options.BucketWindow, "user");
    }

    private void Count(string? bot, WindowKey key, DateTimeOffset end, int used)
    {
        if (bot is not null)
        {
            _windows[key] = (end, used + 1);
        }
    }

    private (DateTimeOffset End, int Used) Window(WindowKey key, DateTimeOffset now, TimeSpan length) =>
        _windows.TryGetValue(key, out var window) && window.End > now ? window : (now + length, 0);

    private static Bucket BucketOf(BucketOptions bucket, SimulatorOptions options) => new(
        NameOf(bucket.Bucket ?? bucket.Route), bucket.Limit ?? options.BucketLimit, bucket.Window ?? options.BucketWindow, bucket.Scope);

    private static string NameOf(string route) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(route)).AsSpan(0, 16));

    private sealed record Bucket(string Name, int Limit, TimeSpan Window, string Scope);

    private readonly record struct WindowKey(string Bucket, string? Major, string? Bot);

    /// <param name="Bucket">Null: the global limit, or no limit.</param>
    /// <param name="Scope">Whose limit it is: <c>user</c>, <c>global</c> or <c>shared</c>.</param>
    internal sealed record Decision(
        string? Bucket, int Limit, int Remaining, DateTimeOffset Reset, TimeSpan ResetAfter, bool Allowed, string Scope)
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
