using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Racing;

public sealed class GoalTimeTests
{
    [Theory]
    [InlineData("5k", nameof(Sex.Male), "12:35.36")]
    [InlineData("5k", nameof(Sex.Female), "13:54")]
    [InlineData("10k", nameof(Sex.Male), "26:11")]
    [InlineData("10k", nameof(Sex.Female), "28:46")]
    [InlineData("half_marathon", nameof(Sex.Male), "56:42")]
    [InlineData("half_marathon", nameof(Sex.Female), "1:02:52")]
    [InlineData("marathon", nameof(Sex.Male), "1:59:30")]
    [InlineData("marathon", nameof(Sex.Female), "2:09:56")]
    [InlineData("ultra_50k", nameof(Sex.Female), "2:59:54")]
    public void A_goal_that_equals_the_record_is_taken_and_one_faster_is_not(string id, string sex, string record)
    {
        var goal = RaceTime.Parse(record);

        GoalTimes.Check(Format(id), Enum.Parse<Sex>(sex), goal).IsPlausible.ShouldBeTrue();
        var verdict = GoalTimes.Check(Format(id), Enum.Parse<Sex>(sex), goal - TimeSpan.FromMilliseconds(10));
        verdict.Fault.ShouldBe(GoalTimeFault.TooFast);
        verdict.Fastest.ShouldBe(goal);
    }

    [Fact]
    public void Without_a_sex_the_wider_limit_holds()
    {
        var goal = RaceTime.Parse("2:05:00");
        GoalTimes.Check(Format("marathon"), Sex.Female, goal).Fault.ShouldBe(GoalTimeFault.TooFast);
        GoalTimes.Check(Format("marathon"), null, goal).IsPlausible.ShouldBeTrue();
    }

    [Fact]
    public void A_goal_slower_than_walking_is_told_what_would_work()
    {
        GoalTimes.Check(Format("10k"), null, TimeSpan.FromHours(2)).IsPlausible.ShouldBeTrue();
        var verdict = GoalTimes.Check(Format("10k"), null, TimeSpan.FromSeconds(7201));

        verdict.Fault.ShouldBe(GoalTimeFault.TooSlow);
        verdict.Sentence.ShouldBe("The goal is slower than walking at 5 km/h (2:00:00). A goal from 26:11 to 2:00:00 can be planned for.");
    }

    [Fact]
    public void A_goal_of_nothing_or_less_is_too_fast()
    {
        foreach (var format in RaceFormat.All.Where(f => f is { IsTimed: true, NeedsDistance: false }))
        {
            GoalTimes.Check(format, null, TimeSpan.Zero).Fault.ShouldBe(GoalTimeFault.TooFast, format.Id);
            GoalTimes.Check(format, Sex.Female, TimeSpan.MinValue).Fault.ShouldBe(GoalTimeFault.TooFast, format.Id);
            GoalTimes.Check(format, Sex.Female, TimeSpan.MaxValue).Fault.ShouldBe(GoalTimeFault.TooSlow, format.Id);
        }
    }

    [Fact]
    public void Women_are_never_given_a_faster_limit_than_men()
    {
        foreach (var format in RaceFormat.All.Where(f => f is { IsTimed: true, NeedsDistance: false }))
        {
            Fastest(format, Sex.Female).ShouldBeGreaterThanOrEqualTo(Fastest(format, Sex.Male), format.Id);
            Fastest(format, Sex.Male).ShouldBe(Fastest(format, null));
        }
    }

    [Theory]
    [InlineData("custom_run")]
    [InlineData("cycling")]
    [InlineData("swim")]
    public void A_format_without_a_fixed_distance_asks_for_one(string id)
    {
        var verdict = GoalTimes.Check(Format(id), null, TimeSpan.FromHours(1));
        verdict.Fault.ShouldBe(GoalTimeFault.NoDistance);
        verdict.Sentence!.ShouldContain("distance");
    }

    [Fact]
    public void A_format_at_its_own_distance_is_held_to_that_distance()
    {
        var fifteen = Format("custom_run").At(15_000);
        GoalTimes.Check(fifteen, Sex.Male, TimeSpan.FromMinutes(75)).Slowest.ShouldBe(TimeSpan.FromHours(3));
        GoalTimes.Check(fifteen, Sex.Male, TimeSpan.FromMinutes(38)).Sentence!.ShouldStartWith("The goal is faster than anyone has run (");
        GoalTimes.Check(Format("cycling").At(40_000), null, TimeSpan.FromMinutes(30)).Fault.ShouldBe(GoalTimeFault.TooFast);
        GoalTimes.Check(Format("swim").At(1_500), null, TimeSpan.FromMinutes(80)).Fault.ShouldBe(GoalTimeFault.TooSlow);
    }

    [Fact]
    public void A_lifting_meet_has_no_goal_time() =>
        GoalTimes.Check(Format("powerlifting_meet"), null, TimeSpan.FromHours(1)).Fault.ShouldBe(GoalTimeFault.NotTimed);

