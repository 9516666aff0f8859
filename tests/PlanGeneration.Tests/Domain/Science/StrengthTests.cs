using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Science;

public sealed class StrengthTests
{
    [Theory]
    [InlineData(5, 116.67, 112.50)]
    [InlineData(10, 133.33, 133.33)]
    [InlineData(1, 100, 100)]
    public void A_hundred_kilograms_are_worth_what_the_formulas_say(int reps, double epley, double brzycki)
    {
        OneRepMax.Estimate(100, reps)!.Value.ShouldBe(epley, 0.005);
        OneRepMax.Estimate(100, reps, OneRepMaxFormula.Brzycki)!.Value.ShouldBe(brzycki, 0.005);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(37)]
    [InlineData(int.MaxValue)]
    public void Above_ten_repetitions_there_is_no_estimate(int reps)
    {
        OneRepMax.Estimate(100, reps).ShouldBeNull();
        OneRepMax.Estimate(100, reps, OneRepMaxFormula.Brzycki).ShouldBeNull();
    }

    [Fact]
    public void More_repetitions_with_the_same_weight_are_always_worth_more()
    {
        foreach (var formula in Enum.GetValues<OneRepMaxFormula>())
        {
            for (var reps = 2; reps <= OneRepMax.MostReps; reps++)
            {
                OneRepMax.Estimate(80, reps, formula)!.Value.ShouldBeGreaterThan(OneRepMax.Estimate(80, reps - 1, formula)!.Value);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    [InlineData(double.NaN)]
    public void A_weight_that_is_none_is_refused(double weightKg) =>
        Should.Throw<ArgumentOutOfRangeException>(() => OneRepMax.Estimate(weightKg, 5)).ParamName.ShouldBe("weightKg");

    [Fact]
    public void No_repetition_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => OneRepMax.Estimate(100, 0)).ParamName.ShouldBe("reps");
        Should.Throw<ArgumentOutOfRangeException>(() => RpeChart.Percent(0, 8)).ParamName.ShouldBe("reps");
    }

    [Fact]
    public void The_chart_is_the_printed_one()
    {
        double[] printed = [100, 95.5, 92.2, 89.2, 86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0];
        for (var n = 1; n <= printed.Length; n++)
        {
            RpeChart.Percent(n, 10).ShouldBe(printed[n - 1]);
        }
    }

    [Theory]
    [InlineData(5, 8, 81.1)]
    [InlineData(1, 9.5, 97.8)]
    [InlineData(2, 9.5, 93.9)]
    [InlineData(3, 9.5, 90.7)]
    [InlineData(8, 7.5, 72.3)]
    [InlineData(11, 9.5, 69.4)]
    public void Half_steps_are_the_mean_rounded_half_up(int reps, double rpe, double percent) => RpeChart.Percent(reps, rpe).ShouldBe(percent);

    [Fact]
    public void The_same_possible_repetitions_are_the_same_percentage()
    {
        RpeChart.Percent(5, 8).ShouldBe(RpeChart.Percent(3, 6));
        RpeChart.Percent(5, 8).ShouldBe(RpeChart.Percent(7, 10));
    }

    [Fact]
    public void The_chart_falls_with_every_half_step_and_ends_after_twelve()
    {
        var last = 100.1;
        for (var possible = 1.0; possible <= 12; possible += 0.5)
        {
            var reps = (int)possible;
            var percent = RpeChart.Percent(reps, reps + 10 - possible)!.Value;
            percent.ShouldBeLessThan(last);
            last = percent;
        }

        RpeChart.Percent(12, 9.5).ShouldBeNull();
        RpeChart.Percent(13, 10).ShouldBeNull();
        RpeChart.Percent(int.MaxValue, 1).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(10.5)]
    [InlineData(8.25)]
    [InlineData(double.NaN)]
    public void An_RPE_off_the_half_steps_is_refused(double rpe) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RpeChart.Percent(5, rpe)).ParamName.ShouldBe("rpe");
}
