using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Features.RefreshMessages;
using Platform.Delivery.Features.SendDeliveries;

namespace Platform.Delivery.Tests.Setup;

/// <summary>
/// Delivery and the Discord simulator, with a clock that both share. The sender's loop is off unless asked for: tests
/// turn it by <see cref="SendAsync"/>, so that nothing happens in between.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private World(ServiceHost<DiscordOptions> service, Discord discord) => (Service, Discord) = (service, discord);

    public ServiceHost<DiscordOptions> Service { get; }

    public Discord Discord { get; }

    public FakeClock Clock => Service.Clock;

    public static async Task<World> StartAsync(
        Servers servers, bool loop = false, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? settings = null, World? beside = null,
        string? discordToken = null)
    {
        var clock = beside?.Clock ?? new FakeClock();
        var discord = beside?.Discord ?? Discord.Start(clock, discordToken);
        var all = new Dictionary<string, string?>
        {
            ["Discord:ApiBaseUrl"] = discord.Api.ToString(),
            ["Discord:BotToken"] = "bot-token",
            ["Discord:PublicKey"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            ["Discord:ApplicationId"] = "1100000000000000001",
            // The clock stands still: whoever waits for it waits in vain.
            ["Discord:MaxWait"] = "00:00:02",
            ["Sender:LookEvery"] = "00:00:00.050",
            ["Logging:LogLevel:Default"] = "Error",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            all[key] = value;
        }

        var service = await ServiceHost<DiscordOptions>.StartAsync(
            servers, "deliverydb", all,
            services =>
            {
                if (!loop)
                {
                    services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(SendLoop)));
                    services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(RefreshLoop)));
                }

                configure?.Invoke(services);
            },
            beside?.Service.ConnectionString, clock: clock);
        await discord.UseInteractionsAsync(new Uri(service.Address, "discord/interactions"));
        return new(service, discord);
    }

    public Task<int> SendAsync(CancellationToken ct = default) => Service.Services.GetRequiredService<SendDeliveries>().RunOnceAsync(ct);

    /// <summary>Brings what was posted up to date.</summary>
    public Task<int> RefreshAsync(CancellationToken ct = default) => Service.Services.GetRequiredService<RefreshMessages>().RunOnceAsync(ct);

    public async Task<Athlete> AddAthleteAsync(string? discordUserId = "", string? channelId = null)
    {
        var athlete = new Athlete(Guid.CreateVersion7(), discordUserId == "" ? NewSnowflake() : discordUserId);
        await ChangeAsync(athlete, 1, athlete.DiscordId, channelId);
        return athlete;
    }

    public async Task ChangeAsync(Athlete athlete, long version, string? discordUserId, string? channelId = null)
    {
        await Service.PublishAsync(new AthleteProfileChanged(
            athlete.Id, version, "Ada", "UTC", Today, false, [Today.DayOfWeek], null, discordUserId, channelId, Clock.GetUtcNow()));
        await EventuallyAsync("SELECT count(*) FROM athletes WHERE user_id = @Id AND version >= @version", new { athlete.Id, version }, 1);
    }

    public async Task GiveWorkoutAsync(Athlete athlete, DateOnly? date = null, long version = 1, params WorkoutExercise[] exercises)
    {
        await Service.PublishAsync(Workouts.Ready(athlete.Id, date ?? Today, version, exercises));
        await EventuallyAsync("SELECT count(*) FROM workouts WHERE user_id = @Id AND local_date = @date AND version >= @version",
            new { athlete.Id, date = date ?? Today, version }, 1);
    }

    /// <summary>07:00: the deliveries are written down.</summary>
    public async Task<EngineDue> DropAsync(DateOnly? date = null, int attempt = 1, params Athlete[] athletes)
    {
        var due = Due(Tasks.DropTraining, date ?? Today, attempt, athletes);
        var messageId = Guid.CreateVersion7();
        await Service.PublishAsync(due, messageId);
        await EventuallyAsync("SELECT count(*) FROM inbox WHERE message_id = @messageId AND consumer = 'OnDropDue'", new { messageId }, 1);
        return due;
    }

    /// <summary>22:00: the day is closed.</summary>
    public async Task<EngineDue> CloseAsync(DateOnly? date = null, params Athlete[] athletes)
    {
        var due = Due(Tasks.LogMissedTraining, date ?? Today, 1, athletes);
        var messageId = Guid.CreateVersion7();
        await Service.PublishAsync(due, messageId);
        await EventuallyAsync("SELECT count(*) FROM inbox WHERE message_id = @messageId AND consumer = 'OnCloseDue'", new { messageId }, 1);
        return due;
    }

    /// <summary>22:00, and the message that tells it.</summary>
    public async Task<EngineRunReported> CloseAndTellAsync(DateOnly? date = null, params Athlete[] athletes)
    {
        var due = await CloseAsync(date, athletes);
        await SendAsync();
        return await ReportAsync(due);
    }

    /// <summary>Athlete, workout, delivered: the post as it stands in the channel.</summary>
    public async Task<(Athlete Athlete, System.Text.Json.Nodes.JsonNode Post)> DeliveredAsync(params WorkoutExercise[] exercises)
    {
        var athlete = await AddAthleteAsync();
        await GiveWorkoutAsync(athlete, exercises: exercises);
        await DropAsync(athletes: athlete);
        await SendAsync();
        return (athlete, (await Discord.PostsAsync())[^1]);
    }

    public Task<EngineRunReported> ReportAsync(EngineDue due) => Eventually.BecomesAsync(
        () => Task.FromResult(Service.Published<EngineRunReported>().LastOrDefault(r => r.RunId == due.RunId)!), r => r is not null);

    public EngineDue Due(string task, DateOnly date, int attempt, params Athlete[] athletes) => new(
        task, Engines.TrainingDispatcher, Guid.CreateVersion7(), date, new DateTimeOffset(date, new TimeOnly(7, 0), TimeSpan.Zero), attempt,
        [.. athletes.Select(a => a.Id)]);

    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(Service.ConnectionString);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(Service.ConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<string> StatusAsync(Athlete athlete) =>
        string.Join(',', await QueryAsync<string>("SELECT status FROM deliveries WHERE user_id = @Id ORDER BY part", new { athlete.Id }));

    public Task EventuallyAsync(string countSql, object parameters, long count) =>
        Eventually.AssertAsync(async () => (await QueryAsync<long>(countSql, parameters)).Single().ShouldBe(count));

    private static string NewSnowflake() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString() + "00000000";

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Discord.DisposeAsync();
    }
}

internal sealed record Athlete(Guid Id, string? DiscordId);
