using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;

namespace Platform.Delivery.Tests.Crash;

/// <summary>
/// Delivery as a process with its settings as they ship, a wire to each of its neighbours that a test can hold, and the
/// neighbours themselves, which live on when it is killed. The life that one test ends with is the one the next kills.
/// </summary>
public sealed class CrashSite(Servers servers) : IAsyncLifetime
{
    private const string Session = "delivery-under-test";
    private static readonly TimeSpan LongerThanTheNonceWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly MovableClock _discordsClock = new();
    private string _database = "";
    private string _broker = "";

    internal ServiceProcess Service { get; private set; } = null!;

    internal Setup.Discord Discord { get; private set; } = null!;

    /// <summary>Between the service and Discord.</summary>
    internal HttpHold ToDiscord { get; private set; } = null!;

    /// <summary>Between Discord and the service: presses and forms.</summary>
    internal HttpHold FromDiscord { get; private set; } = null!;

    /// <summary>Between the service and PostgreSQL.</summary>
    internal TcpProxy ToDatabase { get; private set; } = null!;

    /// <summary>Between the service and RabbitMQ.</summary>
    internal TcpProxy ToBroker { get; private set; } = null!;

    /// <summary>The Scheduler's and PlanGeneration's seat at the bus.</summary>
    internal Broker Bus { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (_database, _broker) = (await servers.CreateDatabaseAsync(typeof(DiscordOptions).Assembly), await servers.CreateBrokerAsync());
        var (postgres, rabbit) = (new NpgsqlConnectionStringBuilder(_database), new UriBuilder(_broker));
        Bus = await Broker.ConnectAsync(_broker);
        Discord = Setup.Discord.Start(_discordsClock, botToken: null);
        ToDiscord = await HttpHold.StartAsync(new Uri(Discord.Api, "/"));
        ToDatabase = TcpProxy.Start(postgres.Host!, postgres.Port);
        ToBroker = TcpProxy.Start(rabbit.Host, rabbit.Port);
        (postgres.Host, postgres.Port, postgres.SslMode, postgres.ApplicationName) = ("127.0.0.1", ToDatabase.Port, SslMode.Disable, Session);
        (rabbit.Host, rabbit.Port) = ("127.0.0.1", ToBroker.Port);
        Service = new(Path.Combine(AppContext.BaseDirectory, "Platform.Delivery.dll"), new Dictionary<string, string?>
        {
            ["ConnectionStrings:deliverydb"] = postgres.ConnectionString,
            ["ConnectionStrings:identitydb"] = servers.IdentityDatabase,
            ["ConnectionStrings:rabbitmq"] = rabbit.Uri.ToString(),
            ["Discord:ApiBaseUrl"] = new Uri(ToDiscord.Address, "api/v10/").ToString(),
            ["Discord:BotToken"] = "bot-token",
            ["Discord:PublicKey"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            ["Discord:ApplicationId"] = "1100000000000000001",
            ["WebPush:AllowHttpOnLoopback"] = "true",
            ["Sender:LookEvery"] = "00:00:00.050",
            ["Logging:LogLevel:Default"] = "Error",
            // No process here lives long enough for its code to be made faster.
            ["DOTNET_TieredPGO"] = "0",
        });
        FromDiscord = await HttpHold.StartAsync(Service.Address);
        await Discord.UseInteractionsAsync(new Uri(FromDiscord.Address, "discord/interactions"));
    }

    /// <summary>The service runs, and has heard of an athlete with a Discord account and a workout for today.</summary>
    internal Task<Athlete> AddAthleteAsync(params WorkoutExercise[] exercises) =>
        AddAsync(new(Guid.CreateVersion7(), $"{RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue)}00000000"), exercises);

    /// <summary>The same, without an account.</summary>
    internal Task<Athlete> AddAthleteWithoutDiscordAsync() => AddAsync(new(Guid.CreateVersion7(), null), []);

    private async Task<Athlete> AddAsync(Athlete athlete, WorkoutExercise[] exercises)
    {
        // A test that failed may have left something held, or nothing running.
        ToDiscord.Drop();
        FromDiscord.Drop();
        ToDatabase.Drop();
        ToBroker.Drop();
        if (!Service.IsRunning)
        {
            await Service.StartAsync();
        }

        await Bus.PublishAsync(new AthleteProfileChanged(
            athlete.Id, 1, "Ada", "UTC", World.Today, false, [World.Today.DayOfWeek], null, athlete.DiscordId, null, TimeProvider.System.GetUtcNow()));
        await Bus.PublishAsync(Workouts.Ready(athlete.Id, World.Today, 1, exercises));
        await BecomesAsync("SELECT count(*) FROM athletes NATURAL JOIN workouts WHERE user_id = @Id", athlete, 1L);
        return athlete;
    }

    /// <summary>07:00, on the broker.</summary>
    internal async Task<EngineDue> DropAsync(Athlete athlete)
    {
        var due = new EngineDue(
            Tasks.DropTraining, Engines.TrainingDispatcher, Guid.CreateVersion7(), World.Today, new DateTimeOffset(World.Today, new TimeOnly(7, 0), TimeSpan.Zero), 1,
            [athlete.Id]);
        await Bus.PublishAsync(due);
        return due;
    }

    /// <summary>SIGKILL.</summary>
    internal Task KillAsync() => Service.KillAsync();

    /// <summary>The athlete's web app.</summary>
    internal HttpClient ClientFor(Athlete athlete)
    {
        var http = new HttpClient { BaseAddress = Service.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Tickets.Issue(servers.IdentityDatabase, athlete.Id));
        return http;
    }

    /// <summary>A top set, logged in the web app.</summary>
    internal async Task LogAsync(Athlete athlete, string exerciseId, decimal weightKg, int reps)
    {
        using var http = ClientFor(athlete);
        using var answer = await http.PutAsJsonAsync($"api/logs/{World.Today:yyyy-MM-dd}/{exerciseId}", new { weightKg, reps });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Starts the killed service again, a lease later.</summary>
    /// <param name="nonceIsRemembered">Whether Discord still knows the nonce of what the dead process may have posted.</param>
    internal async Task RestartAsync(bool nonceIsRemembered)
    {
        await BecomesAsync("SELECT count(*) FROM pg_stat_activity WHERE application_name = @Session AND datname = current_database()", new { Session }, 0L);
        await EndLeasesAsync();
        _discordsClock.Advance(nonceIsRemembered ? TimeSpan.Zero : LongerThanTheNonceWindow);
        await Service.StartAsync();
    }

    /// <summary>
    /// Lets the time pass that the dead process's leases have left. It passes in the database, where they are: nothing else
    /// of that process is left that would use it.
    /// </summary>
    internal async Task EndLeasesAsync()
    {
        await ExecuteAsync("UPDATE deliveries SET claimed_until = claimed_until - interval '1 hour' WHERE claimed_until IS NOT NULL");
        await ExecuteAsync("UPDATE deliveries SET refresh_at = refresh_at - interval '1 hour' WHERE refresh_at IS NOT NULL");
    }

    /// <summary>
    /// Waits until nothing is left to do, and asserts one message for each part, in order, one outcome for each that names
    /// its message, and a run that succeeded.
    /// </summary>
    internal async Task<IReadOnlyList<JsonNode>> ShouldHaveDeliveredOnceAsync(Athlete athlete, EngineDue due, int parts = 1)
    {
        await SettledAsync(athlete, due);
        var posts = await PostsAsync(athlete);
        posts.Count.ShouldBe(parts, Service.Said);
        (await RowsAsync(athlete)).ShouldBe(
            posts.Select((post, part) => new Row(part, "delivered", post["id"]!.GetValue<string>(), post["channel_id"]!.GetValue<string>())), Service.Said);
        ShouldHaveReportedSuccessOnly(athlete, due);
        return posts;
    }

    internal void ShouldHaveReportedSuccessOnly(Athlete athlete, EngineDue due) =>
        ReportsOf(due).ShouldAllBe(report => report.Failed.Count == 0 && report.Completed.SequenceEqual(new[] { athlete.Id }), Service.Said);

    /// <summary>Returns once the run is answered for, nothing is open and everything that was to be told is told.</summary>
    internal async Task SettledAsync(Athlete athlete, EngineDue due)
    {
        try
        {
            await Eventually.AssertAsync(() => ReportsOf(due).ShouldNotBeEmpty(), Patience);
            await BecomesAsync("SELECT count(*) FROM deliveries WHERE user_id = @Id AND status IN ('waiting', 'pending', 'sending')", athlete, 0L);
            await BecomesAsync("SELECT count(*) FROM outbox WHERE body::text LIKE '%' || @Id || '%'", athlete, 0L);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Not settled. The service said:{Environment.NewLine}{Service.Said}", failure);
        }
    }

    internal IReadOnlyList<EngineRunReported> ReportsOf(EngineDue due) => [.. Bus.Published<EngineRunReported>().Where(report => report.RunId == due.RunId)];

    /// <summary>What the athlete finds in their direct messages, oldest first.</summary>
    internal async Task<IReadOnlyList<JsonNode>> PostsAsync(Athlete athlete)
    {
        var channels = (await Discord.Control.GetFromJsonAsync<JsonArray>("channels"))!
            .Where(channel => channel!["recipientId"]?.GetValue<string>() == athlete.DiscordId).Select(channel => channel!["id"]!.GetValue<string>()).ToList();
        return [.. (await Discord.PostsAsync()).Where(post => channels.Contains(post["channel_id"]!.GetValue<string>()))];
    }

    internal Task<List<Row>> RowsAsync(Athlete athlete) => QueryAsync<Row>(
        "SELECT part, status, message_id AS MessageId, channel_id AS ChannelId FROM deliveries WHERE user_id = @Id ORDER BY part", athlete);

    internal Task StatusBecomesAsync(Athlete athlete, string status) =>
        BecomesAsync("SELECT string_agg(status, ',' ORDER BY part) FROM deliveries WHERE user_id = @Id", athlete, status);

    /// <summary>Messages that lie ready in the service's queues.</summary>
    internal async Task<int> QueuedAsync() => (await servers.QueuesAsync(new Uri(_broker).AbsolutePath[1..])).Sum(queue => queue.Messages);

    internal Task BecomesAsync<T>(string sql, object? parameters, T value) =>
        Eventually.BecomesAsync(async () => (await QueryAsync<T>(sql, parameters)).Single(), read => Equals(read, value), Patience);

    internal async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(_database);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.ExecuteAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await ToDiscord.DisposeAsync();
        await FromDiscord.DisposeAsync();
        await ToDatabase.DisposeAsync();
        await ToBroker.DisposeAsync();
        await Bus.DisposeAsync();
        await Discord.DisposeAsync();
    }

    internal sealed record Row(int Part, string Status, string? MessageId, string? ChannelId);
}
