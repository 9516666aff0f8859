using NodaTime;

namespace Platform.Tests.Soak;

/// <summary>One run is one person, task and local date; <see cref="Guid.Empty"/> is everyone, in a scan.</summary>
internal readonly record struct RunKey(Guid UserId, string Task, LocalDate Date);

/// <param name="FoundAt">What the clock showed when the scheduler could find it.</param>
internal readonly record struct Expected(Instant DueAt, Instant FoundAt);

/// <summary>
/// Says which runs there must be, from what the test did and when, and from nothing that the service says. Each person's
/// task is a row of dates: the next date stays the next date when the clock changes under it, so a mover loses none; and a
/// date that comes again, further west or at a later hour, is expected only where there has been no run of it.
/// </summary>
internal sealed class Oracle
{
    private readonly Dictionary<RunKey, Expected> _expected = [];
    private readonly Dictionary<Guid, Person> _people = [];
    private readonly Dictionary<string, LocalTime> _times = SoakTask.All.ToDictionary(t => t.Name, t => t.Time);

    public Oracle(Instant start)
    {
        var everyone = new Person(Guid.Empty, new("UTC", false, LocalDate.MinIsoValue, new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Sunday }), [new(SoakTask.Scan)]);
        _times[SoakTask.Scan.Name] = SoakTask.Scan.Time;
        _people[Guid.Empty] = everyone;
        Follow(everyone, start);
    }

    public IReadOnlyDictionary<RunKey, Expected> Expected => _expected;

    /// <summary>From <paramref name="now"/> on the person is as <paramref name="profile"/> says.</summary>
    public void Change(Guid userId, Profile profile, Instant now)
    {
        if (!_people.TryGetValue(userId, out var person))
        {
            _people[userId] = person = new(userId, profile, [.. SoakTask.All.Select(t => new Dates(t))]);
        }

        person.Profile = profile;
        Follow(person, now);
    }

    /// <param name="own">The person's own hour; null: none, the task is muted.</param>
    public void Differ(Guid userId, string task, LocalTime? own, Instant now)
    {
        _people[userId].Own[task] = own;
        Follow(_people[userId], now);
    }

    /// <summary>The person has the task like everyone else again.</summary>
    public void Conform(Guid userId, string task, Instant now)
    {
        _people[userId].Own.Remove(task);
        Follow(_people[userId], now);
    }

    /// <summary>From <paramref name="now"/> on the task is due at another hour.</summary>
    public void Retime(string task, LocalTime time, Instant now)
    {
        _times[task] = time;
        foreach (var person in _people.Values)
        {
            Follow(person, now);
        }
    }

    /// <summary>The scheduler has found everything that was due up to <paramref name="now"/>.</summary>
    public void Live(Instant now)
    {
        foreach (var person in _people.Values)
        {
            foreach (var dates in person.Tasks)
            {
                Find(person, dates, now);
            }
        }
    }

    private void Follow(Person person, Instant now)
    {
        foreach (var dates in person.Tasks)
        {
            dates.Follow(ClockOf(person, dates.Task), now);
            Find(person, dates, now);
        }
    }

    private LocalClock? ClockOf(Person person, SoakTask task)
    {
        var time = person.Own.TryGetValue(task.Name, out var own) ? own : _times[task.Name];
        return time is { } hour && person.Profile.Clock is { } zone ? new(zone, hour) : null;
    }

    private void Find(Person person, Dates dates, Instant now)
    {
        while (dates.TakeDue(now) is var (date, dueAt))
        {
            if (person.Profile.IsDue(dates.Task, date))
            {
                _expected.TryAdd(new(person.Id, dates.Task.Name, date), new(dueAt, now));
            }
        }
    }

    private sealed class Person(Guid id, Profile profile, IReadOnlyList<Dates> tasks)
    {
        public Guid Id => id;

        public Profile Profile { get; set; } = profile;

        public IReadOnlyList<Dates> Tasks => tasks;

        public Dictionary<string, LocalTime?> Own { get; } = [];
    }

    /// <summary>The dates of one task for one person, by the clock that counts at the moment.</summary>
    private sealed class Dates(SoakTask task)
    {
        private LocalClock? _clock;
        private LocalDate _next;
        private Instant? _at;

        public SoakTask Task => task;

        public void Follow(LocalClock? clock, Instant now)
        {
            if (clock == _clock)
            {
                return;
            }

            var first = clock?.FirstAfter(now);
            _next = first is { } later ? (_clock is not null && _next < later ? _next : later) : _next;
            _clock = clock;
            _at = clock?.At(_next);
        }

        public (LocalDate Date, Instant DueAt)? TakeDue(Instant now)
        {
            while (_clock is not null && !(_at > now))
            {
                var (date, at) = (_next, _at);
                _next = _next.PlusDays(1);
                _at = _clock.At(_next);
                if (at is { } due)
                {
                    return (date, due);
                }
            }

            return null;
        }
    }
}
