using System.Collections.Concurrent;

namespace Platform.DiscordSimulator.Api;

/// <summary>How many requests of each route got which answer.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<(string Route, int Status), int> _counts = [];

    /// <param name="status">HTTP's status; 0: the connection was cut instead.</param>
    public void Record(string route, int status) => _counts.AddOrUpdate((route, status), 1, (_, count) => count + 1);

    public IReadOnlyList<RequestCount> All =>
        [.. _counts.Select(pair => new RequestCount(pair.Key.Route, pair.Key.Status, pair.Value)).OrderBy(c => c.Route).ThenBy(c => c.Status)];

    public void Clear() => _counts.Clear();
}

internal sealed record RequestCount(string Route, int Status, int Count);
