using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>A service with nothing but the defaults, two handlers and an endpoint that takes a body.</summary>
internal sealed class TestService(WebApplication app, string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public Database Database => app.Services.GetRequiredService<Database>();

    /// <summary>Every line that was logged with a stack.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = app.Services.GetRequiredService<FailureLog>().Failures;

    public HttpClient Client { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

    public static async Task<TestService> StartAsync(Servers servers, string brokerUri, string? connectionString = null)
    {
        connectionString ??= await servers.CreateDatabaseAsync(typeof(TestService).Assembly);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:testdb"] = connectionString,
            ["ConnectionStrings:identitydb"] = servers.IdentityDatabase,
            ["ConnectionStrings:rabbitmq"] = brokerUri,
        });
        var failures = new FailureLog();
        builder.Logging.AddProvider(failures);
        builder.Services.AddSingleton(failures);
        builder.AddServiceDefaults();
        builder.AddTicketAuthentication();
        builder.AddDatabase("testdb");
        builder.AddMessaging("test", handlers => handlers
            .Add<EngineDue, CountRuns>()
            .AddBatch<RaiseJobCard, CountCards>());
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapPost("/notes", (Note note) => TypedResults.Ok(note));
        app.MapGet("/lists", (int? limit) => TypedResults.Ok(limit));
        app.MapGet("/unreachable", IResult () => throw new TimeoutException("The server did not answer."));
        app.MapGet("/mine", () => TypedResults.Ok()).RequireAuthorization();
        app.MapGet("/breaks", IResult () => throw new InvalidOperationException("the secret of the failure"));
        await app.StartAsync();
        var service = new TestService(app, connectionString);
        await Eventually.AssertAsync(async () => (await service.Client.GetAsync("health")).EnsureSuccessStatusCode());
        return service;
    }

    public async Task<int> TallyAsync(string name)
    {
        await using var work = await Database.BeginAsync(CancellationToken.None);
        return await work.ScalarAsync<int?>("SELECT count FROM tally WHERE name = @name", new { name }) ?? 0;
    }

    public async Task<int> WaitingInOutboxAsync()
    {
        await using var work = await Database.BeginAsync(CancellationToken.None);
        return await work.ScalarAsync<int>("SELECT count(*)::int FROM outbox");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // In order: a consumer whose services are gone before the bus would move its messages to the error queue.
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class FailureLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<Exception> Failures { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
            {
                Failures.Enqueue(exception);
            }
        }

        public void Dispose()
        {
        }
    }

    internal sealed record Note(string Text, int Stars);

    internal const string Tally = """
        INSERT INTO tally (name, count) VALUES (@Name, @Count)
        ON CONFLICT (name) DO UPDATE SET count = tally.count + excluded.count
        """;

    /// <summary>Counts runs, answers each with a report, and fails on an engine named <c>poison</c>.</summary>
    internal sealed class CountRuns : IMessageHandler<EngineDue>
    {
        public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
        {
            await work.ExecuteAsync(Tally, new { Name = "runs", Count = 1 }, ct);
            work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, message.UserIds, []));
            if (message.Engine == "poison")
            {
                throw new InvalidOperationException("This engine cannot be run.");
            }
        }
    }

    /// <summary>Counts cards, a batch at a time; a card of the kind <c>poison</c> cannot be counted.</summary>
    internal sealed class CountCards : IBatchHandler<RaiseJobCard>
    {
        public async Task HandleAsync(IReadOnlyList<RaiseJobCard> messages, Work work, CancellationToken ct)
        {
            await work.ExecuteAsync(Tally, new { Name = "cards", messages.Count }, ct);
            await work.ExecuteAsync(Tally, new { Name = "batches", Count = 1 }, ct);
            if (messages.Any(m => m.Kind == "poison"))
            {
                throw new InvalidOperationException("This card cannot be counted.");
            }
        }
    }
}
