using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using Platform.Testing;

namespace Platform.Tests.Soak;

/// <summary>
/// Lives through the months: the clock goes on in steps of any length, people move, pause and start, operators meddle, and
/// processes and servers are taken away in the middle of it. Tells the oracle what it did, and when.
/// </summary>
internal sealed class Story(SoakSettings settings, Replicas replicas, Operators operators, EngineStandIn engine, Oracle oracle, SoakTime time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Random _chance = new(settings.Seed);
    private readonly List<(Guid Id, Profile Profile)> _people = [];
    private readonly Dictionary<Guid, long> _versions = [];
    private readonly List<string> _done = [];
    private Task _harm = Task.CompletedTask;

    public int Steps { get; private set; }

    /// <summary>What happened last, oldest first.</summary>
    public IEnumerable<string> Lately => _done.TakeLast(20);

    public IReadOnlyDictionary<string, int> Counts => _done.GroupBy(d => d.Split(": ")[1].Split(' ')[0]).ToDictionary(g => g.Key, g => g.Count());

    private LocalDate Today => time.Now.InUtc().Date;

    public async Task LiveAsync()
    {
        await PopulateAsync();
        var end = time.Now + Duration.FromDays(30.5 * settings.Months);
        for (var week = 0; time.Now < end; week++)
        {
            await WeekAsync(week);
        }

        await _harm;
        await DrainAsync();
    }

    /// <summary>What happens in a week, at instants of chance and in an order of chance.</summary>
    private async Task WeekAsync(int week)
    {
        List<Func<Task>> events =
        [
            .. Enumerable.Repeat(ChangeSomeAsync, 8), ChangeHoursAsync, KillOneAsync, week % 2 == 0 ? RetimeAsync : HoldAsync,
            (week % 4) switch { 0 => OutageAsync, 1 => RestartPostgresAsync, 2 => RestartBrokerAsync, _ => KillAllAsync },
        ];
        _chance.Shuffle(CollectionsMarshal.AsSpan(events));
        var between = Duration.FromDays(7) / (events.Count + 1);
        foreach (var happens in events)
        {
            await LiveForAsync(between * (2 * _chance.NextDouble()));
            await happens();
        }

        await LiveForAsync(between);
    }

    private async Task LiveForAsync(Duration span)
    {
        for (var until = time.Now + span; time.Now < until;)
        {
            await StepAsync(Duration.FromMinutes(_chance.NextDouble() < 0.6 ? _chance.Next(15, 180) : _chance.Next(180, 480)));
        }
    }

    private async Task StepAsync(Duration by)
    {
        Steps++;
        await time.SetAsync(time.Now + by);
        await time.SettleAsync();
        oracle.Live(time.Now);
    }

    private async Task PopulateAsync()
    {
        var bytes = new byte[16];
        for (var n = 0; n < settings.Clients; n++)
        {
            _chance.NextBytes(bytes);
            _people.Add((new Guid(bytes), Zoo.NewProfile(_chance, Today)));
        }

        Note("peopled");
        foreach (var some in Enumerable.Range(0, _people.Count).Chunk(200))
        {
            await PublishAsync(some);
        }
    }

    private async Task ChangeSomeAsync()
    {
        var some = Enumerable.Range(0, 20).Select(_ => _chance.Next(_people.Count)).Distinct().ToArray();
        foreach (var one in some)
        {
            _people[one] = _people[one] with { Profile = Zoo.Changed(_chance, _people[one].Profile, Today) };
        }

        Note("changed some");
        await PublishAsync(some);
        await ExpireAsync();
    }

    /// <summary>Tells of these people's profiles, and waits until they are followed and what that made due is out.</summary>
    private async Task PublishAsync(int[] some)
    {
        var changed = some.Select(n => _people[n]).ToList();
        await Task.WhenAll(changed.Select(p =>
        {
            var version = _versions[p.Id] = _versions.GetValueOrDefault(p.Id) + 1;
            return engine.PublishAsync(p.Profile.Message(p.Id, version, time.Now), Guid.CreateVersion7());
        }));
        var (ids, versions) = (changed.Select(p => p.Id).ToArray(), changed.Select(p => _versions[p.Id]).ToArray());
        await Eventually.BecomesAsync(
            () => replicas.QueryAsync(
                "SELECT count(*)::int FROM clients c JOIN unnest($1, $2) AS p (id, version) ON c.user_id = p.id AND c.version = p.version", row => row.GetInt32(0), ids, versions),
            followed => followed[0] == changed.Count,
            Patience);
        changed.ForEach(p => oracle.Change(p.Id, p.Profile, time.Now));
        await time.SettleAsync();
    }

    /// <summary>Operators give people hours of their own, mute tasks, and bring people back to the standard.</summary>
    private async Task ChangeHoursAsync()
    {
        Note("changed hours");
        for (var n = 0; n < 25; n++)
        {
            var (id, task) = (Zoo.Pick(_chance, _people).Id, Zoo.Pick(_chance, SoakTask.All).Name);
            if (_chance.NextDouble() < 0.3)
            {
                await operators.ConformAsync(id, task);
                oracle.Conform(id, task, time.Now);
            }
            else
            {
                LocalTime? hour = _chance.NextDouble() < 0.2 ? null : Zoo.Pick(_chance, Zoo.Hours);
                await operators.DifferAsync(id, task, hour);
                oracle.Differ(id, task, hour, time.Now);
            }
        }

        await time.SettleAsync();
    }

    private async Task RetimeAsync()
    {
        var (task, hour) = (Zoo.Pick(_chance, SoakTask.All).Name, Zoo.Pick(_chance, Zoo.Hours));
        Note($"retimed {task} to {hour}");
        await operators.RetimeAsync(task, hour);
        await time.SettleAsync();
        oracle.Retime(task, hour, time.Now);
    }

    /// <summary>Operators hold everything back for some hours, and let it go again.</summary>
    private async Task HoldAsync()
    {
        Note("held everything back");
        await operators.PauseAsync();
        var sent = await CountAsync("SELECT count(*)::int FROM batches");
        for (var until = time.Now + Duration.FromHours(_chance.Next(1, 24)); time.Now < until;)
        {
            await time.SetAsync(time.Now + Duration.FromMinutes(_chance.Next(10, 300)));
        }

        (await CountAsync("SELECT count(*)::int FROM batches")).ShouldBe(sent, "sent while everything was held back");
        await operators.ResumeAsync();
        await StepAsync(Duration.FromMinutes(1));
    }

    private async Task KillOneAsync()
    {
        var which = _chance.Next(replicas.Count);
        await HarmAsync($"killed replica {which}", async () =>
        {
            await replicas.KillAsync(which);
            await replicas.StartAsync(which);
        });
    }

    private Task KillAllAsync() => HarmAsync("killed all", async () =>
    {
        await replicas.KillAllAsync();
        await replicas.StartAllAsync();
    });

    private Task RestartPostgresAsync() => HarmAsync("restarted PostgreSQL", replicas.RestartPostgresAsync);

    private Task RestartBrokerAsync() => HarmAsync("restarted RabbitMQ", replicas.RestartBrokerAsync);

    /// <summary>Nobody is there for days: longer than most may be late, and once longer than anything may.</summary>
    private async Task OutageAsync()
    {
        await _harm;
        var length = Duration.FromHours(_done.Exists(d => d.Contains("outage", StringComparison.Ordinal)) ? _chance.Next(6, 60) : 8 * 24);
        Note($"outage of {length.TotalHours} h");
        await replicas.KillAllAsync();
        await time.SetAsync(time.Now + length);
        await replicas.StartAllAsync();
        await StepAsync(Duration.FromMinutes(1));
    }

    /// <summary>Strikes at a moment of chance in the steps that follow.</summary>
    private async Task HarmAsync(string what, Func<Task> strike)
    {
        await _harm;
        Note(what);
        var moment = TimeSpan.FromMilliseconds(_chance.Next(0, 120));
        _harm = Task.Run(async () =>
        {
            await Task.Delay(moment);
            await strike();
        });
    }

    /// <summary>The deadline passes for what engines have been silent about for an hour: it is real time, which passes too slowly here.</summary>
    private Task ExpireAsync() => replicas.ExecuteAsync(
        "UPDATE batches SET answer_by = clock_timestamp() WHERE open > 0 AND answer_by > clock_timestamp() AND dispatched_at < $1",
        (time.Now - Duration.FromHours(1)).ToDateTimeUtc());

    /// <summary>Lets everything that is under way come to its end.</summary>
    private async Task DrainAsync()
    {
        Note("drained");
        engine.BeKind();
        for (var left = -1; left != 0; left = await CountAsync("SELECT count(*)::int FROM runs WHERE status IN ('pending', 'dispatched', 'retrying', 'failed')"))
        {
            await StepAsync(Duration.FromMinutes(61));
            await AllHeardAsync();
            await ExpireAsync();
            await Eventually.AssertAsync(
                async () => (await CountAsync("SELECT count(*)::int FROM batches WHERE open > 0 AND answer_by <= clock_timestamp()")).ShouldBe(0), Patience);
        }
    }

    /// <summary>Every message has come to the engine, and every answer to the scheduler.</summary>
    private async Task AllHeardAsync()
    {
        var sent = await CountAsync("SELECT count(*)::int FROM batches");
        await Eventually.AssertAsync(() => engine.Messages.ShouldBe(sent), Patience);
        await Eventually.AssertAsync(() => engine.HasMoreToSay.ShouldBeFalse(), Patience);
        await Eventually.AssertAsync(
            async () => (await CountAsync("SELECT count(*)::int FROM inbox WHERE consumer = 'CollectReports'")).ShouldBe(engine.Said), Patience);
    }

    private async Task<int> CountAsync(string sql) => (await replicas.QueryAsync(sql, row => row.GetInt32(0))).Single();

    private void Note(string what)
    {
        _done.Add(string.Create(CultureInfo.InvariantCulture, $"{time.Now} ({TimeProvider.System.GetUtcNow():HH:mm:ss}): {what}"));
        TestContext.Current.TestOutputHelper?.WriteLine(_done[^1]);
    }
}
