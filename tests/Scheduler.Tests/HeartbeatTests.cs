using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Scheduler.Timekeeping;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class HeartbeatTests(Servers servers)
{
    private const string EverySecond = "* * * * * ?";
    private const string OnceAYear = "0 0 0 1 1 ?";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Heartbeats that only write down for which instant they came, in the order in which they came.</summary>
    private sealed class Beats
    {
        private readonly ConcurrentQueue<(string Name, DateTimeOffset PlannedFor)> _all = new();

        public Heartbeat Heartbeat(string name, string cron) => new(name, cron, null, (plannedFor, _) =>
        {
            _all.Enqueue((name, plannedFor));
            return Task.CompletedTask;
        });

        public List<DateTimeOffset> Of(string name) => [.. _all.Where(beat => beat.Name == name).Select(beat => beat.PlannedFor)];

        public Task FollowAsync(string name, int count) =>
            Eventually.AssertAsync(() => Of(name).Count.ShouldBeGreaterThanOrEqualTo(count), Patience);

        public Task GoOnAsync(string name) => FollowAsync(name, Of(name).Count + 3);
    }

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IReadOnlyList<string> All => [.. _all];

        /// <summary>What the heartbeats and Quartz say that an operator reads.</summary>
        public List<string> OfHeartbeats => [.. All.Where(line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal))
            .Where(line => line.Contains(".Heartbeat", StringComparison.Ordinal) || line.Contains("Quartz", StringComparison.Ordinal))];

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, _all);

        public void Dispose()
        {
        }

        private sealed class Category(string name, ConcurrentQueue<string> all) : ILogger
        {
            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                all.Enqueue($"{logLevel} {name} {eventId.Id} {formatter(state, exception)} {exception?.Message}");

            public bool IsEnabled(LogLevel logLevel) => true;

            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        }
    }

    private async Task<(string Database, string Broker)> PlaceAsync() =>
        (await servers.CreateDatabaseAsync(typeof(Program).Assembly), await servers.CreateBrokerAsync());

    private Task<ServiceHost<Program>> ReplicaAsync((string Database, string Broker) place, Lines? lines, params Heartbeat[] heartbeats) =>
        ServiceHost<Program>.StartAsync(
            servers, "schedulerdb", null,
            services =>
            {
                services.RemoveAll<Heartbeat>();
                foreach (var heartbeat in heartbeats)
                {
                    services.AddSingleton(heartbeat);
                }

                if (lines is not null)
                {
                    services.AddSingleton<ILoggerProvider>(lines);
                }
            },
            place.Database, place.Broker);

    private static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    private static Task MembersAsync(string database, int count) => Eventually.AssertAsync(
        async () => (await AskAsync<long>(database, "SELECT count(*) FROM qrtz_scheduler_state")).ShouldBe(count));

    [Fact]
    public async Task Of_two_replicas_one_fires_each_beat()
    {
        var place = await PlaceAsync();
        var beats = new Beats();
        await using var one = await ReplicaAsync(place, null, beats.Heartbeat("probe", EverySecond));
        await using var other = await ReplicaAsync(place, null, beats.Heartbeat("probe", EverySecond));
        await MembersAsync(place.Database, 2);

        await beats.FollowAsync("probe", beats.Of("probe").Count + 6);

        var planned = beats.Of("probe");
        planned.ShouldBeUnique();
        planned.ShouldBeInOrder();
    }

    [Fact]
    public async Task The_heartbeats_go_on_when_a_replica_is_killed()
    {
        var place = await PlaceAsync();
        await using var victim = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [Checkout.Dll("services/Scheduler", "Scheduler")],
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__schedulerdb"] = place.Database,
                ["ConnectionStrings__identitydb"] = servers.IdentityDatabase,
                ["ConnectionStrings__rabbitmq"] = place.Broker,
                ["Scheduler__RetellCron"] = EverySecond,
            },
        });
        await Eventually.AssertAsync(async () => (await AskAsync<long>(place.Database, "SELECT count(*) FROM qrtz_triggers WHERE prev_fire_time > 0")).ShouldBePositive(), Patience);
        var beats = new Beats();
        await using var survivor = await ReplicaAsync(place, null, beats.Heartbeat("retell", EverySecond));
        await MembersAsync(place.Database, 2);

        await victim.KillAsync();

        await beats.GoOnAsync("retell");
        beats.Of("retell").ShouldBeUnique();
        await Eventually.AssertAsync(async () => (await AskAsync<long>(place.Database, "SELECT count(*) FROM qrtz_scheduler_state")).ShouldBe(1), Patience);
    }

    [Fact]
    public async Task A_beat_that_came_while_nobody_was_there_fires_once()
    {
        var place = await PlaceAsync();
        var beats = new Beats();
        Heartbeat[] heartbeats = [beats.Heartbeat("yearly", OnceAYear), beats.Heartbeat("probe", EverySecond)];
        await using (await ReplicaAsync(place, null, heartbeats))
        {
            await beats.FollowAsync("probe", 1);
        }

        beats.Of("yearly").ShouldBeEmpty();
        await AskAsync<object>(place.Database, "UPDATE qrtz_triggers SET next_fire_time = next_fire_time - 400 * 864000000000 WHERE trigger_name = 'yearly'");

        await using (await ReplicaAsync(place, null, heartbeats))
        {
            await beats.FollowAsync("yearly", 1);
            await beats.GoOnAsync("probe");
        }

        await using (await ReplicaAsync(place, null, heartbeats))
        {
            await beats.GoOnAsync("probe");
        }

        beats.Of("yearly").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_its_database_a_replica_starts_and_waits_and_says_so_once()
    {
        var place = await PlaceAsync();
        var beats = new Beats();
        var lines = new Lines();
        await using var cable = new Cable(place.Database);

        var starting = ReplicaAsync(place with { Database = cable.ConnectionString }, lines, beats.Heartbeat("probe", EverySecond));
        await Eventually.AssertAsync(() => lines.OfHeartbeats.ShouldHaveSingleItem());
        cable.Mend();
        await using var replica = await starting;
        await beats.GoOnAsync("probe");

        var seen = lines.All.Count;
        cable.Cut();
        await Eventually.AssertAsync(() => lines.All.Skip(seen).ShouldContain(line => line.Contains("failure 3 in a row", StringComparison.Ordinal)), Patience);
        cable.Mend();
        await beats.GoOnAsync("probe");

        lines.OfHeartbeats.ShouldHaveSingleItem().ShouldContain("do not start");
    }

    [Fact]
    public async Task Another_version_brings_its_own_heartbeats_and_takes_away_what_it_does_not_know()
    {
        var place = await PlaceAsync();
        var beats = new Beats();
        await using (await ReplicaAsync(place, null, beats.Heartbeat("gone", EverySecond), beats.Heartbeat("changed", OnceAYear)))
        {
            await beats.FollowAsync("gone", 1);
        }

        await using var next = await ReplicaAsync(place, null, beats.Heartbeat("changed", EverySecond));
        await beats.FollowAsync("changed", 1);

        (await AskAsync<string>(place.Database, "SELECT string_agg(job_name, ' ') FROM qrtz_job_details")).ShouldBe("changed");
    }

    [Fact]
    public async Task A_beat_that_fails_is_told_once_and_tried_again()
    {
        var place = await PlaceAsync();
        var beats = new Beats();
        var lines = new Lines();
        var probe = beats.Heartbeat("probe", OnceAYear);
        var failures = 0;
        Heartbeat failing = probe with
        {
            Cron = EverySecond,
            BeatAsync = (plannedFor, ct) => Interlocked.Increment(ref failures) == 1 ? throw new InvalidOperationException("not now") : probe.BeatAsync(plannedFor, ct),
        };
        await using var replica = await ReplicaAsync(place, lines, failing);

        await beats.FollowAsync("probe", 2);

        lines.OfHeartbeats.ShouldHaveSingleItem().ShouldContain("not now");
    }
}
