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
    private readonly Dictionary<string, LocalTime> _times = SoakTask.All.Concat(SoakTask.Scans).ToDictionary(t => t.Name, t => t.Time);

    // What those have in common who live in a zone and have no hour of their own.
    private readonly Dictionary<(string Zone, string Task), Dates> _residents = [];

    public Oracle(Instant start)
    {
        var sundays = new Profile("UTC", false, LocalDate.MinIsoValue, new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Sunday });
        _people[Guid.Empty] = new(Guid.Empty, sundays, [.. SoakTask.Scans.Select(t => new Dates(t))]);
        Place(_people[Guid.Empty], left: false, start);
    }

    public IReadOnlyDictionary<RunKey, Expected> Expected => _expected;

    /// <summary>From <paramref name="now"/> on the person is as <paramref name="profile"/> says.</summary>
    public void Change(Guid userId, Profile profile, Instant now)
    {
        var left = false;
        if (_people.TryGetValue(userId, out var person))
        {
            if (profile.IsAs(person.Profile))
            {
                return;
            }

            left = profile.Clock?.Id != person.Profile.Clock?.Id;
            person.Profile = profile;
        }
        else
        {
            _people[userId] = person = new(userId, profile, [.. SoakTask.All.Select(t => new Dates(t))]);
        }

        Place(person, left, now);
    }

    /// <param name="own">The person's own hour; null: none, the task is muted.</param>
    public void Differ(Guid userId, string task, LocalTime? own, Instant now)
    {
        var person = _people[userId];
        if (!person.Own.TryGetValue(task, out var before) || before != own)
        {
            person.Own[task] = own;
            Place(person, left: true, now, task);
        }
    }

    /// <summary>The person has the task like everyone else again.</summary>
    public void Conform(Guid userId, string task, Instant now)
    {
        if (_people[userId].Own.Remove(task))
        {
            Place(_people[userId], left: true, now, task);
        }
    }

    /// <summary>From <paramref name="now"/> on the task is due at another hour. Each next date stays, and comes by the new hour.</summary>
    public void Retime(string task, LocalTime time, Instant now)
    {
        _times[task] = time;
        foreach (var dates in _residents.Where(r => r.Key.Task == task).Select(r => r.Value))
        {
            dates.Retime(time);
        }

        foreach (var person in _people.Values.Where(p => !p.Own.ContainsKey(task)))
        {
            person.Tasks.FirstOrDefault(d => d.Task.Name == task)?.Retime(time);
        }

        Live(now);
    }

    /// <summary>The scheduler has found everything that was due up to <paramref name="now"/>.</summary>
    public void Live(Instant now)
    {
        foreach (var dates in _residents.Values)
        {
            while (dates.TakeDue(now) is not null)
            {
            }
        }

        foreach (var person in _people.Values)
        {
            Find(person, now);
        }
    }

    /// <param name="left">Whether the person comes from another zone or hour, and takes along what has not been done there.</param>
    /// <param name="only">The one task that it is about; null: all.</param>
    private void Place(Person person, bool left, Instant now, string? only = null)
    {
        foreach (var dates in person.Tasks.Where(d => only is null || d.Task.Name == only))
        {
            var own = person.Own.TryGetValue(dates.Task.Name, out var hour);
            var time = own ? hour : _times[dates.Task.Name];
            var clock = time is { } at && person.Profile.Clock is { } zone ? new LocalClock(zone, at) : null;
            var residents = clock is null || own ? null : Residents(clock, dates.Task, now);
            dates.Place(clock, left ? residents?.Next : null, now);
        }

        Find(person, now);
    }

    private Dates Residents(LocalClock clock, SoakTask task, Instant now)
    {
        if (!_residents.TryGetValue((clock.Zone.Id, task.Name), out var dates))
        {
            _residents[(clock.Zone.Id, task.Name)] = dates = new(task);
            dates.Place(clock, null, now);
        }

        return dates;
    }

    private void Find(Person person, Instant now)
    {
        foreach (var dates in person.Tasks)
        {
            while (dates.TakeDue(now) is var (date, dueAt))
            {
                if (person.Profile.IsDue(dates.Task, date))
                {
                    _expected.TryAdd(new(person.Id, dates.Task.Name, date), new(dueAt, now));
                }
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

    /// <summary>The dates of one task, by the clock that counts at the moment.</summary>
    private sealed class Dates(SoakTask task)
    {
        private LocalClock? _clock;
        private Instant? _at;

        public SoakTask Task => task;

        /// <summary>The first date that has not been done.</summary>
        public LocalDate Next { get; private set; }

        /// <param name="clock">Null: none, no date comes any more.</param>
        /// <param name="joined">The next date of those who are there already, for who comes to them from elsewhere; null: there are none.</param>
        public void Place(LocalClock? clock, LocalDate? joined, Instant now)
        {
            if (clock?.FirstAfter(now) is { } first)
            {
                Next = _clock is null ? first : LocalDate.Min(Next, joined ?? first);
            }

            _clock = clock;
            _at = clock?.At(Next);
        }

        public void Retime(LocalTime time)
        {
            _clock = _clock is null ? null : _clock with { Time = time };
            _at = _clock?.At(Next);
        }

        public (LocalDate Date, Instant DueAt)? TakeDue(Instant now)
        {
            while (_clock is not null && !(_at > now))
            {
                var (date, at) = (Next, _at);
                Next = Next.PlusDays(1);
                _at = _clock.At(Next);
                if (at is { } due)
                {
                    return (date, due);
                }
            }

            return null;
        }
    }
}
