namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>
/// The buckets of one bot. Discord names the bucket of a route in its answers; routes of one name share their counts,
/// for each channel separately. Buckets whose window has passed are forgotten when there are many.
/// </summary>
internal sealed class Buckets
{
    private const int Many = 10_000;

    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<RouteKey, Bucket> _buckets = [];
    private int _sweepAt = Many;

    public int Count => _buckets.Count;

    public Bucket Of(RouteKey route, DateTimeOffset now) => Get(new(_names.GetValueOrDefault(route.Template, route.Template), route.Major), now);

    /// <summary>The bucket that an answer names for a route.</summary>
    public Bucket Learn(RouteKey route, string name, DateTimeOffset now)
    {
        if (!_names.TryGetValue(route.Template, out var known))
        {
            Rename(route.Template, name);
        }

        if (known != name)
        {
            _names[route.Template] = name;
        }

        return Get(new(name, route.Major), now);
    }

    // What the route has in flight on other channels stays counted under the new name.
    private void Rename(string template, string name)
    {
        foreach (var key in _buckets.Keys.Where(k => k.Template == template).ToList())
        {
            if (_buckets.TryAdd(new(name, key.Major), _buckets[key]))
            {
                _buckets.Remove(key);
            }
        }
    }

    private Bucket Get(RouteKey key, DateTimeOffset now)
    {
        if (_buckets.TryGetValue(key, out var bucket))
        {
            return bucket;
        }

        if (_buckets.Count >= _sweepAt)
        {
            foreach (var passed in _buckets.Where(b => b.Value.HasPassed(now)).Select(b => b.Key).ToList())
            {
                _buckets.Remove(passed);
            }

            _sweepAt = Math.Max(Many, 2 * _buckets.Count);
        }

        return _buckets[key] = new();
    }
}
