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

        Enumerable.Range(1, 5).Select(zone => zones[zone]).ShouldBe([new(95, 113), new(114, 132), new(133, 151), new(152, 170), new(171, 190)]);
    }

    [Fact]
    public void Every_beat_is_in_one_zone_and_the_bounds_say_which()
    {
        for (var max = HeartRateZones.LeastMaxBpm; max <= HeartRateZones.MostMaxBpm; max++)
        {
            var zones = HeartRateZones.For(max);
            for (var bpm = zones[1].FromBpm; bpm <= max; bpm++)
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
        for (var days = 1; days <= Taper.MostDays; days++)
        {
            var factors = Taper.DayFactors(days);
            factors.Length.ShouldBe(days);
            (1 - factors.Average()).ShouldBeInRange(Taper.LeastReduction, Taper.MostReduction);
            factors.Prepend(1).Zip(factors).ShouldAllBe(pair => pair.Second < pair.First);

            // Exponential: each is the same share of the one before.
            factors.Prepend(1).Zip(factors).ShouldAllBe(pair => Math.Abs(pair.Second / pair.First - factors[0]) < 1e-9);
        }
    }

    [Fact]
    public void A_taper_that_nobody_has_studied_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.DayFactors(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Taper.DayFactors(22));
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
}
