using System.Collections.Concurrent;

namespace Platform.WebPushSimulator.Control;

/// <summary>How pushes were answered, by status; 0: the connection was cut.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<int, int> _counts = new();

    public IReadOnlyDictionary<int, int> All => _counts;

    public void Record(int status) => _counts.AddOrUpdate(status, 1, (_, count) => count + 1);

    public void Clear() => _counts.Clear();
}
