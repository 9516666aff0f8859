using System.Collections.Concurrent;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>Push services that have asked to be left alone for a while, each for itself.</summary>
internal sealed class OriginPauses
{
    private const int MostOrigins = 1_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new();

    /// <returns>Null where something may be sent now.</returns>
    public DateTimeOffset? Until(string origin, DateTimeOffset now) => _until.TryGetValue(origin, out var until) && until > now ? until : null;

    public void Pause(string origin, DateTimeOffset until, DateTimeOffset now)
    {
        if (_until.Count >= MostOrigins)
        {
            foreach (var over in _until.Where(pause => pause.Value <= now).ToList())
            {
                _until.TryRemove(over);
            }
        }

        _until.AddOrUpdate(origin, until, (_, known) => known > until ? known : until);
    }
}
