using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Athletes;

public sealed class TraineeRulesTests
{
    private static readonly DateOnly On = new(2026, 11, 22);
    private static readonly WeekDays Schedule = WeekDays.Of(DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Saturday);

    private static readonly TrainingProfile Plain = new(
        null, null, null, null, ExperienceLevel.Beginner, null, 45, new Dictionary<DayOfWeek, int> { [DayOfWeek.Saturday] = 90, [DayOfWeek.Sunday] = 90 },
        [], null, ["running"], [], [], null, null, null, null, [], [], []);

    [Fact]
    public void Never_days_go_before_training_days_and_the_long_day_is_one_of_these()
    {
        var trainee = Of(Plain with { NeverDays = [DayOfWeek.Wednesday, DayOfWeek.Sunday], LongDay = DayOfWeek.Wednesday });
        trainee.TrainingDays.ToList().ShouldBe([DayOfWeek.Monday, DayOfWeek.Saturday]);
        trainee.Profile.LongDay.ShouldBeNull();
        trainee.MinutesOn(DayOfWeek.Monday).ShouldBe(45);
        trainee.MinutesOn(DayOfWeek.Saturday).ShouldBe(90);
        trainee.MinutesOn(DayOfWeek.Wednesday).ShouldBe(0);
        trainee.MinutesOn(DayOfWeek.Sunday).ShouldBe(0);
        Of(Plain with { LongDay = DayOfWeek.Saturday }).Profile.LongDay.ShouldBe(DayOfWeek.Saturday);
    }

    [Fact]
    public void A_lift_counts_with_the_best_estimate_of_twelve_months_else_with_that_of_the_newest_day()
    {
        var maxes = Of(Plain with
        {
            KnownMaxes =
            [
                new("back-squat", 150, 1, On.AddMonths(-12).AddDays(-1)),
                new("back-squat", 110, 1, On),
                new("back-squat", 100, 5, On.AddMonths(-12)),
                new("back-squat", 200, 1, On.AddDays(1)),
                new("deadlift", 180, 1, On.AddYears(-3)),
                new("deadlift", 140, 1, On.AddYears(-2)),
                new("deadlift", 120, 5, On.AddYears(-2)),
                new("bench-press", 90, 1, On.AddDays(1)),
            ],
        }).OneRepMaxes;
        maxes.Count.ShouldBe(2);
        maxes["back-squat"].ShouldBe(116.67m);
        maxes["deadlift"].ShouldBe(140m);
    }

    [Fact]
    public void Vdot_is_that_of_the_best_result_of_twelve_months()
    {
        Of(Plain).Vdot.ShouldBeNull();
        Of(Plain with { RaceResults = [new(5000, 1474, On.AddMonths(-12).AddDays(-1)), new(5000, 1474, On.AddDays(1))] }).Vdot.ShouldBeNull();
        var best = Of(Plain with
        {
            RaceResults = [new(5000, 1800, On), new(5000, 1474, On.AddMonths(-12)), new(10_000, 3600, On), new(5000, 1000, On.AddYears(-2))],
        });
        best.Vdot!.Value.ShouldBe(39.1104, 0.0001);
        best.Vdot.ShouldBe(Vdot.FromRace(5000, TimeSpan.FromSeconds(1474)));
    }

    [Fact]
    public void The_maximum_heart_rate_is_measured_else_by_age_else_unknown()
    {
        Of(Plain).MaxHeartRate.ShouldBeNull();
        Of(Plain with { BirthDate = new DateOnly(1986, 11, 23) }).MaxHeartRate.ShouldBe(181);
        Of(Plain with { BirthDate = new DateOnly(1986, 11, 22) }).MaxHeartRate.ShouldBe(180);
        Of(Plain with { BirthDate = new DateOnly(1986, 11, 22), MaxHeartRate = 195 }).MaxHeartRate.ShouldBe(195);
    }

    [Fact]
    public void What_hurts_is_spared_from_three_on() =>
        Of(Plain with { PainAreas = [new(BodyArea.Knee, 3, null), new(BodyArea.Hip, 2, null), new(BodyArea.Elbow, 10, null)] }).Spare
            .ShouldBe([BodyArea.Knee, BodyArea.Elbow], ignoreOrder: true);

    private static Trainee Of(TrainingProfile profile) => TraineeRules.TraineeOf(profile, Schedule, EquipmentSet.Nothing, On);
}
