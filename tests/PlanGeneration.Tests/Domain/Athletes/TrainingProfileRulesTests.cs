using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Tests.Domain.Athletes;

public sealed class TrainingProfileRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly WeekDays Schedule = WeekDays.Of(DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Saturday);

    private static readonly TrainingProfileInput Sound = new(
        "1994-03-09", "female", 172.5m, 61.5m, "intermediate", 5.5m, 60, new Dictionary<string, int?> { ["Saturday"] = 120 },
        ["sunday", "Tuesday"], "saturday", ["running", "strength"], [new("back-squat", 80, 5, "2026-10-01")], [new(10_000, 2700, "2026-09-13")],
        191, 48, 172, 210, [new("knee", 4, "2026-11-01")], ["deadlift"], ["Bench Press", "back-squat"], null);

    [Fact]
    public void A_sound_training_profile_is_read_as_it_is_meant()
    {
        var faults = new Faults();
        var profile = Read(Sound with { PreferExercises = ["Développé couché"] }, faults);
        faults.Found.ShouldBeEmpty();
        profile.BirthDate.ShouldBe(new DateOnly(1994, 3, 9));
        profile.Sex.ShouldBe(Sex.Female);
        profile.Experience.ShouldBe(ExperienceLevel.Intermediate);
        profile.MinutesByDay.ShouldBe(new Dictionary<DayOfWeek, int> { [DayOfWeek.Saturday] = 120 });
        profile.NeverDays.ShouldBe([DayOfWeek.Tuesday, DayOfWeek.Sunday]);
        profile.LongDay.ShouldBe(DayOfWeek.Saturday);
        profile.KnownMaxes.ShouldBe([new KnownMax("back-squat", 80, 5, new DateOnly(2026, 10, 1))]);
        profile.RaceResults.ShouldBe([new RaceResult(10_000, 2700, new DateOnly(2026, 9, 13))]);
        profile.PainAreas.ShouldBe([new PainArea(BodyArea.Knee, 4, new DateOnly(2026, 11, 1))]);
        profile.PreferExercises.ShouldBe(["bench-press"]);
    }

    [Fact]
    public void The_least_that_has_to_be_told_is_experience_minutes_and_a_discipline()
    {
        var nothing = new TrainingProfileInput(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        Fields(nothing).ShouldBe(["experience", "sessionMinutes", "disciplines"]);
        Fields(nothing with { Experience = "beginner", SessionMinutes = 15, Disciplines = ["yoga"] }).ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_is_found_at_once_and_by_its_path()
    {
        Fields(new(
            "2026-02-30", "yes", 99, 301, "expert", 41, 14, new Dictionary<string, int?> { ["monday"] = 601, ["x]"] = 60, ["sunday"] = null },
            ["sunday", "someday", "sunday"], "funday", ["running", "running", "quidditch", null],
            [new("bak-squat", 0, 11, "2026-11-23"), null], [new(999, 100, "1800-01-01"), new(5000, null, null)],
            99, 24, 231, 39, [new("nose", 0, "soon"), new("knee", 11, null), new("knee", 3, null)], ["nothing"], [null], null)).ShouldBe(
        [
            "birthDate", "sex", "heightCm", "weightKg", "experience", "weeklyHours", "sessionMinutes",
            "neverDays[1]", "neverDays[2]",
            "minutesByDay.monday", "minutesByDay", "minutesByDay.sunday", "minutesByDay.sunday",
            "longDay", "disciplines[1]", "disciplines[2]", "disciplines[3]",
            "knownMaxes[0].exerciseId", "knownMaxes[0].weightKg", "knownMaxes[0].reps", "knownMaxes[0].date",
            "knownMaxes[1].exerciseId", "knownMaxes[1].weightKg", "knownMaxes[1].reps", "knownMaxes[1].date",
            "raceResults[0].distanceM", "raceResults[0].date", "raceResults[1].seconds", "raceResults[1].date",
            "maxHeartRate", "restingHeartRate", "thresholdHeartRate", "ftpWatts",
            "painAreas[0].area", "painAreas[0].severity", "painAreas[0].since", "painAreas[1].severity", "painAreas[2].area",
            "avoidExercises[0]", "preferExercises[0]",
        ]);
    }

    [Theory]
    [InlineData("2013-11-22", true)]
    [InlineData("2013-11-23", false)]
    [InlineData("1925-11-23", true)]
    [InlineData("1925-11-22", false)]
    public void Athletes_are_13_to_100_years_old(string birthDate, bool sound)
    {
        Fields(Sound with { BirthDate = birthDate, KnownMaxes = null, RaceResults = null, PainAreas = null }).ShouldBe(sound ? [] : ["birthDate"]);
        if (sound)
        {
            AthleteLimits.AgeOn(Today, DateOnly.Parse(birthDate, null)).ShouldBeInRange(13, 100);
        }
    }

    [Fact]
    public void A_day_that_is_never_trained_is_no_training_day()
    {
        var fault = Faults(Sound with { NeverDays = ["wednesday", "sunday", "monday"] }).ShouldHaveSingleItem();
        fault.Field.ShouldBe("neverDays");
        fault.Message.ShouldContain("monday, wednesday,");
        fault.Message.ShouldContain("PUT /api/athletes/me");
    }

    [Fact]
    public void The_long_day_is_a_training_day()
    {
        Faults(Sound with { LongDay = "friday" }).ShouldHaveSingleItem().Message.ShouldContain("monday, wednesday, saturday");
        var faults = new Faults();
        TrainingProfileRules.Read(Sound, default, Today, SmallCatalogue.Index, faults);
        faults.Found.ShouldHaveSingleItem().Message.ShouldContain("set scheduleDays");
    }

    [Theory]
    [InlineData(60, 60, 190)]
    [InlineData(48, 191, 191)]
    [InlineData(48, 195, 191)]
    [InlineData(100, 90, null)]
    public void Resting_lies_below_threshold_and_threshold_below_the_maximum(int resting, int threshold, int? most) =>
        Fields(Sound with { RestingHeartRate = resting, ThresholdHeartRate = threshold, MaxHeartRate = most }).ShouldContain("thresholdHeartRate");

    [Fact]
    public void Resting_lies_below_the_maximum_where_there_is_no_threshold() =>
        Fields(Sound with { RestingHeartRate = 105, ThresholdHeartRate = null, MaxHeartRate = 104 }).ShouldBe(["restingHeartRate"]);

    [Fact]
    public void What_does_not_exist_is_answered_with_what_does()
    {
        Faults(Sound with { AvoidExercises = ["bak squat"] }).ShouldHaveSingleItem().Message.ShouldContain("back-squat");
        Faults(Sound with { Disciplines = ["quidditch"] }).ShouldHaveSingleItem().Message.ShouldContain("powerlifting");
        Faults(Sound with { PainAreas = [new("nose", 3, null)] }).ShouldHaveSingleItem().Message.ShouldContain("lower_back");
        Faults(Sound with { AvoidExercises = [new string('x', 5000)] }).ShouldHaveSingleItem().Message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void An_exercise_is_not_both_preferred_and_avoided_whatever_it_is_called()
    {
        var fault = Faults(Sound with { AvoidExercises = ["bench-press"], PreferExercises = ["Développé couché"] }).ShouldHaveSingleItem();
        fault.Field.ShouldBe("preferExercises");
        fault.Message.ShouldContain("bench-press");
    }

    [Theory]
    [InlineData("female", 12 * 60 + 36, false)]
    [InlineData("male", 12 * 60 + 36, true)]
    [InlineData(null, 12 * 60 + 36, true)]
    [InlineData(null, 12 * 60 + 35, false)]
    [InlineData(null, 3600, true)]
    [InlineData(null, 3601, false)]
    [InlineData(null, -1, false)]
    public void A_result_is_no_faster_than_the_record_and_no_slower_than_walking(string? sex, int seconds, bool sound) =>
        Fields(Sound with { Sex = sex, RaceResults = [new(5000, seconds, "2026-05-01")] }).ShouldBe(sound ? [] : ["raceResults[0].seconds"]);

    [Fact]
    public void Lists_are_bounded_and_a_longer_one_is_not_looked_into()
    {
        Fields(Sound with
        {
            KnownMaxes = new KnownMaxInput?[101], RaceResults = new RaceResultInput?[101], PainAreas = new PainAreaInput?[16],
            AvoidExercises = new string?[101], PreferExercises = new string?[101], Disciplines = new string?[6], NeverDays = new string?[8],
            MinutesByDay = Enumerable.Range(0, 8).ToDictionary(i => $"day{i}", _ => (int?)60),
        }).ShouldBe(
            ["neverDays", "minutesByDay", "disciplines", "knownMaxes", "raceResults", "painAreas", "avoidExercises", "preferExercises"]);
    }

    [Fact]
    public void A_profile_may_not_train_on_a_day_that_is_never_trained()
    {
        var faults = new Faults();
        ProfileRules.RefuseNeverDays(Schedule, [DayOfWeek.Sunday], faults);
        faults.Found.ShouldBeEmpty();
        ProfileRules.RefuseNeverDays(Schedule, [DayOfWeek.Sunday, DayOfWeek.Monday], faults);
        faults.Found.ShouldHaveSingleItem().Message.ShouldContain("monday");
    }

    private static TrainingProfile Read(TrainingProfileInput input, Faults faults) =>
        TrainingProfileRules.Read(input, Schedule, Today, SmallCatalogue.Index, faults);

    private static IReadOnlyCollection<Fault> Faults(TrainingProfileInput input)
    {
        var faults = new Faults();
        Read(input, faults);
        return faults.Found;
    }

    private static IEnumerable<string> Fields(TrainingProfileInput input) => Faults(input).Select(f => f.Field);
}
