using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Racing;

public sealed class HyroxTests
{
    [Fact]
    public void Men_open_2023_is_the_known_standard_in_the_known_order()
    {
        var standard = HyroxStandard.For("2023", HyroxDivision.MenOpen);

        standard.Stations.Select(s => s.Text).ShouldBe(
        [
            "SkiErg 1000 m", "Sled push 50 m, 152 kg", "Sled pull 50 m, 103 kg", "Burpee broad jump 80 m", "Row 1000 m",
            "Farmers carry 200 m, 2 × 24 kg", "Sandbag lunges 100 m, 20 kg", "Wall balls 100 reps, 6 kg",
        ]);
        standard.Season.ShouldBe("2023/24");
        standard.Note.ShouldBeNull();
    }

    [Theory]
    [InlineData(nameof(HyroxDivision.WomenOpen), 102, 78, 16, 10, 4)]
    [InlineData(nameof(HyroxDivision.WomenPro), 152, 103, 24, 20, 6)]
    [InlineData(nameof(HyroxDivision.MenPro), 202, 153, 32, 30, 9)]
    [InlineData(nameof(HyroxDivision.WomenDoubles), 102, 78, 16, 10, 4)]
    [InlineData(nameof(HyroxDivision.MixedDoubles), 152, 103, 24, 20, 6)]
    [InlineData(nameof(HyroxDivision.MenProDoubles), 202, 153, 32, 30, 9)]
    public void Each_division_has_its_loads(string division, double push, double pull, double kettlebell, double sandbag, double ball) =>
        HyroxStandard.For("2025/26", Enum.Parse<HyroxDivision>(division)).Stations.Where(s => s.LoadKg is not null).Select(s => s.LoadKg!.Value)
            .ShouldBe([push, pull, kettlebell, sandbag, ball]);

    [Theory]
    [InlineData("2023/24", 75)]
    [InlineData("2024/25", 100)]
    public void Women_throw_a_hundred_wall_balls_only_since_the_season_that_said_so(string season, int reps)
    {
        HyroxStandard.For(season, HyroxDivision.WomenOpen).Stations[7].Reps.ShouldBe(reps);
        HyroxStandard.For(season, HyroxDivision.MenOpen).Stations[7].Reps.ShouldBe(100);
    }

    [Theory]
    [InlineData("2031/32")]
    [InlineData("2019/20")]
    [InlineData("2024/26")]
    [InlineData("next")]
    [InlineData("")]
    [InlineData(null)]
    public void A_season_that_is_not_known_is_said_to_be_so(string? season)
    {
        var standard = HyroxStandard.For(season, HyroxDivision.MenOpen);
        standard.Season.ShouldBe(season == "2019/20" ? "2022/23" : "2025/26");
        standard.Note!.ShouldContain(standard.Season);
    }

    [Fact]
    public void A_race_belongs_to_the_season_that_begins_in_July()
    {
        HyroxStandard.On(new(2024, 6, 30), HyroxDivision.WomenOpen).Season.ShouldBe("2023/24");
        HyroxStandard.On(new(2024, 7, 1), HyroxDivision.WomenOpen).Season.ShouldBe("2024/25");
        HyroxStandard.On(new(2027, 3, 1), HyroxDivision.WomenOpen).Note!.ShouldContain("2026/27");
    }

    [Fact]
    public void Splits_sum_to_the_goal_exactly_for_every_division_and_time()
    {
        foreach (var division in Enum.GetValues<HyroxDivision>())
        {
            for (var seconds = 1800.0; seconds <= 18_000; seconds += 37.3)
            {
                var total = TimeSpan.FromSeconds(seconds);
                var prediction = HyroxPrediction.ForGoal(total, division);

                (prediction.RunTotal + prediction.StationTotal + prediction.Roxzone).ShouldBe(total);
                prediction.Splits.Count.ShouldBe(8);
                prediction.Splits.ShouldAllBe(s => s.Run > TimeSpan.Zero && s.StationTime > TimeSpan.Zero);
                (prediction.Roxzone.TotalSeconds / seconds).ShouldBeInRange(0.05, 0.085);
            }
        }
    }

