using Platform.Insights.Domain.Science;

namespace Platform.Insights.Tests.Domain.Science;

public sealed class HeartTests
{
    private static readonly double[] Week = [4.10, 4.05, 4.20, 4.15, 4.00, 4.12, 4.08];

    [Theory]
    [InlineData(nameof(TrimpWeighting.Men), 108.10)]
    [InlineData(nameof(TrimpWeighting.Women), 121.50)]
    [InlineData(nameof(TrimpWeighting.Unknown), 114.80)]
    public void An_hour_at_150_has_the_known_impulse(string weighting, double trimp) =>
        Trimp.Of(60, 150, 50, 190, Enum.Parse<TrimpWeighting>(weighting)).ShouldBe(trimp, 0.006);

    [Fact]
    public void That_hour_against_a_threshold_of_170_scores_63_34() =>
        StressScores.HeartRate(60, 150, 50, 190, 170, TrimpWeighting.Men).ShouldBe(63.34, 0.005);

    [Theory]
    [InlineData(nameof(TrimpWeighting.Men))]
    [InlineData(nameof(TrimpWeighting.Women))]
    [InlineData(nameof(TrimpWeighting.Unknown))]
    public void An_hour_at_threshold_scores_100(string weighting) =>
        StressScores.HeartRate(60, 168, 48, 192, 168, Enum.Parse<TrimpWeighting>(weighting)).ShouldBe(100, 1e-9);

    [Fact]
    public void An_hour_at_threshold_pace_scores_100_and_intensity_counts_twice()
    {
        StressScores.Run(3600, 4, 4).ShouldBe(100, 1e-9);
        StressScores.Run(3600, 3.2, 4).ShouldBe(64, 1e-9);
        StressScores.Run(1800, 4, 4).ShouldBe(50, 1e-9);
    }

    [Fact]
    public void A_harder_or_longer_hour_is_a_greater_impulse()
    {
        for (var bpm = 60; bpm < 190; bpm++)
        {
            Trimp.Of(60, bpm + 1, 50, 190, TrimpWeighting.Men).ShouldBeGreaterThan(Trimp.Of(60, bpm, 50, 190, TrimpWeighting.Men));
        }

        Trimp.Of(61, 150, 50, 190, TrimpWeighting.Women).ShouldBeGreaterThan(Trimp.Of(60, 150, 50, 190, TrimpWeighting.Women));
    }

    [Fact]
    public void Beats_outside_the_reserve_count_as_its_ends()
    {
        Trimp.Of(60, 40, 50, 190, TrimpWeighting.Men).ShouldBe(0);
        Trimp.Of(60, 230, 50, 190, TrimpWeighting.Men).ShouldBe(Trimp.Of(60, 190, 50, 190, TrimpWeighting.Men));
    }

    [Fact]
    public void Hearts_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Trimp.Of(60, 150, 190, 190, TrimpWeighting.Men)).ParamName.ShouldBe("restBpm");
        Should.Throw<ArgumentOutOfRangeException>(() => Trimp.Of(60, 0, 50, 190, TrimpWeighting.Men)).ParamName.ShouldBe("averageBpm");
        Should.Throw<ArgumentOutOfRangeException>(() => Trimp.Of(double.NaN, 150, 50, 190, TrimpWeighting.Men)).ParamName.ShouldBe("minutes");
        Should.Throw<ArgumentOutOfRangeException>(() => StressScores.HeartRate(60, 150, 50, 190, 50, TrimpWeighting.Men)).ParamName.ShouldBe("thresholdBpm");
        Should.Throw<ArgumentOutOfRangeException>(() => StressScores.Run(3600, 4, 0)).ParamName.ShouldBe("thresholdMPerS");
    }

    [Fact]
    public void A_week_of_ln_RMSSD_has_the_known_baseline()
    {
        var baseline = HrvBaseline.Of(Nights(Week))!;

        baseline.MeanLn.ShouldBe(4.100, 0.0005);
        baseline.SdLn.ShouldBe(0.0656, 0.00005);
        baseline.LowerLn.ShouldBe(4.067, 0.0005);
        baseline.Days.ShouldBe(7);
    }

    [Theory]
    [InlineData(4.06, nameof(HrvState.Below))]
    [InlineData(4.07, nameof(HrvState.Within))]
    [InlineData(4.13, nameof(HrvState.Within))]
    [InlineData(4.14, nameof(HrvState.Above))]
    public void A_weeks_mean_is_judged_by_half_a_deviation(double ln, string state) =>
        HrvBaseline.StateOf(HrvBaseline.Of(Nights(Week)), Nights(ln, ln, ln)).ShouldBe(Enum.Parse<HrvState>(state));

    [Fact]
    public void Two_valid_nights_are_not_enough_and_an_absent_night_is_not_zero()
    {
        var baseline = HrvBaseline.Of(Nights(Week));
        Rmssd?[] two = [Rmssd.FromLn(3), null, null, Rmssd.FromLn(3), null, null, null];
        Rmssd?[] three = [Rmssd.FromLn(4.1), null, Rmssd.FromLn(4.1), null, null, Rmssd.FromLn(4.1), null];

        HrvBaseline.StateOf(baseline, two).ShouldBe(HrvState.NotEnoughData);
        HrvBaseline.StateOf(baseline, []).ShouldBe(HrvState.NotEnoughData);
        HrvBaseline.StateOf(baseline, three).ShouldBe(HrvState.Within);
        HrvBaseline.Of(two).ShouldBeNull();
        HrvBaseline.StateOf(null, Nights(Week)).ShouldBe(HrvState.NotEnoughData);
    }

    [Fact]
    public void A_person_whose_nights_are_all_the_same_stays_within()
    {
        var baseline = HrvBaseline.Of([.. Enumerable.Repeat<Rmssd?>(Rmssd.FromLn(4.1), 60)]);
        HrvBaseline.StateOf(baseline, Nights(4.1, 4.1, 4.1)).ShouldBe(HrvState.Within);
    }

    [Fact]
    public void Milliseconds_and_their_logarithm_are_one_measure()
    {
        Rmssd.FromMilliseconds(60).Ln.ShouldBe(4.0943, 0.00005);
        Rmssd.FromLn(Math.Log(60)).Milliseconds.ShouldBe(60, 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => Rmssd.FromMilliseconds(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Rmssd.FromMilliseconds(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Rmssd.FromLn(60)).ParamName.ShouldBe("ln");
        Should.Throw<ArgumentOutOfRangeException>(() => default(Rmssd).Ln);
        Should.Throw<ArgumentOutOfRangeException>(() => HrvBaseline.StateOf(null, new Rmssd?[8]));
    }

    private static Rmssd?[] Nights(params double[] lns) => [.. lns.Select(ln => (Rmssd?)Rmssd.FromLn(ln))];
}
