using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.DispatchReady;
using Platform.Scheduler.Features.ShowRuns;
using Platform.Scheduler.Timekeeping;
using Platform.ServiceDefaults.Data;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

/// <summary>The real service over real servers. Unless asked to, it does not turn by itself: the test says what time it is.</summary>
internal sealed class RunningScheduler(ServiceHost<Program> host, string brokerUri) : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Those whose tasks the tests live by, unless they say otherwise: a short day tells the same of keeping time.</summary>
    public const string Engines = "regenerate,training_dispatcher,compliance_scan,honours_board";

    public ServiceHost<Program> Host => host;

    public FakeClock Clock => host.Clock;

    public HttpClient Operator => host.ClientFor(Guid.CreateVersion7(), "operator");

    /// <param name="without">Names of background services that are left out.</param>
    public static async Task<RunningScheduler> StartAsync(
        Servers servers, Dictionary<string, string?>? settings = null, bool turns = false, RunningScheduler? replicaOf = null,
        FakeClock? clock = null, params string[] without)
    {
        settings = new(settings ?? []);
        settings.TryAdd("Scheduler:Clock", "process");
        settings.TryAdd("Scheduler:Engines", Engines);
        string[] left = turns ? [.. without, nameof(HeartbeatLoop)] : [.. without, nameof(HeartbeatLoop), nameof(DispatchLoop)];
        var brokerUri = replicaOf?.BrokerUri ?? await servers.CreateBrokerAsync();
        var host = await ServiceHost<Program>.StartAsync(
            servers, "schedulerdb", settings,
            services =>
            {
                foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService) && left.Contains(s.ImplementationType?.Name)).ToList())
                {
                    services.Remove(service);
                }
            },
            replicaOf?.Host.ConnectionString, brokerUri, replicaOf?.Clock ?? clock);
        return new(host, brokerUri);
    }

    public string BrokerUri => brokerUri;

    public async Task PrepareAsync() => await host.Services.GetRequiredService<PrepareWaves>().RunOnceAsync(Clock.GetUtcNow(), CancellationToken.None);

    /// <summary>Sets the clock and dispatches what is due.</summary>
    public async Task DispatchAsync(DateTimeOffset now)
    {
        Clock.Set(now);
        await host.Services.GetRequiredService<Timekeeper>().RunAsync(now, CancellationToken.None);
    }

    public async Task RetryAsync(DateTimeOffset now)
    {
        Clock.Set(now);
        await host.Services.GetRequiredService<DispatchReady>().RunOnceAsync(now, CancellationToken.None);
    }

    public AthleteProfileChanged Profile(
        Guid userId, string zone, long version = 1, string? start = "2026-11-01", bool paused = false, DayOfWeek[]? days = null) => new(
        userId, version, "Someone", zone, start is null ? null : DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
        paused, days ?? Enum.GetValues<DayOfWeek>(), null, null, null, Clock.GetUtcNow());

    /// <summary>Publishes the profile and waits until the scheduler follows it.</summary>
    public async Task FollowAsync(params AthleteProfileChanged[] profiles)
    {
        foreach (var profile in profiles)
        {
            await host.PublishAsync(profile);
        }

        await Eventually.AssertAsync(async () => (await QueryAsync<int>(
            "SELECT count(*)::int FROM clients c JOIN unnest(@Ids, @Versions) AS p (id, version) ON c.user_id = p.id AND c.version >= p.version",
            new { Ids = profiles.Select(p => p.UserId).ToArray(), Versions = profiles.Select(p => p.Version).ToArray() })).Single().ShouldBe(profiles.Length));
    }

    public async Task<Guid> AthleteAsync(string zone, string? start = "2026-11-01", bool paused = false, DayOfWeek[]? days = null)
    {
        var id = Guid.CreateVersion7();
        await FollowAsync(Profile(id, zone, 1, start, paused, days));
        return id;
    }

    /// <summary>Active clients as a profile would make them, without the messages; their zone gets its waves.</summary>
    public async Task AddClientsAsync(int count, string zone = "UTC")
    {
        await ExecuteAsync(
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
            SELECT gen_random_uuid(), 1, @zone, @zone, '2026-11-01', false, 127, now() FROM generate_series(1, @count)
            """,
            new { count, zone });
        await PrepareAsync();
    }

    public async Task ReportAsync(
        EngineDue due, Guid[]? completed = null, EngineRunFailure[]? failed = null, bool globally = false, Guid? messageId = null,
        DateTimeOffset? deferredUntil = null) =>
        await host.PublishAsync(new EngineRunReported(due.RunId, due.Engine, due.LocalDate, completed ?? [], failed ?? [], globally, deferredUntil), messageId);

    /// <summary>Of clients; a scan's run is the nobody's.</summary>
    public Task<List<RunView>> RunsAsync(string condition = "true") =>
        QueryAsync<RunView>($"SELECT * FROM runs WHERE ({condition}) AND user_id <> '{Everyone.Id}' ORDER BY due_at, task, user_id");

    /// <summary>The runs as <c>task date status</c>, in the order in which they were due.</summary>
    public async Task<string[]> StoryAsync(Guid userId) =>
        [.. (await RunsAsync($"user_id = '{userId}'")).Select(r => $"{r.Task} {r.LocalDate:dd} {r.Status}")];

    /// <summary>Waits for as many messages of the task.</summary>
    public async Task<IReadOnlyList<EngineDue>> SentAsync(string task, int count)
    {
        await Eventually.AssertAsync(() => Sent(task).Count.ShouldBeGreaterThanOrEqualTo(count));
        Sent(task).Count.ShouldBe(count);
        return Sent(task);
    }

    public List<EngineDue> Sent(string task) => [.. host.Published<EngineDue>().Where(m => m.Task == task)];

    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        return await work.QueryAsync<T>(sql, parameters);
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        await work.ExecuteAsync(sql, parameters);
        await work.CommitAsync(CancellationToken.None);
    }

    public async Task<JsonElement> GetAsync(string path) => await Operator.GetFromJsonAsync<JsonElement>(path, Json);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
