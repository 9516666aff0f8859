extern alias simulator;

using System.Diagnostics;
using simulator::Platform.LanguageModelSimulator.Control;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Tests.LanguageModel;

/// <summary>An endpoint that is slow, down, refusing or broken.</summary>
public sealed class FailureTests(ModelDatabase database) : IClassFixture<ModelDatabase>
{
    [Fact]
    public async Task A_slow_endpoint_is_given_up_within_the_time_out_and_may_still_charge()
    {
        await using var world = await database.StartAsync(options => options.TimeoutSeconds = 0.5);
        world.Server.Will(new Behaviour(Mode.Slow, DelayMs: 60_000));
        var started = Stopwatch.GetTimestamp();

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.Unavailable);
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        (await world.UsageAsync()).HeldTokens.ShouldBeGreaterThan(0);
        (await world.SnapshotsAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("unavailable");
    }

    [Fact]
    public async Task A_429_is_honoured_where_there_is_time()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.RateLimited, RetryAfterSeconds: 1), new Behaviour(Mode.Answer, ModelWorld.Json("Easy run")));
        var started = Stopwatch.GetTimestamp();

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.Answered);
        answer.Provenance!.Attempts.ShouldBe(1);
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
        world.Server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(null)]
    public async Task A_429_that_asks_for_more_time_than_there_is_costs_nothing(int? retryAfterSeconds)
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.RateLimited, RetryAfterSeconds: retryAfterSeconds, Count: null));

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unavailable);

        world.Server.Requests.Count.ShouldBe(1);
        var usage = await world.UsageAsync();
        (usage.HeldTokens, usage.InputTokens, usage.OutputTokens).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_short_failure_of_the_endpoint_is_not_noticed()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Error, Status: 503), new Behaviour(Mode.Error, Status: 500));

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Answered);
    }

    [Theory]
    [InlineData(Mode.HangUp)]
    [InlineData(Mode.Garbage)]
    public async Task A_broken_answer_is_not_asked_for_again_and_may_still_charge(Mode mode)
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(mode, Count: null));

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unavailable);

        world.Server.Requests.Count.ShouldBe(1);
        (await world.UsageAsync()).HeldTokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_wrong_key_is_told_without_the_key()
    {
        await using var world = await database.StartAsync(options => options.ApiKey = "sk-wrong-but-secret");
        world.Server.Will(new Behaviour(Mode.Error, Status: 401));

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unavailable);

        world.Logged.ShouldContain(line => line.Contains("status 401", StringComparison.Ordinal));
        world.Logged.ShouldNotContain(line => line.Contains("sk-wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_costs_nothing()
    {
        await using var world = await database.StartAsync(options => options.Endpoint = "http://127.0.0.1:9/v1");

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unavailable);
        (await world.UsageAsync()).HeldTokens.ShouldBe(0);
    }

    [Fact]
    public async Task An_endpoint_that_keeps_failing_is_left_alone_until_a_while_has_passed()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Error, Status: 400, Count: ModelEndpoint.FailuresBeforeBreak));
        for (var i = 0; i < ModelEndpoint.FailuresBeforeBreak; i++)
        {
            (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unavailable);
        }

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unavailable);
        world.Server.Requests.Count.ShouldBe(ModelEndpoint.FailuresBeforeBreak);

        world.Clock.Advance(ModelEndpoint.Break + TimeSpan.FromSeconds(1));
        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Answered);
        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Answered);
    }

    [Fact]
    public async Task A_caller_that_goes_away_stops_the_call()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Slow, DelayMs: 60_000));
        using var caller = new CancellationTokenSource();
        var running = world.RunAsync(ct: caller.Token);
        await Testing.Eventually.AssertAsync(() => world.Server.Requests.Count.ShouldBe(1));

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        (await world.SnapshotsAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("cancelled");
        (await world.UsageAsync()).HeldTokens.ShouldBeGreaterThan(0);
    }
}
