using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Tests.Planning;

public sealed class PlanRequestTests
{
    private static readonly DateOnly Today = new(2027, 1, 6); // A Wednesday.
    private static readonly PlanRequestInput Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null);
    private static readonly PlanRequestInput Marathon = Nothing with { Format = "marathon", RaceDate = "2027-04-25" };

    [Fact]
    public void A_race_is_planned_for_in_the_weeks_there_are()
    {
        var request = Sound(Marathon with { GoalSeconds = 3 * 3600 + 1800, Name = " My first " });
        request.Order.ShouldSatisfyAllConditions(
            o => o.Weeks.ShouldBe(16), o => o.FirstDate.ShouldBe(Today), o => o.Target.Sport.ShouldBe("running"), o => o.Target.DistanceM.ShouldBe(42_195),
            o => o.Target.Coach.ShouldBe(Specialisation.Endurance), o => o.Target.RaceDate.ShouldBe(new DateOnly(2027, 4, 25)));
        request.Name.ShouldBe("My first");
        Planner.Build(request.Order).Days.Count.ShouldBe(16 * 7);
    }

    [Fact]
    public void With_more_time_than_it_takes_it_begins_later() => Sound(Marathon with { RaceDate = "2027-10-03" }).Order.ShouldSatisfyAllConditions(
        o => o.Weeks.ShouldBe(16), o => o.FirstDate.ShouldBe(new DateOnly(2027, 6, 14)));

    [Fact]
    public void A_goal_without_a_race_begins_on_a_Monday() => Sound(Nothing with { Goal = "strength", Coach = "force" }).Order.ShouldSatisfyAllConditions(
        o => o.Weeks.ShouldBe(12), o => o.FirstDate.ShouldBe(new DateOnly(2027, 1, 11)), o => o.Target.Sport.ShouldBe("strength"), o => o.Target.RaceDate.ShouldBeNull());

    [Fact]
    public void A_hyrox_division_is_known_by_both_orders_of_its_words()
    {
        foreach (var said in new[] { "men_open", "open_men" })
        {
            Sound(Nothing with { Format = "hyrox", RaceDate = "2027-04-03", Division = said }).Order.Target.Division.ShouldBe("men_open");
        }
    }

    [Theory]
    [InlineData("2027-01-05", "past")]
    [InlineData("2027-01-06", "today")]
    [InlineData("2030-01-05", "too far")]
    [InlineData("soon", "2026-11-22")]
    [InlineData(null, "required")]
    public void A_race_has_a_date_to_come(string? date, string why) => Refused(Marathon with { RaceDate = date }, "raceDate", why);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(60)]
    public void A_plan_has_1_to_52_weeks(int weeks)
    {
        Refused(Marathon with { Weeks = weeks }, "weeks", "1 to 52", "Until the race there are 16");
        Refused(Nothing with { Goal = "general", Weeks = weeks }, "weeks", "1 to 52");
    }

    [Fact]
    public void A_race_sets_how_many_weeks_there_can_be()
    {
        Refused(Marathon with { Weeks = 17 }, "weeks", "there are 16 weeks, not 17");
        Refused(Marathon with { Weeks = 5, StartDate = "2027-02-01" }, "weeks", "there are 12 weeks, not 5");
        Refused(Marathon with { StartDate = "2027-05-01" }, "startDate", "after the race");
        Refused(Marathon with { StartDate = "2027-01-05" }, "startDate", "today");
        Sound(Marathon with { Weeks = 16 }).Order.Weeks.ShouldBe(16);
    }

    [Theory]
    [InlineData(2 * 3600 - 300, "faster")]
    [InlineData(10 * 3600, "walking")]
    [InlineData(-5, "faster")]
    public void A_goal_time_is_between_the_record_and_a_walk(int seconds, string why) => Refused(Marathon with { GoalSeconds = seconds }, "goalSeconds", why, "can be planned for");

    [Fact]
    public void What_is_not_known_is_told_with_what_is()
    {
        Refused(Marathon with { Format = "wedding" }, "format", "half_marathon");
        Refused(Nothing with { Goal = "fame" }, "goal", "hypertrophy");
        Refused(Marathon with { Periodisation = "random" }, "periodisation", "daily_undulating");
        Refused(Marathon with { Coach = "guru" }, "coach", "calisthenics");
        Refused(Nothing with { Format = "hyrox", RaceDate = "2027-04-03", Division = "giants" }, "division", "women_pro");
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Refused(Marathon with { Goal = "strength" }, "goal", "for a race or for a goal");
        Refused(Nothing, "goal", "what the plan is for");
        Refused(Nothing with { Goal = "general", RaceDate = "2027-04-25" }, "format", "of a race");
        Refused(Marathon with { Coach = "force" }, "coach", "coached by endurance");
        Refused(Marathon with { Division = "men_open" }, "division", "no divisions");
        Refused(Marathon with { DistanceM = 10_000 }, "distanceM", "custom_run");
        Refused(Nothing with { Format = "custom_run", RaceDate = "2027-04-25" }, "distanceM", "needs its distance");
    }

    [Fact]
    public void An_athlete_has_days_and_minutes_to_train()
    {
        var runner = SoundPlans.Runner;
        Refused(Nothing with { Goal = "general" }, "scheduleDays", runner with { TrainingDays = default }, "no day to train");
        var hurried = runner with { Profile = runner.Profile with { MinutesByDay = new Dictionary<DayOfWeek, int> { [DayOfWeek.Sunday] = 10 } } };
        Refused(Nothing with { Goal = "general" }, "sessionMinutes", hurried, "Sunday has 10 minutes", "15 or more");
        Refused(Marathon with { RaceDate = "2027-04-26" }, "raceDate", "never allows", "neverDays");
        var brief = runner with { Profile = runner.Profile with { SessionMinutes = 30, MinutesByDay = new Dictionary<DayOfWeek, int>() } };
        Refused(Marathon, "sessionMinutes", brief, "at least 90", "has 30", "10 km");
        Sound(Nothing with { Format = "10k", RaceDate = "2027-04-25" }, brief);
    }

    [Theory]
    [InlineData("strength", "running", "force", "strength")]
    [InlineData("strength", "calisthenics", "calisthenics", "calisthenics")]
    [InlineData("mobility", "strength", "wellness", "mobility")]
    [InlineData("endurance", "cycling", "endurance", "cycling")]
    [InlineData("endurance", "strength", "endurance", "running")]
    [InlineData("general", "boxing", "combat", "boxing")]
    public void A_goal_is_led_to_by_a_coach_of_its_kind(string goal, string discipline, string coach, string sport)
    {
        var trainee = SoundPlans.Runner with { Profile = SoundPlans.Runner.Profile with { Disciplines = [discipline] } };
        Sound(Nothing with { Goal = goal }, trainee).Order.Target.ShouldSatisfyAllConditions(t => WireNames.Of(t.Coach).ShouldBe(coach), t => t.Sport.ShouldBe(sport));
    }

    [Fact]
    public void A_plan_for_power_lifts_fast_as_well_as_heavily()
    {
        var kinds = Planner.Build(Sound(Nothing with { Goal = "power", Weeks = 8 }, SoundPlans.Lifter).Order).Days.Select(d => d.Session?.Kind).ToList();
        kinds.ShouldContain(SessionKind.Power);
        kinds.ShouldContain(SessionKind.Strength);
    }

    [Theory]
    [InlineData("half_marathon", null, "Half marathon in 3 weeks", "3 weeks are short for a half marathon")]
    [InlineData("hyrox", null, "HYROX in 3 weeks", "for a HYROX")]
    [InlineData("triathlon_olympic", null, "Olympic triathlon in 3 weeks", "for an Olympic triathlon")]
    [InlineData("custom_run", 12_500, "12.5 km run in 3 weeks", "for a run of another distance")]
    [InlineData("cycling", 100_000, "100 km ride in 3 weeks", "for a cycling race")]
    [InlineData("custom", null, "Another event in 3 weeks", "for another event")]
    public void A_plan_and_its_warnings_call_the_race_as_people_do(string format, int? distanceM, string name, string warning)
    {
        var request = Sound(Nothing with { Format = format, DistanceM = distanceM, RaceDate = "2027-01-24", Weeks = 3 });
        Planner.Build(request.Order).Name.ShouldBe(name);
        request.Warnings.ShouldContain(w => w.Contains(warning));
    }

    [Fact]
    public void All_faults_are_told_together()
    {
        var faults = new Faults();
        PlanRequestRules.Read(
            new("marathon", "2027-01-01", 5, 60, "fame", 60, "x", "men_open", "random", "guru", null, "\0"),
            SoundPlans.Runner with { TrainingDays = default }, Today, faults).ShouldBeNull();
        faults.Found.Select(f => f.Field).Distinct().ShouldBe(
            ["name", "goal", "scheduleDays", "startDate", "raceDate", "weeks", "distanceM", "coach", "division", "periodisation", "goalSeconds"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_ambitious_is_planned_with_a_warning()
    {
        Sound(Marathon with { GoalSeconds = (2 * 3600) + (45 * 60) }).Warnings.ShouldContain(w => w.Contains("further than"));
        Sound(Marathon with { Weeks = 4 }).Warnings.ShouldContain(w => w.Contains("4 weeks are short"));
        Sound(Marathon with { GoalSeconds = (3 * 3600) + (40 * 60) }).Warnings.ShouldBeEmpty();
        Sound(Marathon, SoundPlans.Runner with { Vdot = null }).Warnings.ShouldContain(w => w.Contains("effort"));
    }

    private static PlanRequest Sound(PlanRequestInput input, Trainee? trainee = null)
    {
        var faults = new Faults();
        var request = PlanRequestRules.Read(input, trainee ?? SoundPlans.Runner, Today, faults);
        faults.Found.ShouldBeEmpty();
        return request!;
    }

    private static void Refused(PlanRequestInput input, string field, params string[] says) => Refused(input, field, SoundPlans.Runner, says);

    private static void Refused(PlanRequestInput input, string field, Trainee trainee, params string[] says)
    {
        var faults = new Faults();
        PlanRequestRules.Read(input, trainee, Today, faults).ShouldBeNull();
        var fault = faults.Found.FirstOrDefault(f => f.Field == field).ShouldNotBeNull();
        foreach (var word in says)
        {
            fault.Message.ShouldContain(word);
        }
    }
}
