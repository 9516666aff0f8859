using System.Text.Json;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Planning;

public sealed class PlannerTests
{
    [Theory]
    [MemberData(nameof(Counts))]
    public void Any_count_of_weeks_is_a_plan_of_all_their_days(int weeks)
    {
        foreach (var race in new DateOnly?[] { null, new DateOnly(2026, 11, 2).AddDays(7 * (weeks - 1)), new DateOnly(2026, 11, 8).AddDays(7 * (weeks - 1)) })
        {
            var order = Order(weeks, race);
            var plan = Planner.Build(order, new PlainCoach(DayOfWeek.Tuesday));

            plan.Weeks.Count.ShouldBe(weeks);
            plan.Days.Select(d => d.Date).ShouldBe(Enumerable.Range(0, 7 * weeks).Select(i => plan.StartDate.AddDays(i)));
            plan.Weeks.Zip(plan.Weeks.Skip(1)).ShouldAllBe(pair => pair.Second.Phase >= pair.First.Phase || pair.First.Recovery);
            plan.Weeks[^1].Phase.ShouldBe(race is null ? Phase.Peak : Phase.RaceWeek);
            plan.Days.Where(d => d.Session?.Kind == SessionKind.Race).Select(d => (DateOnly?)d.Date).ShouldBe(race is null ? [] : [race]);
            plan.Days.Where(d => d.Session is not null).ShouldAllBe(d => d.Date >= order.FirstDate && (race == null || d.Date <= race));
        }
    }

    [Fact]
    public void The_same_order_is_the_same_plan()
    {
        var one = JsonSerializer.Serialize(Planner.Build(Order(12, null), new PlainCoach()));
        JsonSerializer.Serialize(Planner.Build(Order(12, null), new PlainCoach())).ShouldBe(one);
    }

    public static TheoryData<int> Counts => [.. Enumerable.Range(1, 52)];

    private static PlanOrder Order(int weeks, DateOnly? race) => new(
        RandomAthletes.Athlete(7), new(Specialisation.Endurance, "running", race is null ? null : "10k", race, race is null ? null : 10_000, null, race is null ? "endurance" : null, null, Periodisation.Linear),
        new(2026, 11, 2), weeks, 1);
}