    [Theory]
    [InlineData(nameof(RaceSport.Running), 1_000, 330_000)]
    [InlineData(nameof(RaceSport.Cycling), 5_000, 600_000)]
    [InlineData(nameof(RaceSport.Swimming), 100, 40_000)]
    public void Limits_between_the_records_grow_with_the_distance(string sport, double least, double most)
    {
        foreach (var sex in new Sex?[] { Sex.Female, Sex.Male })
        {
            var last = TimeSpan.Zero;
            for (var distance = least; distance <= most; distance *= 1.03)
            {
                var fastest = WorldRecords.Fastest(Enum.Parse<RaceSport>(sport), distance, sex);
                fastest.ShouldBeGreaterThan(last);
                last = fastest;
            }
        }
    }

    [Fact]
    public void A_fifteen_kilometre_limit_lies_between_ten_and_the_half()
    {
        var fifteen = WorldRecords.Fastest(RaceSport.Running, 15_000, Sex.Male);
        fifteen.ShouldBeInRange(TimeSpan.FromMinutes(39), TimeSpan.FromMinutes(41));
    }

    [Fact]
    public void Records_are_refused_for_what_has_none()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => WorldRecords.Fastest(RaceSport.FitnessRace, 8_000, null));
        Should.Throw<ArgumentOutOfRangeException>(() => WorldRecords.Fastest(RaceSport.Running, double.NaN, null));
    }

    [Fact]
    public void A_goal_is_judged_by_what_it_takes_and_how_long_there_is()
    {
        const double vdot = 45;
        TimeSpan Goal(double needed) => Vdot.TimeFor(needed, 10_000);

        GoalFeasibility.Judge(vdot, 10_000, Goal(44.9), 12).Verdict.ShouldBe(Feasibility.Safe);
        GoalFeasibility.Judge(vdot, 10_000, Goal(46.9), 12).Verdict.ShouldBe(Feasibility.Realistic);
        GoalFeasibility.Judge(vdot, 10_000, Goal(47.9), 12).Verdict.ShouldBe(Feasibility.Ambitious);
        var far = GoalFeasibility.Judge(vdot, 10_000, Goal(50), 12);
        far.Verdict.ShouldBe(Feasibility.Aggressive);
        far.VdotNeeded.ShouldBe(50, 0.001);
        far.PredictedToday.ShouldBe(Goal(45));
        far.Sentence.ShouldContain(RaceTime.Text(Goal(47)));
        GoalFeasibility.Judge(vdot, 10_000, Goal(45.1), 0).Verdict.ShouldBe(Feasibility.Aggressive);
        Should.Throw<ArgumentOutOfRangeException>(() => GoalFeasibility.Judge(vdot, 10_000, Goal(46), -1)).ParamName.ShouldBe("weeks");
    }

    [Fact]
    public void Formats_have_their_own_ids_sound_tapers_and_legs_that_add_up()
    {
        RaceFormat.All.Select(f => f.Id).ShouldBeUnique();
        foreach (var format in RaceFormat.All)
        {
            RaceFormat.Find(format.Id).ShouldBeSameAs(format);
            format.Id.ShouldMatch("^[a-z0-9_]+$");
            format.PlanWeeks.ShouldBeInRange(1, 52);
            format.TaperWeeks.ShouldBeInRange(1, Taper.MostWeeks);
            if (format.Legs.Count > 0)
            {
                format.Legs.Sum(leg => leg.DistanceM).ShouldBe(format.DistanceM!.Value);
            }
        }

        Format("marathon").TaperWeeks.ShouldBe(2);
        RaceFormat.Find("Marathon").ShouldBeNull();
        RaceFormat.Find(null).ShouldBeNull();
    }

    [Fact]
    public void A_format_takes_a_distance_only_where_it_has_none_of_its_own()
    {
        Format("custom_run").At(15_000).DistanceM.ShouldBe(15_000);
        Format("custom_run").At(15_000).NeedsDistance.ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => Format("custom_run").At(999));
        Should.Throw<ArgumentOutOfRangeException>(() => Format("custom_run").At(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Format("marathon").At(42_000));
    }

    [Theory]
    [InlineData("3:45:00", 13_500, "3:45:00")]
    [InlineData("19:57", 1_197, "19:57")]
    [InlineData("44.84", 44.84, "0:45")]
    public void Race_times_are_read_and_written_as_people_do(string text, double seconds, string written)
    {
        RaceTime.Parse(text).TotalSeconds.ShouldBe(seconds, 1e-9);
        RaceTime.Text(RaceTime.Parse(text)).ShouldBe(written);
        RaceTime.Pace(271).ShouldBe("4:31/km");
    }

    private static RaceFormat Format(string id) => RaceFormat.Find(id)!;

    private static TimeSpan Fastest(RaceFormat format, Sex? sex) => GoalTimes.Check(format, sex, TimeSpan.FromHours(1)).Fastest!.Value;
}
