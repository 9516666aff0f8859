using Platform.Insights.Domain.Science;

namespace Platform.Insights.Tests.Domain.Science;

public sealed class LoadTests
{
    private static readonly double[] FosterWeek = [360, 0, 420, 240, 300, 600, 0];

    [Theory]
    [InlineData(nameof(Smoothing.Exponential), 63.212, 99.752, -37.388)]
    [InlineData(nameof(Smoothing.Reciprocal), 63.654, 99.846, -37.052)]
    public void Six_weeks_of_100_a_day_give_the_known_figures_in_either_convention(string smoothing, double ctl, double atl, double tsb)
    {
        var day = PerformanceManagement.Over(Days(42, 100), smoothing: Enum.Parse<Smoothing>(smoothing))[^1];

        day.Ctl.ShouldBe(ctl, 0.0005);
        day.Atl.ShouldBe(atl, 0.0005);
        day.Tsb.ShouldBe(tsb, 0.0005);
    }

    [Fact]
    public void The_balance_of_a_day_is_that_of_the_evening_before()
    {
        var days = PerformanceManagement.Over([80, 120, 0, 60]);
        days[0].Tsb.ShouldBe(0);
        for (var i = 1; i < days.Length; i++)
        {
            days[i].Tsb.ShouldBe(days[i - 1].Ctl - days[i - 1].Atl);
            days[i].Tsb.ShouldBe(days[i - 1].TsbAfter);
        }
    }

    [Fact]
    public void A_row_may_be_gone_on_with_from_where_it_stopped()
    {
        var loads = Enumerable.Range(0, 60).Select(i => (double)(i * 37 % 150)).ToArray();
        var whole = PerformanceManagement.Over(loads);
        PerformanceManagement.Over(loads.AsSpan(25), whole[24])[^1].ShouldBe(whole[^1]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_load_that_is_none_is_refused_everywhere(double load)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => PerformanceManagement.Next(default, load)).ParamName.ShouldBe("load");
        Should.Throw<ArgumentOutOfRangeException>(() => new Banister().After([load]));
        Should.Throw<ArgumentOutOfRangeException>(() => FosterMonotony.Of([1, 2, 3, 4, 5, 6, load]));
        Should.Throw<ArgumentOutOfRangeException>(() => AcuteChronicRatio.Coupled([.. Days(27, 10), load]));
        Should.Throw<ArgumentOutOfRangeException>(() => AcuteChronicRatio.Weighted([.. Days(27, 10), load]));
    }

    [Fact]
    public void Banister_breaks_even_and_peaks_on_the_known_days()
    {
        var model = new Banister();
        model.BreakEvenDays.ShouldBe(5.82, 0.005);
        model.PeakDays.ShouldBe(20.87, 0.005);
    }

    [Fact]
    public void One_session_costs_before_the_break_even_helps_after_it_and_most_on_the_peak_day()
    {
        var model = new Banister(Base: 500);
        double On(int daysLater) => model.After([100, .. Days(daysLater - 1, 0)]);

        On(5).ShouldBeLessThan(500);
        On(6).ShouldBeGreaterThan(500);
        Enumerable.Range(1, 120).MaxBy(On).ShouldBe(21);
        model.After([]).ShouldBe(500);
    }

    [Fact]
    public void Banister_with_fatigue_that_outlasts_fitness_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Banister(FitnessDays: 7, FatigueDays: 7));
        Should.Throw<ArgumentOutOfRangeException>(() => new Banister(FatigueDays: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Banister(FitnessGain: double.NaN));
    }

    [Fact]
    public void Seven_harder_days_after_three_even_weeks_give_the_known_ratios()
    {
        double[] loads = [.. Days(21, 300), .. Days(7, 450)];

        AcuteChronicRatio.Coupled(loads)!.Value.ShouldBe(1.333, 0.0005);
        AcuteChronicRatio.Uncoupled(loads)!.Value.ShouldBe(1.5, 1e-9);
        AcuteChronicRatio.Weighted(loads, seed: 300)!.Value.ShouldBe(1.1976, 0.00005);
    }

    [Fact]
    public void Even_training_is_a_ratio_of_one_and_no_training_is_none()
    {
        foreach (Func<double[], double?> ratio in new Func<double[], double?>[]
            { l => AcuteChronicRatio.Coupled(l), l => AcuteChronicRatio.Uncoupled(l), l => AcuteChronicRatio.Weighted(l) })
        {
            ratio(Days(40, 120))!.Value.ShouldBe(1, 1e-9);
            ratio(Days(40, 0)).ShouldBeNull();
            ratio(Days(27, 120)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(0.79, nameof(LoadBand.BelowUsual))]
    [InlineData(0.8, nameof(LoadBand.Usual))]
    [InlineData(1.3, nameof(LoadBand.Usual))]
    [InlineData(1.31, nameof(LoadBand.AboveUsual))]
    [InlineData(1.5, nameof(LoadBand.High))]
    public void Bands_begin_where_they_are_said_to(double ratio, string band) => AcuteChronicRatio.BandOf(ratio).ShouldBe(Enum.Parse<LoadBand>(band));

    [Theory]
    [InlineData(nameof(Deviation.Population), 1.355, 2601)]
    [InlineData(nameof(Deviation.Sample), 1.254, 2408)]
    public void Fosters_week_has_the_known_monotony_and_strain(string deviation, double monotony, double strain)
    {
        var week = FosterMonotony.Of(FosterWeek, Enum.Parse<Deviation>(deviation));

        week.WeeklyLoad.ShouldBe(1920);
        week.Monotony!.Value.ShouldBe(monotony, 0.0005);
        week.Strain!.Value.ShouldBe(strain, 0.5);
        week.IsMonotonous.ShouldBeFalse();
    }

    [Fact]
    public void Days_that_are_all_the_same_have_no_monotony_to_compute_but_are_monotonous()
    {
        var same = FosterMonotony.Of(Days(7, 0.1));
        same.Monotony.ShouldBeNull();
        same.Strain.ShouldBeNull();
        same.IsMonotonous.ShouldBeTrue();
        FosterMonotony.Of(Days(7, 0)).IsMonotonous.ShouldBeFalse("a week of rest is not monotonous training");
        FosterMonotony.Of([300, 310, 300, 310, 300, 310, 300]).IsMonotonous.ShouldBeTrue();
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void Monotony_is_that_of_seven_days(int days) => Should.Throw<ArgumentOutOfRangeException>(() => FosterMonotony.Of(Days(days, 100)));

    private static double[] Days(int count, double load) => [.. Enumerable.Repeat(load, count)];
}
