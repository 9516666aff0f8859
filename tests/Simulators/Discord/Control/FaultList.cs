namespace Platform.DiscordSimulator.Control;

/// <summary>The faults that are switched on, oldest first; a request meets the first that hits it.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Active> _faults = [];
    private int _nextId;
    private volatile bool _empty = true;

    /// <summary>No fault is switched on.</summary>
    public bool IsEmpty => _empty;

    public IReadOnlyList<ActiveFault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults.Select(fault => new ActiveFault(fault.Id, fault.Fault, fault.Remaining, fault.Applied))];
            }
        }
    }

    public void Replace(IEnumerable<Fault> faults)
    {
        lock (_lock)
        {
            _faults.Clear();
            _empty = true;
            foreach (var fault in faults)
            {
                Add(fault);
            }
        }
    }

    public int Add(Fault fault)
    {
        lock (_lock)
        {
            _empty = false;
            _faults.Add(new Active(++_nextId, fault) { Remaining = fault.Count });
            return _nextId;
        }
    }

    public bool Remove(int id)
    {
        lock (_lock)
        {
            var removed = _faults.RemoveAll(fault => fault.Id == id) > 0;
            _empty = _faults.Count == 0;
            return removed;
        }
    }

    /// <summary>The fault that this request meets, counted as used; null if it meets none.</summary>
    public Fault? Take(RequestScope request)
    {
        lock (_lock)
        {
            if (_faults.FirstOrDefault(fault => fault.Remaining != 0 && fault.Fault.Hits(request)) is not { } hit)
            {
                return null;
            }

            hit.Remaining--;
            hit.Applied++;
            return hit.Fault;
        }
    }

    private sealed class Active(int id, Fault fault)
    {
        public int Id => id;

        public Fault Fault => fault;

        public int? Remaining { get; set; }

        public int Applied { get; set; }
    }
}

/// <param name="Remaining">Requests it will still hit; null: until cleared.</param>
/// <param name="Applied">Requests it has hit.</param>
internal sealed record ActiveFault(int Id, Fault Fault, int? Remaining, int Applied);
