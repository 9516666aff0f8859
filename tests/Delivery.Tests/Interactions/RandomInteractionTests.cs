using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Delivery;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Interactions;

/// <summary>Ten thousand interactions from a seed, side by side: valid, forged, replayed, late, malformed, other people's.</summary>
public sealed class RandomInteractionTests(Servers servers, ITestOutputHelper output)
{
    private const int Seed = 20261121;
    private const int Lanes = 40;
    private const int SideBySide = 16;
    private const int InLane = 250;
    private static readonly DateOnly Today = World.Today;
    private static readonly string NotStored = Texts.For("en").NotStored;

    [Fact]
    public async Task Only_valid_ones_change_anything_and_all_are_answered_in_time()
    {
        var lines = new Lines();
        await using var world = await World.StartAsync(
            servers, configure: services => services.AddSingleton<ILoggerProvider>(lines),
            settings: new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Information", ["Logging:Console:LogLevel:Default"] = "None" });
        var lanes = Enumerable.Range(0, Lanes).Select(i => new Lane(i, new Random(Seed + i), world.Clock.GetUtcNow())).ToArray();
        await PrepareAsync(world, lanes);
        var before = await UntouchedAsync(world);

        var answers = new ConcurrentBag<(string Kind, int Status, TimeSpan Took, string? Fault)>();
        using var client = world.Service.Anonymous;
        await Parallel.ForEachAsync(lanes, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (lane, _) =>
        {
            var others = new Random(Seed);
            for (var i = 0; i < InLane; i++)
            {
                var step = lane.Next(lanes[(Array.IndexOf(lanes, lane) + others.Next(1, Lanes)) % Lanes]);
                answers.Add(await SendAsync(client, step));
            }
        });

        var took = answers.Select(a => a.Took.TotalMilliseconds).Order().ToArray();
        output.WriteLine($"{answers.Count} interactions: median {took[took.Length / 2]:0.0} ms, p99 {took[took.Length * 99 / 100]:0.0} ms, slowest {took[^1]:0.0} ms");
        foreach (var kind in answers.GroupBy(a => (a.Kind, a.Status)).OrderBy(g => g.Key))
        {
            output.WriteLine($"{kind.Count(),5} × {kind.Key.Kind}: {kind.Key.Status}");
        }

        answers.Select(a => a.Fault).Where(f => f is not null).Take(5).ShouldBeEmpty();
        took[^1].ShouldBeLessThan(3000);
        await CompareAsync(world, lanes);
        (await UntouchedAsync(world)).ShouldBe(before);
        lines.Seen.Where(l => l.Contains(Lane.Marker, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty("what people write reaches no log");
    }

    private static async Task<(string, int, TimeSpan, string?)> SendAsync(HttpClient client, Step step)
    {
        var slowest = TimeSpan.Zero;
        while (true)
        {
            using var request = step.Request.ToRequest();
            var started = Stopwatch.GetTimestamp();
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var took = Stopwatch.GetElapsedTime(started);
            slowest = took > slowest ? took : slowest;
            if (text.Contains(NotStored, StringComparison.Ordinal))
            {
                // On a machine as busy as that, what a person would do: the same once more.
                continue;
            }

            var status = (int)response.StatusCode;
            var isRight = step.Status == 0 ? status is 200 or 400 : status == step.Status && (step.IsRight?.Invoke(text) ?? true);
            if (isRight)
            {
                step.Then?.Invoke(text);
            }

            return (step.Kind, status, slowest, isRight ? null : $"{step.Kind}: {status} {text}");
        }
    }

    // Written straight into the tables: how they come there is other tests' affair.
    private static async Task PrepareAsync(World world, Lane[] lanes)
    {
        foreach (var lane in lanes)
        {
            var content = WorkoutJson.Write(Workout.From(Workouts.Ready(lane.UserId, Today)));
            await world.ExecuteAsync(
                """
                INSERT INTO athletes (user_id, version, discord_user_id, time_zone, start_date) VALUES (@UserId, 1, @Account, 'UTC', @yesterday);
                INSERT INTO deliveries (id, user_id, engine, local_date, kind, part, run_id, due_at, status, content, nonce, created_at, channel, channel_id, message_id, delivered_at)
                VALUES (@Open, @UserId, 'training_dispatcher', @Today, 'drop', 0, @Open, now(), 'delivered', @content::jsonb, 'o' || @Account, now(), 'discord', '1', @MessageId, now()),
                    (@Closed, @UserId, 'training_dispatcher', @yesterday, 'drop', 0, @Open, now(), 'delivered', @content::jsonb, 'c' || @Account, now(), 'discord', '1', '2', now());
                INSERT INTO demand_days (user_id, engine, local_date, closed_at, close_reason) VALUES (@UserId, 'training_dispatcher', @yesterday, now(), 'due');
                INSERT INTO link_codes (code_hash, user_id, expires_at) SELECT @hash, @UserId, '2027-01-01' WHERE NOT @StartsLinked;
                INSERT INTO discord_links (user_id, discord_user_id, application_id, linked_at) SELECT @UserId, @Account, '1100000000000000001', now() WHERE @StartsLinked;
                """,
                new { lane.UserId, lane.Account, lane.Open, lane.Closed, lane.MessageId, lane.StartsLinked, Today, yesterday = Today.AddDays(-1), content, hash = LinkCode.Hash(lane.Code) });
        }
    }

    private static async Task CompareAsync(World world, Lane[] lanes)
    {
        (await world.QueryAsync<(Guid, string, decimal, int, long)>("SELECT user_id, exercise_id, weight_kg, reps, version FROM training_logs WHERE date = @Today", new { Today }))
            .ShouldBe(lanes.SelectMany(l => l.Logs.Select(e => (l.UserId, e.Key, e.Value.WeightKg, e.Value.Reps, e.Value.Version))), ignoreOrder: true);
        (await world.QueryAsync<long>("SELECT count(*) FROM training_logs WHERE date <> @Today", new { Today })).ShouldBe([0]);
        (await world.QueryAsync<(Guid, string)>("SELECT user_id, id FROM interactions"))
            .ShouldBe(lanes.SelectMany(l => l.Recorded.Select(id => (l.UserId, id))), ignoreOrder: true);
        (await world.QueryAsync<(Guid, string)>("SELECT user_id, discord_user_id FROM discord_links"))
            .ShouldBe(lanes.Where(l => l.IsLinked).Select(l => (l.UserId, l.Account)), ignoreOrder: true);
        (await world.QueryAsync<(string, long)>("SELECT discord_user_id, count(*) FROM link_attempts GROUP BY 1"))
            .ShouldBe(lanes.Where(l => l.WrongCodes > 0).Select(l => (l.Account, (long)l.WrongCodes)), ignoreOrder: true);
        await Eventually.AssertAsync(() =>
        {
            world.Service.Published<TopSetLogged>().Count.ShouldBe(lanes.Sum(l => l.TopSetsTold));
            world.Service.Published<ChangeAthleteProfile>().CountBy(c => c.UserId).Select(c => (c.Key, c.Value))
                .ShouldBe(lanes.Where(l => l.ProfilesTold > 0).Select(l => (l.UserId, l.ProfilesTold)), ignoreOrder: true);
        });
    }

    /// <summary>What no interaction may touch.</summary>
    private static async Task<string> UntouchedAsync(World world) => (await world.QueryAsync<string>(
        """
        SELECT md5(concat(
            (SELECT string_agg(a::text, '' ORDER BY user_id) FROM athletes a),
            (SELECT string_agg(concat(id, user_id, status, content, nonce, channel_id, message_id, attempts), '' ORDER BY id) FROM deliveries),
            (SELECT string_agg(d::text, '' ORDER BY user_id) FROM demand_days d WHERE closed_at IS NOT NULL),
            (SELECT count(*) FROM preferences), (SELECT count(*) FROM channel_stops)))
        """)).Single();

    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Line(Seen);

        public void Dispose()
        {
        }

        private sealed class Line(ConcurrentQueue<string> seen) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                seen.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
