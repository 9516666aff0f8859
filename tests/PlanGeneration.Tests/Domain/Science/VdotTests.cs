using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Science;

public sealed class VdotTests
{
    [Fact]
    public void Five_kilometres_in_24_34_are_the_published_39_1104() =>
        Vdot.FromRace(5000, new TimeSpan(0, 24, 34)).ShouldBe(39.1104, 0.00005);

    // Daniels' Running Formula, table 3.1: the printed time, and how far the formula may be off in whole seconds.
    [Theory]
    [InlineData(30, 5_000, "0:30:40", 3)]
    [InlineData(30, 10_000, "1:03:46", 3)]
    [InlineData(38, 5_000, "0:25:12", 3)]
    [InlineData(38, 10_000, "0:52:17", 3)]
    [InlineData(38, 21_097.5, "1:55:55", 5)]
    [InlineData(38, 42_195, "3:59:35", 10)]
    [InlineData(40, 5_000, "0:24:08", 3)]
    [InlineData(40, 10_000, "0:50:03", 3)]
    [InlineData(40, 21_097.5, "1:50:59", 5)]
    [InlineData(40, 42_195, "3:49:45", 10)]
    [InlineData(50, 5_000, "0:19:57", 3)]
    [InlineData(50, 10_000, "0:41:21", 3)]
    [InlineData(50, 21_097.5, "1:31:35", 5)]
    [InlineData(50, 42_195, "3:10:49", 10)]
    public void Predicted_times_agree_with_the_books_table(double vdot, double distanceM, string printed, double seconds) =>
        Math.Abs(Math.Round(Vdot.TimeFor(vdot, distanceM).TotalSeconds) - TimeSpan.Parse(printed).TotalSeconds).ShouldBeLessThanOrEqualTo(seconds);

    [Theory]
    [InlineData(21_097.5, "2:21:04", 13)]
    [InlineData(42_195, "4:49:17", 32)]
    public void At_30_the_formula_is_slower_than_the_table_by_a_known_amount(double distanceM, string printed, double seconds) =>
        (Vdot.TimeFor(30, distanceM) - TimeSpan.Parse(printed)).TotalSeconds.ShouldBe(seconds, 0.5);

    [Fact]
    public void A_time_and_its_VDOT_lead_back_to_each_other()
    {
        foreach (var distanceM in new[] { 400, 1_500, 5_000, 10_000, 21_097.5, 42_195, 100_000 })
        {
            for (var vdot = 12.0; vdot <= 90; vdot += 1.3)
            {
                Vdot.FromRace(distanceM, Vdot.TimeFor(vdot, distanceM)).ShouldBe(vdot, 1e-5);
            }
        }
    }

    [Fact]
    public void A_faster_time_is_always_a_higher_VDOT()
    {
        foreach (var distanceM in new[] { 800, 5_000, 42_195 })
        {
            var last = double.MaxValue;
            for (var minutes = distanceM / 400.0; minutes < distanceM / 26.0; minutes *= 1.01)
            {
                var vdot = Vdot.FromRace(distanceM, TimeSpan.FromMinutes(minutes));
                vdot.ShouldBeLessThan(last);
                last = vdot;
            }
        }
    }

    [Fact]
    public void A_longer_race_takes_longer_and_is_run_slower()
    {
        for (var vdot = 20.0; vdot <= 85; vdot += 5)
        {
            var (lastTime, lastPace) = (0.0, 0.0);
            for (var km = 1; km <= 60; km++)
            {
                var time = Vdot.TimeFor(vdot, km * 1000).TotalSeconds;
                time.ShouldBeGreaterThan(lastTime);
                (time / km).ShouldBeGreaterThan(lastPace);
                (lastTime, lastPace) = (time, time / km);
            }
        }
    }

    [Fact]
    public void Velocity_is_the_inverse_of_the_oxygen_it_costs()
    {
        var v = Vdot.VelocityMPerMin(50, 0.88);
        (-4.60 + 0.182258 * v + 0.000104 * v * v).ShouldBe(44, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Distances_and_VDOTs_that_are_none_are_refused(double value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.FromRace(value, TimeSpan.FromMinutes(20))).ParamName.ShouldBe("distanceM");
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.TimeFor(value, 5000)).ParamName.ShouldBe("vdot");
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.TimeFor(50, value)).ParamName.ShouldBe("distanceM");
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.VelocityMPerMin(50, value));
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.Paces(value)).ParamName.ShouldBe("vdot");
    }

    [Fact]
    public void No_time_and_a_crawl_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.FromRace(5000, TimeSpan.Zero)).ParamName.ShouldBe("time");
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.FromRace(5000, TimeSpan.FromMinutes(-20)));
        Should.Throw<ArgumentOutOfRangeException>(() => Vdot.FromRace(5000, TimeSpan.FromHours(4))).ParamName.ShouldBe("time");
    }
}
