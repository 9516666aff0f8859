extern alias simulator;

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.PlanGeneration.LanguageModel;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using simulator::Platform.LanguageModelSimulator;

namespace Platform.PlanGeneration.Tests.LanguageModel;

/// <summary>The service as it is configured and asked.</summary>
public sealed class UsageTests(Servers servers, ModelDatabase database) : IClassFixture<ModelDatabase>
{
    [Fact]
    public async Task Without_an_endpoint_nothing_is_asked_and_nothing_is_kept()
    {
        var service = database.Service;
        var athlete = await service.AthleteAsync();
        var ask = service.Host.Services.GetRequiredService<AskModel>();
        await using var world = await database.StartAsync();

        ask.IsConfigured.ShouldBeFalse();
        var answer = await ask.RunAsync(world.Request(athlete: athlete), CancellationToken.None);

        (answer.Outcome, answer.Provenance).ShouldBe((ModelOutcome.NotConfigured, null));
        var view = await Service.ReadAsync(await service.Person(athlete).GetAsync("api/training/model-usage"), HttpStatusCode.OK);
        view["configured"]!.GetValue<bool>().ShouldBeFalse();
        view["calls"]!.GetValue<int>().ShouldBe(0);
        view["leftTokens"]!.GetValue<long>().ShouldBe(200_000);
        view["leftCents"].ShouldBeNull();
    }

    [Fact]
    public async Task People_see_their_own_usage_of_today_and_the_key_is_in_no_log_or_answer()
    {
        await using var model = await LanguageModelServer.StartAsync();
        using var logs = new Logs();
        await using var host = await ServiceHost<Program>.StartAsync(
            servers, "plangenerationdb",
            new Dictionary<string, string?>
            {
                ["LanguageModel:Endpoint"] = model.Endpoint.ToString(),
                ["LanguageModel:ApiKey"] = ModelWorld.Key,
                ["LanguageModel:Model"] = "test-model",
                ["LanguageModel:DailyBudgetCents"] = "10",
                ["LanguageModel:InputCentsPerMillionTokens"] = "100",
                ["LanguageModel:OutputCentsPerMillionTokens"] = "400",
                ["Logging:LogLevel:Default"] = "Trace",
            },
            services => services.AddSingleton<ILoggerProvider>(logs));
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in new[] { mine, other })
        {
            var profile = Service.Profile(block: Service.BlockA, zone: "Pacific/Auckland");
            await Service.ReadAsync(await host.ClientFor(id, "athlete").PutAsync("api/athletes/me", System.Net.Http.Json.JsonContent.Create(profile)), HttpStatusCode.Created);
        }

        await using var world = await database.StartAsync();
        var ask = host.Services.GetRequiredService<AskModel>();
        ask.IsConfigured.ShouldBeTrue();
        // The clock stands at midnight UTC: in Auckland it is 13:00 of the same day.
        (await ask.RunAsync(world.Request(new PromptData().Add("notes", "my-private-knee", DataSources.Athlete), mine), CancellationToken.None))
            .Outcome.ShouldBe(ModelOutcome.Answered);

        var view = await Service.ReadAsync(await host.ClientFor(mine, "athlete").GetAsync("api/training/model-usage"), HttpStatusCode.OK);
        view["localDate"]!.GetValue<string>().ShouldBe("2026-11-22");
        view["configured"]!.GetValue<bool>().ShouldBeTrue();
        view["calls"]!.GetValue<int>().ShouldBe(1);
        var (input, output) = (view["inputTokens"]!.GetValue<long>(), view["outputTokens"]!.GetValue<long>());
        view["leftTokens"]!.GetValue<long>().ShouldBe(200_000 - input - output);
        view["costCents"]!.GetValue<decimal>().ShouldBe(input * 100m / 1_000_000 + output * 400m / 1_000_000);
        view["leftCents"]!.GetValue<decimal>().ShouldBe(10 - view["costCents"]!.GetValue<decimal>());
        view.ToJsonString().ShouldNotContain(ModelWorld.Key);

        var theirs = await Service.ReadAsync(await host.ClientFor(other, "athlete").GetAsync("api/training/model-usage"), HttpStatusCode.OK);
        theirs["calls"]!.GetValue<int>().ShouldBe(0);
        await Service.ReadAsync(await host.ClientFor(Guid.CreateVersion7(), "athlete").GetAsync("api/training/model-usage"), HttpStatusCode.NotFound);

        logs.Lines.ShouldContain(line => line.Contains("daily_session", StringComparison.Ordinal));
        logs.Lines.ShouldNotContain(line => line.Contains(ModelWorld.Key, StringComparison.Ordinal) || line.Contains("my-private-knee", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_settings_end_the_start_with_one_sentence_that_names_all_of_them()
    {
        var run = await ProgramRun.ToItsEndAsync(Path.Combine(AppContext.BaseDirectory, "Platform.PlanGeneration.dll"), new Dictionary<string, string?>
        {
            ["ConnectionStrings:plangenerationdb"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x",
            ["ConnectionStrings:identitydb"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x",
            ["ConnectionStrings:rabbitmq"] = "amqp://x:x@127.0.0.1:1",
            ["LanguageModel:Endpoint"] = "http://models.example.org/v1",
            ["LanguageModel:ApiKey"] = "a secret with spaces",
            ["LanguageModel:DailyBudgetTokens"] = "0",
            ["LanguageModel:DailyBudgetCents"] = "5",
            ["LanguageModel:TimeoutSeconds"] = "0",
            ["LanguageModel:SnapshotDays"] = "0",
        });

        run.ExitCode.ShouldBe(1);
        var sentence = run.Lines.ShouldHaveSingleItem();
        sentence.ShouldStartWith("PlanGeneration cannot start: ");
        foreach (var name in new[] { "Endpoint", "ApiKey", "Model", "DailyBudgetTokens", "DailyBudgetCents", "TimeoutSeconds", "SnapshotDays" })
        {
            sentence.ShouldContain($"LanguageModel:{name} ");
        }

        sentence.ShouldNotContain("secret");
    }

    private sealed class Logs : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Logger(this);

        public void Dispose()
        {
        }

        private sealed class Logger(Logs logs) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                logs._lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