    [Fact]
    public void Runs_are_slower_than_fresh_the_first_least_and_the_last_most()
    {
        var prediction = HyroxPrediction.ForGoal(TimeSpan.FromMinutes(90), HyroxDivision.MenOpen);

        prediction.Splits.Select(s => s.RunSlowdown).Average().ShouldBe(HyroxPrediction.CompromisedFactor, 1e-9);
        prediction.Splits.MinBy(s => s.Run)!.Order.ShouldBe(1);
        prediction.Splits.MaxBy(s => s.Run)!.Order.ShouldBe(8);
        prediction.Splits.ShouldAllBe(s => s.Run.TotalSeconds > prediction.FreshSecPerKm);
        prediction.Splits.Select(s => s.Station).ShouldBe(Enum.GetValues<HyroxStation>());
        prediction.RunTotal.TotalMinutes.ShouldBeInRange(44, 48);
    }

    [Fact]
    public void A_goal_and_the_VDOT_it_takes_lead_to_each_other()
    {
        foreach (var division in Enum.GetValues<HyroxDivision>())
        {
            for (var vdot = 25.0; vdot <= 70; vdot += 2.5)
            {
                var prediction = HyroxPrediction.FromVdot(vdot, division);
                prediction.VdotNeeded.ShouldBe(vdot, 0.05);
                HyroxPrediction.ForGoal(prediction.Total, division).Splits.ShouldBe(prediction.Splits);
            }
        }
    }

    [Fact]
    public void A_better_runner_finishes_earlier_and_a_pair_before_one_alone()
    {
        TimeSpan Total(double vdot, HyroxDivision division) => HyroxPrediction.FromVdot(vdot, division).Total;

        for (var vdot = 25.0; vdot < 70; vdot++)
        {
            Total(vdot + 1, HyroxDivision.WomenOpen).ShouldBeLessThan(Total(vdot, HyroxDivision.WomenOpen));
            Total(vdot, HyroxDivision.MenDoubles).ShouldBeLessThan(Total(vdot, HyroxDivision.MenOpen));
        }
    }

    [Fact]
    public void Heavier_sleds_take_more_of_a_pro_race()
    {
        TimeSpan Push(HyroxDivision division) => HyroxPrediction.ForGoal(TimeSpan.FromMinutes(75), division).Splits[1].StationTime;
        Push(HyroxDivision.MenPro).ShouldBeGreaterThan(Push(HyroxDivision.MenOpen));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(29)]
    [InlineData(601)]
    public void A_goal_that_is_no_HYROX_time_is_refused(double minutes) =>
        Should.Throw<ArgumentOutOfRangeException>(() => HyroxPrediction.ForGoal(TimeSpan.FromMinutes(minutes), HyroxDivision.MenOpen)).ParamName.ShouldBe("total");

    [Theory]
    [InlineData("deka_fit", 500, 5_000, "Dead ball wall overs 20 reps")]
    [InlineData("deka_mile", 160, 1_600, "Dead ball shoulder overs 20 reps")]
    [InlineData("deka_strong", 0, 0, "Dead ball shoulder overs 20 reps")]
    public void DEKA_has_ten_zones_and_says_that_they_are_not_verified(string id, int runM, int totalM, string zone8)
    {
        var deka = DekaStandard.Find(id)!;

        deka.Zones.Select(z => z.Order).ShouldBe(Enumerable.Range(1, 10));
        deka.Zones[7].Text.ShouldBe(zone8);
        deka.RunM.ShouldBe(runM);
        (deka.RunM * deka.Zones.Count).ShouldBe(totalM);
        deka.Note.ShouldContain("not verified");
        (RaceFormat.Find(id)!.DistanceM ?? 0).ShouldBe(totalM);
    }

    [Fact]
    public void DEKA_loads_are_told_where_the_sex_is_known()
    {
        var carry = DekaStandard.Find("deka_fit")!.Zones[5];
        carry.LoadKg(Sex.Male).ShouldBe(27.2);
        carry.LoadKg(Sex.Female).ShouldBe(18.1);
        carry.LoadKg(null).ShouldBeNull();
        DekaStandard.Find("hyrox").ShouldBeNull();
    }

    [Fact]
    public void Predictions_stay_inside_the_goal_times_that_are_taken()
    {
        var format = RaceFormat.Find("hyrox")!;
        GoalTimes.Check(format, Sex.Male, HyroxPrediction.FromVdot(Vdot.FromRace(10_000, TimeSpan.FromMinutes(45)), HyroxDivision.MenOpen).Total)
            .IsPlausible.ShouldBeTrue();
    }
}
