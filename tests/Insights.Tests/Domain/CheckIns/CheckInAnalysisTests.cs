using Platform.Insights.Domain.CheckIns;

namespace Platform.Insights.Tests.Domain.CheckIns;

public sealed class CheckInAnalysisTests
{
    private static readonly DateOnly Date = new(2026, 11, 23);

    private static CheckIn Answer(int back, int mood = 3, decimal sleepHours = 4, int energy = 3, int soreness = 3) =>
        new(Date.AddDays(-back), mood, energy, sleepHours, soreness);

    [Fact]
    public void Without_any_answer_nothing_is_known_and_nothing_is_zero()
    {
        var analysis = CheckInAnalysis.Of(Date, []);
        analysis.Formula.ShouldBe("wellness/1");
        analysis.Flags.ShouldBeEmpty();
        foreach (var measure in (Measure[])[analysis.Score, analysis.Mood, analysis.Energy, analysis.SleepHours, analysis.Soreness])
        {
            measure.ShouldBe(new Measure(null, null, null, 0, null, null, null));
        }
    }

    [Fact]
    public void A_day_is_held_against_the_28_days_before_it_and_not_against_itself()
    {
        var analysis = CheckInAnalysis.Of(Date, [.. Enumerable.Range(1, 28).Select(back => Answer(back)), Answer(0, mood: 5), Answer(29, mood: 1), Answer(-1, mood: 1)]);

        analysis.Mood.ShouldBe(new Measure(5, 3, 0, 28, Standing.Above, 3.29m, Trend.Rising));
        analysis.Energy.ShouldBe(new Measure(3, 3, 0, 28, Standing.Within, 3, Trend.Steady));
        analysis.Score.ShouldBe(new Measure(63, 50, 0, 28, Standing.Above, 51.86m, Trend.Rising));
    }

    [Fact]
    public void Each_figure_has_its_own_comparison()
    {
        var analysis = CheckInAnalysis.Of(Date, [.. Enumerable.Range(1, 14).Select(back => Answer(back, 4, 7.5m, 3, 2)), Answer(0, 1, 9, 3, 5)]);

        analysis.Mood.Standing.ShouldBe(Standing.Below);
        analysis.Energy.Standing.ShouldBe(Standing.Within);
        (analysis.SleepHours.Value, analysis.SleepHours.Mean, analysis.SleepHours.Standing).ShouldBe((9m, 7.5m, Standing.Above));
        analysis.Soreness.Standing.ShouldBe(Standing.Above);
        analysis.Score.Value.ShouldBe(38);
        analysis.Score.Mean.ShouldBe(73);
        analysis.Flags.Single().Code.ShouldBe("below_own_mean");
    }

    [Fact]
    public void The_week_is_the_seven_days_that_end_with_the_date()
    {
        var analysis = CheckInAnalysis.Of(Date, [.. Enumerable.Range(0, 20).Select(back => Answer(back, mood: back < 7 ? 5 : 1))]);
        analysis.Mood.WeekMean.ShouldBe(5);
        analysis.Mood.Entries.ShouldBe(19);
    }

    [Fact]
    public void The_order_in_which_answers_come_does_not_matter()
    {
        var answers = Enumerable.Range(0, 28).Select(back => Answer(back, 1 + (back * 7 % 5), 4 + (back % 5), 1 + (back * 3 % 5), 1 + (back * 2 % 5))).ToList();
        var inOrder = CheckInAnalysis.Of(Date, answers);
        var reversed = CheckInAnalysis.Of(Date, answers.AsEnumerable().Reverse());
        (reversed with { Flags = inOrder.Flags }).ShouldBe(inOrder);
        reversed.Flags.ShouldBe(inOrder.Flags);
    }
}
