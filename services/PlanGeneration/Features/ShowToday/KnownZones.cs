using System.Collections.Concurrent;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ShowToday;

/// <summary>
/// The zones athletes had when they were last seen, so that today's date, and with it today's row, is mostly known before
/// the profile is read. A guess that is wrong costs a second look, nothing else.
/// </summary>
internal sealed class KnownZones
{
    private const int Most = 100_000;
    private readonly ConcurrentDictionary<Guid, string> _zones = new();

    public DateOnly GuessToday(Guid userId, DateTimeOffset now) =>
        _zones.TryGetValue(userId, out var id) && Zones.TryParse(id, out var zone) ? Zones.LocalDateAt(zone, now) : DateOnly.FromDateTime(now.UtcDateTime);

    public void Learn(Guid userId, string zone)
    {
        if (_zones.TryGetValue(userId, out var known) && known == zone)
        {
            return;
        }

        if (_zones.Count >= Most)
        {
            _zones.Clear();
        }

        _zones[userId] = zone;
    }
}
