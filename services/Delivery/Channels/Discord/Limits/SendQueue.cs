namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>
/// Who goes next: by priority; within one, lane after lane and in each lane route after route, so that whoever has
/// much to send holds up only themselves. A priority that has been passed over <see cref="MostPassedOver"/> times has
/// the next turn, so that none waits for ever.
/// </summary>
internal sealed class SendQueue
{
    public const int MostPassedOver = 8;

    private readonly Class[] _classes = [.. Enum.GetValues<SendPriority>().Select(_ => new Class())];

    /// <summary>How many requests wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether any may have a turn: not all of them wait for their bucket.</summary>
    public bool IsReady => Array.Exists(_classes, c => c.Ready.Count > 0);

    public void Add(Waiting request, string laneName, SendPriority priority)
    {
        var lanes = _classes[(int)priority].Lanes;
        if (!lanes.TryGetValue(laneName, out var lane))
        {
            lanes[laneName] = lane = new(laneName, priority);
        }

        if (!lane.Flows.TryGetValue(request.Route, out var flow))
        {
            lane.Flows[request.Route] = flow = new(request.Route, lane);
            Resume(flow);
        }

        request.Place = flow.Waiting.AddLast(request);
        Count++;
    }

    /// <summary>Takes a request out of the queue before its turn.</summary>
    public void Remove(Waiting request)
    {
        // Its flow is dropped when it is found empty at its turn.
        request.Place!.List!.Remove(request.Place);
        request.Place = null;
        Count--;
    }

    /// <summary>Takes all requests of a flow that waits for its bucket.</summary>
    public List<Waiting> Empty(Flow flow)
    {
        List<Waiting> all = [.. flow.Waiting];
        all.ForEach(Remove);
        Drop(flow);
        return all;
    }

    /// <summary>Takes all requests.</summary>
    public List<Waiting> Empty()
    {
        List<Waiting> all = [.. _classes.SelectMany(c => c.Lanes.Values).SelectMany(l => l.Flows.Values).SelectMany(f => f.Waiting)];
        all.ForEach(Remove);
        return all;
    }

    /// <summary>A flow whose bucket may be free again has its turns again.</summary>
    public void Resume(Flow flow)
    {
        flow.Lane.Ready.Enqueue(flow);
        if (flow.Lane.Ready.Count == 1)
        {
            _classes[(int)flow.Lane.Priority].Ready.Enqueue(flow.Lane);
        }
    }

    /// <summary>The next request that may leave; null: none.</summary>
    /// <param name="mayLeave">
    /// Whether the flow's bucket is free. A flow that may not has no turns until it is resumed; who says no keeps it.
    /// </param>
    public Waiting? Next(Predicate<Flow> mayLeave)
    {
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < _classes.Length; i++)
            {
                if ((round == 1 || _classes[i].PassedOver >= MostPassedOver) && Next(_classes[i], mayLeave) is { } next)
                {
                    PassOver(i);
                    return next;
                }
            }
        }

        return null;
    }

    private void PassOver(int served)
    {
        _classes[served].PassedOver = 0;
        for (var i = served + 1; i < _classes.Length; i++)
        {
            _classes[i].PassedOver = _classes[i].Ready.Count > 0 ? _classes[i].PassedOver + 1 : 0;
        }
    }

    private Waiting? Next(Class which, Predicate<Flow> mayLeave)
    {
        while (which.Ready.TryDequeue(out var lane))
        {
            var next = Next(lane, mayLeave);
            if (lane.Ready.Count > 0)
            {
                which.Ready.Enqueue(lane);
            }

            if (next is not null)
            {
                return next;
            }
        }

        return null;
    }

    private Waiting? Next(Lane lane, Predicate<Flow> mayLeave)
    {
        while (lane.Ready.TryDequeue(out var flow))
        {
            if (flow.Waiting.First is not { } first)
            {
                Drop(flow);
            }
            else if (mayLeave(flow))
            {
                Remove(first.Value);
                if (flow.Waiting.Count > 0)
                {
                    lane.Ready.Enqueue(flow);
                }
                else
                {
                    Drop(flow);
                }

                return first.Value;
            }
        }

        return null;
    }

    private void Drop(Flow flow)
    {
        flow.Lane.Flows.Remove(flow.Route);
        if (flow.Lane.Flows.Count == 0)
        {
            _classes[(int)flow.Lane.Priority].Lanes.Remove(flow.Lane.Name);
        }
    }

    private sealed class Class
    {
        public Dictionary<string, Lane> Lanes { get; } = [];

        public Queue<Lane> Ready { get; } = [];

        public int PassedOver { get; set; }
    }
}
