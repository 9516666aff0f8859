extern alias simulator;

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.PlanGeneration.LanguageModel;
using Platform.ServiceDefaults.Data;
using Platform.Testing;
using simulator::Platform.LanguageModelSimulator;

namespace Platform.PlanGeneration.Tests.LanguageModel;

/// <summary>What a test asks the model for: small, with one rule that the schema cannot express.</summary>
internal sealed record Suggestion(string Title, int Minutes);

/// <summary>
/// The service's database, shared by a class of tests. Each test has an endpoint, a key, an athlete and a circuit breaker
/// of its own.
/// </summary>
public sealed class ModelDatabase(Servers servers) : IAsyncLifetime
{
    private Features.Service _service = null!;

    internal Features.Service Service => _service;

    internal Database Database => _service.Host.Database;

    public async ValueTask InitializeAsync()
    {
        _service = new Features.Service(servers);
        await _service.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _service is null ? default : _service.DisposeAsync();

    internal async Task<ModelWorld> StartAsync(Action<ModelOptions>? change = null) =>
        new(Database, await LanguageModelServer.StartAsync(), change);
}

internal sealed class ModelWorld : IAsyncDisposable
{
    public const string Key = "sk-test-0123456789abcdef";
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>(
        """
        {"type":"object","additionalProperties":false,"required":["title","minutes"],"properties":{
          "title":{"type":"string","minLength":1,"maxLength":60},"minutes":{"type":"integer","minimum":10,"maximum":180}}}
        """);

    private readonly Database _database;
    private readonly OpenAIChatClient _client;
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public ModelWorld(Database database, LanguageModelServer server, Action<ModelOptions>? change)
    {
        _database = database;
        Server = server;
        Options = new ModelOptions { Endpoint = server.Endpoint.ToString(), ApiKey = Key, Model = "test-model", TimeoutSeconds = 15, MaxOutputTokens = 1_000 };
        change?.Invoke(Options);
        Options.Faults().ShouldBeEmpty();
        _client = new OpenAIChatClient(Options);
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Ask = new AskModel(
            options, new ModelEndpoint(new Lazy<IChatClient>(_client), Clock, new Recorder<ModelEndpoint>(Logged)), new ModelLedger(database, options, Clock),
            new ModelMetrics(Meters), Clock, new Recorder<AskModel>(Logged));
    }

    public LanguageModelServer Server { get; }

    public ModelOptions Options { get; }

    public FakeClock Clock { get; } = new();

    public AskModel Ask { get; }

    public IMeterFactory Meters => _meters.GetRequiredService<IMeterFactory>();

    public Guid Athlete { get; } = Guid.CreateVersion7();

    public ConcurrentQueue<string> Logged { get; } = [];

    /// <summary>What the first call of <see cref="RunAsync"/> reserves.</summary>
    public long Reserved => Tariff.Most(
        Options, Prompt.Write("Suggest a session.", Request().Data.Document, "suggestion", Schema, Options.MaxOutputTokens, 0, [])).Tokens;

    public static string Json(string title, int minutes = 45) => JsonSerializer.Serialize(new Suggestion(title, minutes), JsonSerializerOptions.Web);

    public static ModelReading<Suggestion> Read(string text)
    {
        var suggestion = JsonSerializer.Deserialize<Suggestion>(text, JsonSerializerOptions.Web)!;
        return suggestion.Title.Contains("max out", StringComparison.Ordinal)
            ? ModelReading<Suggestion>.Faulty("$.title: promises a maximum that the athlete must not try")
            : ModelReading<Suggestion>.Sound(suggestion);
    }

    public ModelRequest<Suggestion> Request(PromptData? data = null, Guid? athlete = null) => new(
        athlete ?? Athlete, Purposes.DailySession, Today, "Suggest a session.",
        data ?? new PromptData().Add("minutes", 45, DataSources.Athlete), "suggestion", Schema, Read);

    public Task<ModelAnswer<Suggestion>> RunAsync(PromptData? data = null, CancellationToken ct = default) => Ask.RunAsync(Request(data), ct);

    public async Task<ModelUsage> UsageAsync()
    {
        await using var work = await _database.BeginForAsync(Athlete, CancellationToken.None);
        return await ModelUsage.FindAsync(work, Athlete, Today, CancellationToken.None);
    }

    public async Task<List<(Guid Id, string Type, string Outcome, int Attempts, JsonObject Context)>> SnapshotsAsync()
    {
        await using var work = await _database.BeginForAsync(Athlete, CancellationToken.None);
        var rows = await work.QueryAsync<(Guid Id, string Type, string Outcome, int Attempts, string Context)>(
            "SELECT id, context_type, outcome, attempts, context_data FROM training_ai_context_snapshots ORDER BY id");
        return rows.ConvertAll(r => (r.Id, r.Type, r.Outcome, r.Attempts, JsonNode.Parse(r.Context)!.AsObject()));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _meters.DisposeAsync();
        await Server.DisposeAsync();
    }

    private sealed class Recorder<T>(ConcurrentQueue<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
