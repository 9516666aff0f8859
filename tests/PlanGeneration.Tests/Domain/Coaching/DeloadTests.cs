using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

public sealed class DeloadTests
{
    private static readonly DateOnly Today = SomeTrainees.Monday;

    [Fact]
    public void What_is_not_known_eases_nothing()
    {
        Deload.Decide(null, []).ShouldBe(DeloadDecision.None);
        Deload.Decide(new(Today, null, HrvState.Unknown, null), []).ShouldBe(DeloadDecision.None);
    }

    [Fact]
    public void A_good_day_is_not_eased() => Deload.Decide(new(Today, 82, HrvState.Within, 7.5m), Sessions(2)).ShouldBe(DeloadDecision.None);

    [Theory]
    [InlineData(30, "Within", 8, 0.8, true)]
    [InlineData(50, "Within", 8, 0.9, false)]
    [InlineData(80, "Below", 8, 0.85, true)]
    [InlineData(80, "Within", 5.5, 0.9, false)]
    [InlineData(80, "Within", 4, 0.8, true)]
    [InlineData(30, "Below", 4, 0.7, true)]
    public void Poor_recovery_eases_the_day(int score, string hrv, double slept, double effort, bool easier)
    {
        var decision = Deload.Decide(new(Today, score, Enum.Parse<HrvState>(hrv), (decimal)slept), []);
        decision.Effort.ShouldBe((decimal)effort);
        decision.Easier.ShouldBe(easier);
        decision.Reasons.ShouldAllBe(r => r.EndsWith('.'));
    }

    [Fact]
    public void More_than_two_failures_of_the_same_work_take_a_tenth_off_the_load()
    {
        Deload.Decide(null, Sessions(3)).Effort.ShouldBe(0.9m);
        Deload.Decide(null, Sessions(3)).Easier.ShouldBeFalse();
        Deload.Decide(null, Sessions(3), null, "upper_a").ShouldBe(DeloadDecision.None);
        Deload.Decide(null, Sessions(3), null, "squat").Reasons.Count.ShouldBe(1);
    }

    private static RecentSession[] Sessions(int failed) =>
        [.. Enumerable.Range(1, 4).Select(i => new RecentSession(Today.AddDays(-3 * i), SessionKind.Strength, "strength", "squat", 8, 60, i <= failed))];
}
