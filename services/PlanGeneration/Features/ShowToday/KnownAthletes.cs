using System.Collections.Concurrent;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ShowToday;

/// <summary>
/// The zones athletes had when they were last seen, so that today's date, and with it today's row, is mostly known before
/// the profile is read; and whether their day was a plan's, so that nobody else's day is read with a look into the plan.
/// A guess that is wrong costs a second look, nothing else.
/// </summary>
internal sealed class KnownAthletes
{
    private const int Most = 100_000;
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    public (DateOnly Today, bool Planned) Guess(Guid userId, DateTimeOffset now) =>
        _known.TryGetValue(userId, out var known) && Zones.TryParse(known.Zone, out var zone)
            ? (Zones.LocalDateAt(zone, now), known.Planned)
            : (DateOnly.FromDateTime(now.UtcDateTime), false);

    public void Learn(Guid userId, string zone, bool planned)
    {
        var seen = new Known(zone, planned);
        if (_known.TryGetValue(userId, out var known) && known == seen)
        {
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[userId] = seen;
    }

    private readonly record struct Known(string Zone, bool Planned);
}
