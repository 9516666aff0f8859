using Platform.Insights.Domain.CheckIns;

namespace Platform.Insights.Tests.Domain.CheckIns;

public sealed class MeasureTests
{
    // Mean 4, standard deviation of the sample 2.
    private static readonly decimal[] Usually = [2, 2, 4, 4, 4, 6, 6, 2, 6, 4, 1, 7];

    [Fact]
    public void Mean_and_standard_deviation_are_those_of_the_sample()
    {
        var measure = Measure.Of(4, [2, 4, 4, 4, 5, 5, 7, 9], []);
        (measure.Mean, measure.Sd, measure.Entries).ShouldBe((5.00m, 2.14m, 8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void With_fewer_than_seven_answers_nothing_is_usual(int entries)
    {
        var measure = Measure.Of(3, [.. Enumerable.Repeat(3m, entries)], [3, 3, 3]);
        measure.ShouldBe(new Measure(3, null, null, entries, null, 3, null));
    }

    [Fact]
    public void From_seven_answers_on_it_is() =>
        Measure.Of(3, [.. Enumerable.Repeat(3m, 7)], []).ShouldBe(new Measure(3, 3, 0, 7, Standing.Within, null, null));

    [Fact]
    public void A_date_without_an_answer_has_no_standing_and_the_week_still_has_its_trend() =>
        Measure.Of(null, [.. Enumerable.Repeat(3m, 7)], [2, 2, 2]).ShouldBe(new Measure(null, 3, 0, 7, null, 2, Trend.Falling));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 3)]
    public void A_week_needs_three_answers(int answers, int mean) =>
        Measure.Of(null, Usually, [.. Enumerable.Repeat(3m, answers)]).WeekMean.ShouldBe(mean == 0 ? null : mean);

    [Fact]
    public void Within_is_up_to_one_standard_deviation_and_steady_up_to_half_of_one()
    {
        var usual = Usual.Of(Usually)!;
        usual.Mean.ShouldBe(4);
        (decimal Off, Standing Standing, Trend Trend)[] expected =
        [
            (-1.01m, Standing.Below, Trend.Falling), (-0.99m, Standing.Within, Trend.Falling), (-0.51m, Standing.Within, Trend.Falling),
            (-0.49m, Standing.Within, Trend.Steady), (0, Standing.Within, Trend.Steady), (0.49m, Standing.Within, Trend.Steady),
            (0.51m, Standing.Within, Trend.Rising), (0.99m, Standing.Within, Trend.Rising), (1.01m, Standing.Above, Trend.Rising),
        ];
        foreach (var (off, standing, trend) in expected)
        {
            var value = usual.Mean + (off * usual.Sd);
            var measure = Measure.Of(value, Usually, [value, value, value]);
            (measure.Standing, measure.Trend).ShouldBe((standing, trend), $"{off} standard deviations");
        }
    }

    [Fact]
    public void Whose_answers_are_always_the_same_is_not_moved_by_the_last_digit_of_a_mean()
    {
        decimal[] same = [.. Enumerable.Repeat(20m / 3, 28)];
        Measure.Of(same[0], same, same[..7]).ShouldSatisfyAllConditions(
            m => m.Sd.ShouldBe(0), m => m.Standing.ShouldBe(Standing.Within), m => m.Trend.ShouldBe(Trend.Steady));
    }
}
