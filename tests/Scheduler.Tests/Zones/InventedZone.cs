using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Platform.Scheduler.Tests.Zones;

/// <summary>A zone such as a government might decree tomorrow: any offsets, changed at any instants.</summary>
internal sealed class InventedZone : DateTimeZone
{
    private readonly ZoneInterval[] _intervals;

    /// <param name="first">Before the first change.</param>
    /// <param name="changes">In the order of their instants, each with the offset from then on.</param>
    public InventedZone(Offset first, IReadOnlyList<(Instant At, Offset Then)> changes)
        : base(Name(first, changes), false, changes.Select(c => c.Then).Append(first).Min(), changes.Select(c => c.Then).Append(first).Max())
    {
        Changes = [.. changes.Select(c => c.At)];
        _intervals =
        [
            .. Enumerable.Range(0, changes.Count + 1).Select(n => new ZoneInterval(
                "invented", n == 0 ? null : changes[n - 1].At, n == changes.Count ? null : changes[n].At, n == 0 ? first : changes[n - 1].Then, Offset.Zero)),
        ];
    }

    public IReadOnlyList<Instant> Changes { get; }

    public override ZoneInterval GetZoneInterval(Instant instant) => _intervals.First(i => i.Contains(instant));

    private static string Name(Offset first, IEnumerable<(Instant At, Offset Then)> changes) =>
        string.Create(CultureInfo.InvariantCulture, $"{first}{string.Concat(changes.Select(c => $", from {c.At} {c.Then}"))}");
}
