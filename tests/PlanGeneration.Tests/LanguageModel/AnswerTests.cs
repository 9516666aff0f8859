extern alias simulator;

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using simulator::Platform.LanguageModelSimulator.Control;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Tests.LanguageModel;

/// <summary>What becomes of the model's answers.</summary>
public sealed class AnswerTests(ModelDatabase database) : IClassFixture<ModelDatabase>
{
    [Fact]
    public async Task A_valid_answer_comes_with_its_provenance_and_its_context_is_kept()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Answer, ModelWorld.Json("Easy run")));

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.Answered);
        answer.Value.ShouldBe(new Suggestion("Easy run", 45));
        answer.Faults.ShouldBeEmpty();
        var (id, type, outcome, attempts, context) = (await world.SnapshotsAsync()).ShouldHaveSingleItem();
        (type, outcome, attempts).ShouldBe(("daily_session", "answered", 1));
        context["data"]!.ToJsonString().ShouldBe("""{"minutes":45}""");
        context["instructions"]!.GetValue<string>().ShouldBe("Suggest a session.");
        var usage = await world.UsageAsync();
        answer.Provenance.ShouldBe(new ModelProvenance("test-model", 1, 0, usage.InputTokens, usage.OutputTokens, 0, id));
        usage.InputTokens.ShouldBeGreaterThan(0);
        usage.HeldTokens.ShouldBe(0);
    }

    [Fact]
    public async Task The_endpoint_is_asked_for_a_strict_schema_and_a_bounded_answer()
    {
        await using var world = await database.StartAsync();
        await world.RunAsync();

        var request = world.Server.Requests.ShouldHaveSingleItem();
        request.Key.ShouldBe(ModelWorld.Key);
        request.SchemaName.ShouldBe("suggestion");
        request.Body.ShouldContain("\"strict\":true");
        request.Body.ShouldContain("\"max_completion_tokens\":1000");
    }

    [Fact]
    public async Task Two_invalid_answers_bring_stricter_prompts_that_name_the_faults()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(
            new Behaviour(Mode.Answer, ModelWorld.Json("Long run", 900)),
            new Behaviour(Mode.Answer, ModelWorld.Json("Go and max out")),
            new Behaviour(Mode.Answer, ModelWorld.Json("Easy run")));

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.Answered);
        answer.Provenance!.Attempts.ShouldBe(3);
        answer.Provenance.PromptVersion.ShouldBe(2);
        var requests = world.Server.Requests;
        requests.Count.ShouldBe(3);
        requests[0].User.ShouldNotContain("<faults>");
        requests[1].User.ShouldContain("$.minutes: lies outside its limits");
        requests[2].User.ShouldContain("$.title: promises a maximum");
        requests.Select(r => r.System).Distinct().Count().ShouldBe(3);
        requests[2].System.ShouldContain("last attempt");
        var usage = await world.UsageAsync();
        usage.Calls.ShouldBe(3);
        answer.Provenance.InputTokens.ShouldBe(usage.InputTokens);
        var snapshot = (await world.SnapshotsAsync()).ShouldHaveSingleItem();
        snapshot.Attempts.ShouldBe(3);
        snapshot.Context["faults"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Mode.InvalidJson, "not one sound JSON document")]
    [InlineData(Mode.WrongSchema, "$.title: is missing")]
    [InlineData(Mode.Refuse, "declined")]
    [InlineData(Mode.Truncate, "cut off")]
    public async Task What_is_never_sound_is_given_up_after_three_attempts(Mode mode, string fault)
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(mode, Count: null));

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.Unsafe);
        answer.Value.ShouldBeNull();
        answer.Provenance!.Attempts.ShouldBe(3);
        answer.Faults.ShouldContain(line => line.Contains(fault, StringComparison.Ordinal));
        world.Server.Requests.Count.ShouldBe(3);
        (await world.SnapshotsAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("unsafe");
    }

    [Fact]
    public async Task An_unsafe_answer_never_gets_through_however_often_it_is_given()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Answer, ModelWorld.Json("Just max out"), Count: null));

        var answer = await world.RunAsync();

        (answer.Outcome, answer.Value).ShouldBe((ModelOutcome.Unsafe, null));
        answer.Faults.ShouldBe(["$.title: promises a maximum that the athlete must not try"]);
    }

    [Fact]
    public async Task An_answer_in_a_code_block_is_read()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Answer, $"```json\n{ModelWorld.Json("Easy run")}\n```"));

        (await world.RunAsync()).Value.ShouldBe(new Suggestion("Easy run", 45));
    }

    [Fact]
    public async Task A_reader_that_trips_over_an_answer_has_refused_it()
    {
        await using var world = await database.StartAsync();

        var answer = await world.Ask.RunAsync(
            world.Request() with { Read = _ => throw new FormatException("no such pace") }, CancellationToken.None);

        answer.Outcome.ShouldBe(ModelOutcome.Unsafe);
        answer.Faults.ShouldBe(["$: the answer cannot be read"]);
    }

    [Theory]
    [InlineData("""{"title":"Easy run","minutes":45,"minutes":180}""")]
    [InlineData("""{"title":"Easy \ud800 run","minutes":45}""")]
    [InlineData("""{"title":"Easy run","minutes":45,"\udc00":1}""")]
    [InlineData("""{"title":"Easy run","minutes":1e999}""")]
    [InlineData("""{"title":"Easy run","minutes":45} and more""")]
    [InlineData("""null""")]
    [InlineData(" ")]
    public async Task Tricks_of_json_do_not_get_through(string text)
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.Answer, text, Count: null));

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Unsafe);
    }

    [Fact]
    public async Task Questions_attempts_and_tokens_are_measured()
    {
        await using var world = await database.StartAsync();
        var measured = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == ModelMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, world.Meters))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            measured.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))} {(instrument.Name == "model.tokens" ? "" : value)}".Trim()));
        listener.Start();
        world.Server.Will(new Behaviour(Mode.WrongSchema));

        await world.RunAsync();

        measured.Order().ShouldBe(
        [
            "model.attempts answered 1", "model.attempts refused 1", "model.questions daily_session answered 1",
            "model.tokens input", "model.tokens input", "model.tokens output", "model.tokens output",
        ]);
    }
}
