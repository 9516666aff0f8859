extern alias simulator;

using simulator::Platform.LanguageModelSimulator.Control;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Tests.LanguageModel;

public sealed class BudgetTests(ModelDatabase database) : IClassFixture<ModelDatabase>
{
    [Fact]
    public async Task A_question_that_the_budget_does_not_bear_is_not_asked()
    {
        await using var world = await database.StartAsync(options => options.DailyBudgetTokens = 1_500);

        var answer = await world.RunAsync();

        answer.ShouldBe(new ModelAnswer<Suggestion>(ModelOutcome.OverBudget, null, null, answer.Faults));
        world.Server.Requests.ShouldBeEmpty();
        (await world.SnapshotsAsync()).ShouldBeEmpty();
        (await world.UsageAsync()).Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Calls_side_by_side_do_not_pass_the_budget_together()
    {
        await using var world = await database.StartAsync();
        world.Options.DailyBudgetTokens = (4 * world.Reserved) + 1;
        // Nobody knows what they came to: nothing is given back meanwhile.
        world.Server.Will(new Behaviour(Mode.HangUp, Count: null));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => world.RunAsync()));

        world.Server.Requests.Count.ShouldBe(4);
        answers.Count(a => a.Outcome == ModelOutcome.OverBudget).ShouldBe(8);
        var usage = await world.UsageAsync();
        (usage.Calls, usage.HeldTokens).ShouldBe((4, 4 * world.Reserved));
    }

    [Fact]
    public async Task What_a_call_did_not_use_is_there_for_the_next()
    {
        await using var world = await database.StartAsync();
        world.Options.DailyBudgetTokens = 2 * world.Reserved;

        for (var i = 0; i < 3; i++)
        {
            (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Answered);
        }
    }

    [Fact]
    public async Task Money_is_counted_by_the_prices_and_limited_too()
    {
        await using var world = await database.StartAsync(options =>
        {
            options.InputCentsPerMillionTokens = 250;
            options.OutputCentsPerMillionTokens = 1_000;
            options.DailyBudgetCents = 2;
        });

        var answer = await world.RunAsync();

        var expected = (long)Math.Ceiling(answer.Provenance!.InputTokens * 2.5m + answer.Provenance.OutputTokens * 10m);
        answer.Provenance.CostMicros.ShouldBe(expected);
        (await world.UsageAsync()).CostMicros.ShouldBe(expected);

        var outcomes = new List<ModelOutcome>();
        for (var i = 0; i < 20 && !outcomes.Contains(ModelOutcome.OverBudget); i++)
        {
            outcomes.Add((await world.RunAsync()).Outcome);
        }

        outcomes.ShouldContain(ModelOutcome.OverBudget);
        var usage = await world.UsageAsync();
        (usage.CostMicros + usage.HeldCostMicros).ShouldBeLessThanOrEqualTo(2 * Tariff.MicrosPerCent);
    }

    [Fact]
    public async Task A_stricter_prompt_is_paid_for_like_the_first()
    {
        await using var world = await database.StartAsync();
        world.Options.DailyBudgetTokens = world.Reserved;
        world.Server.Will(new Behaviour(Mode.WrongSchema));

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.OverBudget);
        answer.Faults.ShouldContain("$.title: is missing");
        answer.Provenance!.Attempts.ShouldBe(1);
        world.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_count_is_counted_for()
    {
        await using var world = await database.StartAsync();
        world.Server.Will(new Behaviour(Mode.NoUsage));

        var answer = await world.RunAsync();

        answer.Outcome.ShouldBe(ModelOutcome.Answered);
        answer.Provenance!.InputTokens.ShouldBeGreaterThan(500);
        answer.Provenance.OutputTokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Another_day_and_another_athlete_have_budgets_of_their_own()
    {
        await using var world = await database.StartAsync();
        world.Options.DailyBudgetTokens = world.Reserved;

        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.Answered);
        (await world.RunAsync()).Outcome.ShouldBe(ModelOutcome.OverBudget);
        (await world.Ask.RunAsync(world.Request() with { LocalDate = ModelWorld.Today.AddDays(1) }, default)).Outcome.ShouldBe(ModelOutcome.Answered);
        (await world.Ask.RunAsync(world.Request(athlete: Guid.CreateVersion7()), default)).Outcome.ShouldBe(ModelOutcome.Answered);
    }
}
