using Microsoft.Extensions.Logging;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Features.GeneratePlan;
using Platform.PlanGeneration.Tests.Features;

namespace Platform.PlanGeneration.Tests.RacePlans;

public sealed class CheckedPlanTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task A_plan_that_the_validator_faults_is_refused_and_told_without_its_content()
    {
        var id = await service.RunnerAsync();
        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        var trainee = (await Trainees.FindAsync(work, id, Runners.FirstMonday, CancellationToken.None))!;
        var plan = (await service.DraftAsync(id)).Plan;
        var log = new Lines();
        CheckedPlan.Check(plan, trainee, id, log).ShouldBeSameAs(plan);
        log.Written.ShouldBeEmpty();

        var day = plan.Days.First(d => d.Session is not null);
        var wrong = day.Session! with { Totals = day.Session.Totals with { Minutes = day.Session.Totals.Minutes + 30 } };
        CheckedPlan.Check(plan with { Days = [.. plan.Days.Select(d => d == day ? d with { Session = wrong } : d)] }, trainee, id, log).ShouldBeNull();
        var line = log.Written.ShouldHaveSingleItem();
        line.ShouldContain(id.ToString());
        line.ShouldContain("totals");
        line.ShouldNotContain(wrong.Title);
    }

    private sealed class Lines : ILogger<CheckedPlan>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
