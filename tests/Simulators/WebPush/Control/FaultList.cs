namespace Platform.WebPushSimulator.Control;

/// <summary>The faults that are switched on, oldest first; a request meets the first that hits it.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<(int Id, Fault Fault, int? Remaining)> _faults = [];
    private int _lastId;

    public IReadOnlyList<ActiveFault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults.Select(fault => new ActiveFault(fault.Id, fault.Fault, fault.Remaining))];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add((++_lastId, fault, fault.Count));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>The fault that a request to this browser meets, counted as used; null if it meets none.</summary>
    public Fault? Take(Guid? subscriptionId)
    {
        lock (_lock)
        {
            var at = _faults.FindIndex(f => f.Fault.SubscriptionId is null || f.Fault.SubscriptionId == subscriptionId);
            if (at < 0)
            {
                return null;
            }

            var (id, fault, remaining) = _faults[at];
            if (remaining is 1)
            {
                _faults.RemoveAt(at);
            }
            else
            {
                _faults[at] = (id, fault, remaining - 1);
            }

            return fault;
        }
    }
}

/// <param name="Remaining">Requests it will still hit; null: until cleared.</param>
internal sealed record ActiveFault(int Id, Fault Fault, int? Remaining);
