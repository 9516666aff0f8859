namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>A request that asks to leave, then one that is on its way.</summary>
internal sealed class Waiting(RouteKey route, DateTimeOffset since)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RouteKey Route => route;

    public DateTimeOffset Since => since;

    /// <summary>Ends when the request may leave or is turned away.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Set while it is on its way: what counts it.</summary>
    public Bucket? Bucket { get; private set; }

    /// <summary>Set where it is turned away: when to try again.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Where it stands while it waits.</summary>
    public LinkedListNode<Waiting>? Place { get; set; }

    public void Admit(Bucket bucket)
    {
        Bucket = bucket;
        _settled.SetResult();
    }

    public void Refuse(DateTimeOffset until)
    {
        Until = until;
        _settled.SetResult();
    }
}

/// <summary>The requests of one priority, lane and route, first come first served.</summary>
internal sealed class Flow(RouteKey route, Lane lane)
{
    public RouteKey Route => route;

    public Lane Lane => lane;

    public LinkedList<Waiting> Waiting { get; } = [];
}

/// <summary>What shares its turns: a guild, or one person's direct messages.</summary>
internal sealed class Lane(string name, SendPriority priority)
{
    public string Name => name;

    public SendPriority Priority => priority;

    /// <summary>All its flows; it ends with the last.</summary>
    public Dictionary<RouteKey, Flow> Flows { get; } = [];

    /// <summary>Those that may have a turn; the others wait for their bucket.</summary>
    public Queue<Flow> Ready { get; } = [];
}
