using Platform.PlanGeneration.Domain.Execution;
using Platform.PlanGeneration.Domain.Sessions;
using static Platform.PlanGeneration.Tests.Domain.Execution.SessionsToMatch;

namespace Platform.PlanGeneration.Tests.Domain.Execution;

public sealed class ExecutionAnalysisTests
{
    // Sixty minutes and 10 km at effort 4 are planned: a load of 240.
    [Fact]
    public void What_was_done_as_planned_is_told_so_for_each_figure()
    {
        var analysis = ExecutionAnalysis.Of(Run(), new(3600, 10_000, 130, 4), 190);
        analysis.CompliancePercent.ShouldBe(100);
        analysis.Figures.Select(f => (f.Figure, f.Planned, f.Actual, f.Ratio, f.Verdict)).ShouldBe(
            [
                ("duration", 60, 60, 1, Verdict.AsPlanned), ("distance", 10, 10, 1, Verdict.AsPlanned), ("pace", 360, 360, 1, Verdict.AsPlanned),
                ("heart_rate_zone", 2, 2, null, Verdict.AsPlanned), ("load", 240, 240, 1, Verdict.AsPlanned),
            ]);
    }

    [Fact]
    public void What_was_shorter_faster_and_harder_is_told_with_the_figures()
    {
        var analysis = ExecutionAnalysis.Of(Run(), new(2700, 9_000, 165, 8), 190);
        analysis.Figures.Select(f => (f.Figure, f.Ratio, f.Verdict)).ShouldBe(
            [
                ("duration", 0.75m, Verdict.Below), ("distance", 0.9m, Verdict.AsPlanned), ("pace", 0.83m, Verdict.Faster),
                ("heart_rate_zone", null, Verdict.Above), ("load", 1.5m, Verdict.Above),
            ]);
        analysis.Figures.Select(f => f.Sentence).ShouldBe(
            [
                "45 of 60 min planned: 25 % less.", "9 of 10 km planned, as planned.", "5:00/km on average against 6:00/km: faster than planned.",
                "165 beats on average is zone 4; zone 2 was planned: harder than planned.", "A load of 360 against 240 planned: 50 % more.",
            ]);
        // The mean of 0.75, 0.9 and 1 by 1.5.
        analysis.CompliancePercent.ShouldBe(77);
    }

    [Fact]
    public void What_is_not_known_is_named_and_not_taken_for_zero()
    {
        var analysis = ExecutionAnalysis.Of(Run(), new(null, null, null, null), 190);
        analysis.CompliancePercent.ShouldBeNull();
        analysis.Figures.ShouldAllBe(f => f.Verdict == Verdict.Unknown && f.Actual == null && f.Ratio == null && f.Sentence.Length > 20);
        ExecutionAnalysis.Of(Run(), new(3600, null, 140, null), null).Figures.Select(f => f.Verdict).ShouldBe(
            [Verdict.AsPlanned, Verdict.Unknown, Verdict.Unknown, Verdict.Unknown, Verdict.Unknown]);
        ExecutionAnalysis.Of(Run(), new(3600, null, 140, null), null).Figures[3].Sentence.ShouldContain("maxHeartRate");
    }

    [Fact]
    public void What_a_session_does_not_ask_for_is_not_held_against_the_athlete()
    {
        var analysis = ExecutionAnalysis.Of(Of("strength", SessionKind.Strength, Lift()), new(1000, 2_000, 120, 7), 190);
        analysis.Figures.Where(f => f.Verdict == Verdict.NotPlanned).Select(f => f.Figure).ShouldBe(["distance", "pace", "heart_rate_zone"]);
    }

    [Fact]
    public void A_load_is_effort_times_minutes_and_absent_without_either()
    {
        new Actual(5310, null, null, 5.5m).Load.ShouldBe(487);
        new Actual(5310, null, null, 5.5m).Minutes.ShouldBe(88.5m);
        new Actual(null, null, null, 5).Load.ShouldBeNull();
        new Actual(3600, null, null, null).Load.ShouldBeNull();
    }
}
