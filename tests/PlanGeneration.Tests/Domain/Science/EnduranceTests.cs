using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Science;

public sealed class EnduranceTests
{
    [Theory]
    [InlineData(5_000, "0:20:00", 10_000, "0:41:42")]
    [InlineData(10_000, "0:40:00", 21_097.5, "1:28:15")]
    [InlineData(10_000, "0:40:00", 42_195, "3:04:00")]
    public void Riegel_predicts_the_known_times(double distanceM, string time, double otherM, string predicted) =>
        Riegel.Predict(distanceM, TimeSpan.Parse(time), otherM).TotalSeconds.ShouldBe(TimeSpan.Parse(predicted).TotalSeconds, 0.5);

    [Fact]
    public void Riegel_there_and_back_is_the_same_time()
    {
        var time = TimeSpan.FromMinutes(45);
        Riegel.Predict(42_195, Riegel.Predict(10_000, time, 42_195), 10_000).TotalSeconds.ShouldBe(time.TotalSeconds, 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void Riegel_refuses_a_distance_that_is_none(double distanceM)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Riegel.Predict(distanceM, TimeSpan.FromMinutes(20), 10_000));
        Should.Throw<ArgumentOutOfRangeException>(() => Riegel.Predict(5_000, TimeSpan.FromMinutes(20), distanceM));
        Should.Throw<ArgumentOutOfRangeException>(() => Riegel.Predict(5_000, TimeSpan.Zero, 10_000));
    }

    [Fact]
    public void Zones_of_a_maximum_of_190_begin_at_60_70_80_and_90_percent()
    {
        var zones = HeartRateZones.For(190);

        zones.Z1.ShouldBe(new(95, 113));
        zones.Z2.ShouldBe(new(114, 132));
        zones.Z3.ShouldBe(new(133, 151));
        zones.Z4.ShouldBe(new(152, 170));
        zones.Z5.ShouldBe(new(171, 190));
    }

    [Fact]
    public void Every_beat_is_in_one_zone_and_the_bounds_say_which()
    {
        for (var max = HeartRateZones.LeastMaxBpm; max <= HeartRateZones.MostMaxBpm; max++)
        {
            var zones = HeartRateZones.For(max);
            for (var bpm = zones.Z1.FromBpm; bpm <= max; bpm++)
            {
                var zone = zones.ZoneOf(bpm);
                Enumerable.Range(1, 5).Where(z => bpm >= zones[z].FromBpm && bpm <= zones[z].ToBpm).ShouldBe([zone]);
            }
        }
    }

    [Fact]
    public void Outside_the_zones_a_beat_is_in_the_nearest()
    {
        HeartRateZones.For(190).ZoneOf(60).ShouldBe(1);
        HeartRateZones.For(190).ZoneOf(205).ShouldBe(5);
        Should.Throw<ArgumentOutOfRangeException>(() => HeartRateZones.For(190).ZoneOf(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => HeartRateZones.For(190)[6]);
        Should.Throw<ArgumentOutOfRangeException>(() => HeartRateZones.For(0));
    }

    [Fact]
    public void The_maximum_is_the_profiles_or_220_less_the_age()
    {
        HeartRateZones.MaxHeartRate(187, 60).ShouldBe(187);
        HeartRateZones.MaxHeartRate(null, 40).ShouldBe(180);
        Should.Throw<ArgumentOutOfRangeException>(() => HeartRateZones.MaxHeartRate(null, 0)).ParamName.ShouldBe("ageYears");
        Should.Throw<ArgumentOutOfRangeException>(() => HeartRateZones.MaxHeartRate(30, 40)).ParamName.ShouldBe("givenBpm");
    }

    [Fact]
    public void A_taper_of_any_length_takes_41_to_60_percent_off_and_falls_throughout()
    {
        for (var weeks = 1; weeks <= Taper.MostWeeks; weeks++)
        {
            Check(Taper.WeekFactors(weeks), weeks);
        }

        for (var days = 1; days <= Taper.MostDays; days++)
        {
            Check(Taper.DayFactors(days), days);
        }

        static void Check(IReadOnlyList<double> factors, int length)
        {
            factors.Count.ShouldBe(length);
            Taper.IsEnough(1 - factors.Average()).ShouldBeTrue();
            factors.Prepend(1).Zip(factors).ShouldAllBe(pair => pair.Second < pair.First);

            // Exponential: each is the same share of the one before.
            factors.Prepend(1).Zip(factors).ShouldAllBe(pair => Math.Abs(pair.Second / pair.First - factors[0]) < 1e-9);
        }
    }

    [Fact]
    public void Two_taper_weeks_are_62_and_38_percent_of_the_peak()
    {
        Taper.WeekFactors(2).ShouldBe([0.618, 0.382], 0.0005);
        Taper.WeekFactors(0).ShouldBeEmpty();
        Taper.ReductionOf(60, [37.08, 22.92]).ShouldBe(0.5, 0.001);
    }

    [Theory]
    [InlineData(0.40, false)]
    [InlineData(0.41, true)]
    [InlineData(0.60, true)]
    [InlineData(0.61, false)]
    public void The_band_of_the_studies_is_41_to_60_percent(double reduction, bool enough) => Taper.IsEnough(reduction).ShouldBe(enough);

    [Fact]
    public void A_taper_that_nobody_has_studied_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.WeekFactors(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.WeekFactors(4));
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.DayFactors(22));
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.ReductionOf(0, [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.ReductionOf(1, []));
    }

    [Fact]
    public void Session_load_is_RPE_times_minutes()
    {
        SessionLoad.Foster(6, 60).ShouldBe(360);
        SessionLoad.Foster(0, 60).ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => SessionLoad.Foster(11, 60)).ParamName.ShouldBe("rpe");
        Should.Throw<ArgumentOutOfRangeException>(() => SessionLoad.Foster(5, double.NaN)).ParamName.ShouldBe("minutes");
    }

    [Fact]
    public void Seven_power_zones_cover_every_watt_once()
    {
        var zones = CyclingPower.For(250);
        Enumerable.Range(1, 7).Select(zone => zones[zone]).ShouldBe(
            [new(0, 138), new(139, 188), new(189, 225), new(226, 263), new(264, 300), new(301, 375), new(376, null)]);
        for (var ftp = 40; ftp <= 600; ftp++)
        {
            for (var zone = 2; zone <= 7; zone++)
            {
                CyclingPower.For(ftp)[zone].FromW.ShouldBe(CyclingPower.For(ftp)[zone - 1].ToW!.Value + 1);
            }
        }

        Should.Throw<ArgumentOutOfRangeException>(() => CyclingPower.For(0));
        Should.Throw<ArgumentOutOfRangeException>(() => zones[8]);
    }

    [Fact]
    public void Critical_swim_speed_is_what_the_second_200_metres_cost()
    {
        var paces = SwimPaces.FromTrials(TimeSpan.FromSeconds(360), TimeSpan.FromSeconds(170));

        paces.CssSecPer100M.ShouldBe(95);
        paces.Easy.ShouldBe(new(101, 107));
        paces.Vo2Max.SlowSecPer100M.ShouldBeLessThan(paces.Threshold.FastSecPer100M);
        Should.Throw<ArgumentOutOfRangeException>(() => SwimPaces.FromTrials(TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(170)));
        Should.Throw<ArgumentOutOfRangeException>(() => SwimPaces.FromTrials(TimeSpan.FromSeconds(300), TimeSpan.Zero));
    }
}
