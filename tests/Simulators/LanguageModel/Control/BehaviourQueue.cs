namespace Platform.LanguageModelSimulator.Control;

internal sealed class BehaviourQueue
{
    private readonly Lock _lock = new();
    private readonly List<Queued> _queue = [];

    public IReadOnlyList<QueuedBehaviour> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _queue.Select(q => new QueuedBehaviour(q.Behaviour, q.Remaining))];
            }
        }
    }

    public void Add(Behaviour behaviour)
    {
        lock (_lock)
        {
            _queue.Add(new Queued(behaviour) { Remaining = behaviour.Count });
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _queue.Clear();
        }
    }

    /// <summary>The behaviour that this request meets, counted as used; null if it meets none.</summary>
    public Behaviour? Take(RecordedRequest request)
    {
        lock (_lock)
        {
            if (_queue.FirstOrDefault(q => q.Behaviour.Fits(request)) is not { } next)
            {
                return null;
            }

            if (--next.Remaining == 0)
            {
                _queue.Remove(next);
            }

            return next.Behaviour;
        }
    }

    private sealed class Queued(Behaviour behaviour)
    {
        public Behaviour Behaviour => behaviour;

        public int? Remaining { get; set; }
    }
}

/// <param name="Remaining">Requests it is still for; null: until cleared.</param>
internal sealed record QueuedBehaviour(Behaviour Behaviour, int? Remaining);
