using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Tests.DiscordChannel;

/// <summary>How the network and Discord behave in one run.</summary>
internal sealed record Conditions(int Seed, int PerSecond, int BucketLimit, TimeSpan BucketWindow, int MostLatencyMs, int LostPercent, int TimerLatenessMs = 15)
{
    public int Requests { get; init; } = 400;
    public int Channels { get; init; } = 7;

    /// <summary>All requests come at once; otherwise over ten seconds.</summary>
    public bool AtOnce { get; init; }
}

/// <summary>
/// A turnstile, a network that delays each way at random, and a Discord that counts arrivals: in virtual time, one event
/// after the other. Two routes have buckets of their own, two share one, one has none.
/// </summary>
internal sealed class DiscordAtRandom
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private static readonly (string Template, string? Bucket)[] Routes =
        [("POST messages", "a"), ("GET messages", "b"), ("PATCH message", "c"), ("DELETE message", "c"), ("POST users/@me/channels", null)];

    private readonly Conditions _conditions;
    private readonly Random _random;
    private readonly Turnstile _turnstile;
    private readonly PriorityQueue<Action, (DateTimeOffset, int)> _events = new();
    private readonly List<Waiting> _waiting = [];
    private readonly Dictionary<(string, string), (DateTimeOffset End, int Used)> _windows = [];
    private readonly Dictionary<(string, string), int> _perBucket = [];
    private readonly SortedSet<DateTimeOffset> _alarms = [];
    private DateTimeOffset _now = Start;
    private int _sequence;

    private DiscordAtRandom(Conditions conditions)
    {
        _conditions = conditions;
        _random = new(conditions.Seed);
        _turnstile = new(conditions.PerSecond, MaxWait);
    }

    /// <summary>When each request reached Discord, in order.</summary>
    public List<DateTimeOffset> Arrivals { get; } = [];

    /// <summary>How many requests the busiest bucket has had.</summary>
    public int MostOfABucket => _perBucket.Values.Max();

    /// <summary>Requests that found their bucket used up.</summary>
    public int Overdrawn { get; private set; }

    public int Answered { get; private set; }

    public int TurnedAway { get; private set; }

    public int StillWaiting => _turnstile.Count;

    public static DiscordAtRandom Run(Conditions conditions)
    {
        var run = new DiscordAtRandom(conditions);
        run.LearnShared();
        for (var i = 0; i < conditions.Requests; i++)
        {
            run.At(Start + TimeSpan.FromSeconds(30 + (conditions.AtOnce ? 0 : run._random.NextDouble() * 10)), run.Enter);
        }

        while (run._events.TryDequeue(out var happen, out var due))
        {
            run._now = due.Item1;
            happen();
            run.Pass();
        }

        run.Arrivals.Sort();
        return run;
    }

    /// <summary>The most requests that arrived within one second.</summary>
    public int MostInASecond()
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < Arrivals.Count; last++)
        {
            while (Arrivals[last] - Arrivals[first] >= TimeSpan.FromSeconds(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    // That two routes share a bucket is known when each has had an answer; the longest window passes in between.
    private void LearnShared()
    {
        for (var i = 0; i < Routes.Length; i++)
        {
            var route = new RouteKey(Routes[i].Template, "0");
            At(Start + TimeSpan.FromSeconds(6 * i), () => _waiting.Add(_turnstile.Enter(route, "first", SendPriority.Normal, _now)));
        }
    }

    private void Enter()
    {
        var (template, bucket) = Routes[_random.Next(Routes.Length)];
        var channel = bucket is null ? "" : _random.Next(_conditions.Channels).ToString();
        var priority = (SendPriority)_random.Next(3);
        _waiting.Add(_turnstile.Enter(new(template, channel), channel, priority, _now));
    }

    private void Pass()
    {
        _turnstile.Pass(_now);
        foreach (var settled in _waiting.Where(w => w.Settled.IsCompleted).ToList())
        {
            _waiting.Remove(settled);
            if (settled.Until is not null)
            {
                TurnedAway++;
            }
            else
            {
                Depart(settled);
            }
        }

        foreach (var waited in _waiting.Where(w => _now - w.Since >= MaxWait).ToList())
        {
            _waiting.Remove(waited);
            _turnstile.GiveUp(waited, _now);
            TurnedAway++;
        }

        if (_turnstile.NextAt(_now) is { } next)
        {
            Alarm(next + TimeSpan.FromMilliseconds(_random.NextDouble() * _conditions.TimerLatenessMs));
        }

        if (_waiting.Count > 0)
        {
            Alarm(_waiting[0].Since + MaxWait);
        }
    }

    // A timer; those that come before it make it superfluous.
    private void Alarm(DateTimeOffset at)
    {
        at = at > _now ? at : _now;
        if (_alarms.Count == 0 || at < _alarms.Min)
        {
            _alarms.Add(at);
            At(at, () => _alarms.Remove(at));
        }
    }

    private void Depart(Waiting request)
    {
        var departed = _now;
        var lost = _now >= Start + TimeSpan.FromSeconds(30) && _random.Next(100) < _conditions.LostPercent;
        if (lost && _random.Next(2) == 0)
        {
            // It never arrives, and the failure is seen soon.
            At(_now + Latency(), () => _turnstile.Leave(request, null, _now));
            return;
        }

        At(_now + Latency(), () =>
        {
            var headers = Arrive(request.Route);
            if (lost)
            {
                At(departed + GiveUpAfter, () => _turnstile.Leave(request, null, _now));
                return;
            }

            At(_now + Latency(), () =>
            {
                Answered++;
                _turnstile.Leave(request, headers, _now);
            });
        });
    }

    private RateHeaders Arrive(RouteKey route)
    {
        Arrivals.Add(_now);
        if (Routes.Single(r => r.Template == route.Template).Bucket is not { } bucket)
        {
            return new(200);
        }

        var (end, used) = _windows.TryGetValue((bucket, route.Major), out var window) && window.End > _now ? window : (_now + _conditions.BucketWindow, 0);
        if (used >= _conditions.BucketLimit)
        {
            Overdrawn++;
        }

        _windows[(bucket, route.Major)] = (end, ++used);
        _perBucket[(bucket, route.Major)] = _perBucket.GetValueOrDefault((bucket, route.Major)) + 1;
        var left = Math.Max(0, _conditions.BucketLimit - used);
        return new(200, bucket, _conditions.BucketLimit, left, Math.Round((end - Start).TotalSeconds, 3), TimeSpan.FromSeconds(Math.Round((end - _now).TotalSeconds, 3)));
    }

    private TimeSpan Latency() => TimeSpan.FromMilliseconds(_random.NextDouble() * (_random.Next(20) == 0 ? 4 : 1) * _conditions.MostLatencyMs);

    private void At(DateTimeOffset at, Action happen) => _events.Enqueue(happen, (at, _sequence++));
}
