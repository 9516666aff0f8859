using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Scheduler.Timekeeping;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

/// <summary>Heartbeats that only write down for which instant they came, in the order in which they came.</summary>
internal sealed class Beats
{
    private readonly ConcurrentQueue<(string Name, DateTimeOffset PlannedFor)> _all = new();

    public Heartbeat Heartbeat(string name, string cron) => new(name, cron, null, (plannedFor, _) =>
    {
        _all.Enqueue((name, plannedFor));
        return Task.CompletedTask;
    });

    public List<DateTimeOffset> Of(string name) => [.. _all.Where(beat => beat.Name == name).Select(beat => beat.PlannedFor)];

    public Task FollowAsync(string name, int count) =>
        Eventually.AssertAsync(() => Of(name).Count.ShouldBeGreaterThanOrEqualTo(count), Replicas.Patience);

    public Task GoOnAsync(string name) => FollowAsync(name, Of(name).Count + 3);
}

/// <summary>What a replica logs.</summary>
internal sealed class Lines : ILoggerProvider
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

/// <summary>Replicas of the scheduler over one database and broker, whose heartbeats are the test's.</summary>
internal static class Replicas
{
    public const string EverySecond = "* * * * * ?";
    public const string OnceAYear = "0 0 0 1 1 ?";

    // A replica that was killed is taken for dead after 15 seconds.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<(string Database, string Broker)> PlaceAsync(Servers servers) =>
        (await servers.CreateDatabaseAsync(typeof(Program).Assembly), await servers.CreateBrokerAsync());

    public static Task<ServiceHost<Program>> ReplicaAsync(
        Servers servers, (string Database, string Broker) place, Lines? lines, params Heartbeat[] heartbeats) =>
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

    public static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>Waits until so many replicas take part.</summary>
    public static Task MembersAsync(string database, int count) => Eventually.AssertAsync(
        async () => (await AskAsync<long>(database, "SELECT count(*) FROM qrtz_scheduler_state")).ShouldBe(count));
}
