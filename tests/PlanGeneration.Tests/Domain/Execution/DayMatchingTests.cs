using FsCheck;
using FsCheck.Fluent;
using Platform.PlanGeneration.Domain.Execution;
using Platform.PlanGeneration.Domain.Sessions;
using static Platform.PlanGeneration.Tests.Domain.Execution.SessionsToMatch;

namespace Platform.PlanGeneration.Tests.Domain.Execution;

public sealed class DayMatchingTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("running", nameof(MatchRule.SameSport))]
    [InlineData("treadmill_running", nameof(MatchRule.SameSport))]
    [InlineData("other", nameof(MatchRule.RelatedSport))]
    [InlineData("cardio", nameof(MatchRule.RelatedSport))]
    [InlineData("cycling", nameof(MatchRule.OtherSport))]
    [InlineData("strength", nameof(MatchRule.OtherSport))]
    [InlineData("walking", nameof(MatchRule.OtherSport))]
    [InlineData("kite_buggying", nameof(MatchRule.OtherSport))]
    public void A_planned_run_is_matched_by_sport(string sport, string rule) => Only(Run(), sport).Rule.ToString().ShouldBe(rule);

    [Fact]
    public void A_HYROX_session_is_known_by_what_wearables_make_of_it()
    {
        var session = Of("hyrox", SessionKind.CompromisedRun, new EnduranceStep("run", null, 1000, 4, 300, 300, null, null, null, null, 8, null), Lift());
        new[] { "hyrox", "hiit", "functional", "strength", "running", "other", "swimming" }.Select(s => Only(session, s).Rule).ShouldBe(
            [
                MatchRule.SameSport, MatchRule.SameSport, MatchRule.SameSport, MatchRule.RelatedSport, MatchRule.RelatedSport, MatchRule.RelatedSport,
                MatchRule.OtherSport,
            ]);
        // A run of a HYROX plan is a run.
        Only(Run(sport: "hyrox"), "running").Rule.ShouldBe(MatchRule.SameSport);
    }

    [Fact]
    public void A_walk_will_do_for_recovery() => Only(Run(30, kind: SessionKind.Recovery), "walking").Rule.ShouldBe(MatchRule.RelatedSport);

    [Theory]
    [InlineData(14, nameof(MatchRule.TooShort))]
    [InlineData(15, nameof(MatchRule.SameSport))]
    [InlineData(600, nameof(MatchRule.SameSport))]
    [InlineData(null, nameof(MatchRule.SameSport))]
    public void Less_than_a_quarter_of_the_time_was_something_else(int? minutes, string rule) => Only(Run(), "running", minutes).Rule.ToString().ShouldBe(rule);

    [Fact]
    public void The_same_sport_wins_over_a_related_one_and_then_the_nearer_duration_in_either_direction()
    {
        var (half, longer, other) = (Done("running", 30), Done("running", 110), Done("other", 60));
        var matches = DayMatching.Assign(true, Run(), false, [half, longer, other]);
        matches[longer.Id].Rule.ShouldBe(MatchRule.SameSport);
        matches[half.Id].Rule.ShouldBe(MatchRule.AnotherFitsBetter);
        matches[other.Id].Rule.ShouldBe(MatchRule.AnotherFitsBetter);
        matches[longer.Id].Reason.ShouldBe("Running on the date of “The session”: 110 of 60 min.");
    }

    [Fact]
    public void Without_a_plan_on_a_day_of_rest_and_where_the_day_is_given_away_nothing_is_matched()
    {
        var done = Done("running", 60);
        DayMatching.Assign(false, null, false, [done])[done.Id].Rule.ShouldBe(MatchRule.NoPlan);
        DayMatching.Assign(true, null, false, [done])[done.Id].Rule.ShouldBe(MatchRule.RestDay);
        DayMatching.Assign(true, Run(), true, [done])[done.Id].Rule.ShouldBe(MatchRule.DayTaken);
    }

    [Fact]
    public void Whatever_was_done_each_is_explained_one_at_most_is_the_planned_one_and_order_does_not_matter()
    {
        string[] sports = ["running", "trail_running", "other", "cycling", "strength"];
        var done = from sport in Gen.Elements(sports) from minutes in Gen.Choose(0, 200) select Done(sport, minutes == 0 ? null : minutes);
        var days = from count in Gen.Choose(0, 6) from list in done.ArrayOf(count) select list;
        Prop.ForAll(days.ToArbitrary(), list =>
        {
            var matches = DayMatching.Assign(true, Run(), false, list);
            matches.Count.ShouldBe(list.Length);
            matches.Values.Count(m => m.Rule.IsAtPlannedDay()).ShouldBe(matches.Values.Any(m => m.Rule is not (MatchRule.OtherSport or MatchRule.TooShort)) ? 1 : 0);
            matches.Values.ShouldAllBe(m => m.Reason.Length > 10);
            DayMatching.Assign(true, Run(), false, [.. list.Reverse()]).OrderBy(m => m.Key).ShouldBe(matches.OrderBy(m => m.Key));
        }).QuickCheckThrowOnFailure();
    }

    private static Match Only(Session planned, string sport, int? minutes = 60)
    {
        var done = Done(sport, minutes);
        return DayMatching.Assign(true, planned, false, [done])[done.Id];
    }

    private static Candidate Done(string sport, int? minutes) => new(Guid.CreateVersion7(), sport, minutes * 60, Morning);
}
