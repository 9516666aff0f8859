using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Coaching.Competitions;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

public sealed class CompetitionsCoachTests
{
    private static readonly CompetitionsCoach Coach = new();
    private static readonly Trainee Racer = SomeTrainees.Make(
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Friday, DayOfWeek.Sunday], 75,
        new Dictionary<DayOfWeek, int> { [DayOfWeek.Sunday] = 120 }, ExperienceLevel.Intermediate, 5, ["hyrox"], 45, 185, EquipmentSet.Everything,
        new HashSet<BodyArea>(), sex: 1);

    private static readonly string[] Stations =
        ["SkiErg", "Sled push", "Sled pull", "Burpee broad jump", "Row", "Farmers carry", "Sandbag lunges", "Wall balls"];

    private static readonly Plan Hyrox = Planner.Build(Order(Racer, "hyrox", 12, 0, 5400));

    [Fact]
    public void A_hyrox_plan_trains_every_station_and_running_between_them()
    {
        var notes = Steps(Hyrox.Days.Where(d => d.Session?.Kind != SessionKind.Race)).Select(s => s.Note()).ToList();
        for (var i = 0; i < Stations.Length; i++)
        {
            notes.ShouldContain(n => n.StartsWith($"Station {i + 1}: {Stations[i]}"), Stations[i]);
        }

        var kinds = Hyrox.Days.Where(d => d.Session is not null).Select(d => d.Session!.Kind).ToList();
        kinds.Count(k => k == SessionKind.CompromisedRun).ShouldBeGreaterThanOrEqualTo(5);
        kinds.ShouldContain(SessionKind.Strength);
        kinds.ShouldContain(SessionKind.Technique);
        kinds.ShouldContain(SessionKind.Long);
        Hyrox.Days.ShouldContain(d => d.Phase == Phase.Peak && d.Session != null && d.Session.Title == "Full simulation");
    }

    [Fact]
    public void Loads_grow_from_seventy_percent_to_the_races()
    {
        var pushes = Steps(Hyrox.Days).OfType<ExerciseStep>().Where(s => s.ExerciseId == "sled-push").Select(s => s.LoadKg!.Value).ToList();
        pushes[0].ShouldBe(105);
        pushes[^1].ShouldBe(152);
        pushes.ShouldBe(pushes.Order());
        Steps(Hyrox.Days).OfType<ExerciseStep>().Last(s => s.ExerciseId == "farmers-carry").LoadKg.ShouldBe(48);
    }

    [Fact]
    public void The_race_is_eight_kilometres_and_eight_stations_with_target_splits()
    {
        var race = Hyrox.Days.Single(d => d.Session?.Kind == SessionKind.Race).Session!;
        race.Parts.Count.ShouldBe(8);
        race.Parts.ShouldAllBe(p => p.Kind == PartKind.Main && p.Steps.Count == 2);
        race.Parts.Sum(p => ((EnduranceStep)p.Steps[0]).DistanceM).ShouldBe(8_000);
        race.Parts.ShouldAllBe(p => p.Steps[1].Note().Contains("target "));
        race.Notes.ShouldContain(n => n.StartsWith("Target splits: runs"));
    }

    [Theory]
    [InlineData("women_open", 102, 4, 100)]
    [InlineData("men_pro", 202, 9, 100)]
    public void A_division_has_its_own_loads(string division, int pushKg, int ballKg, int balls)
    {
        var order = Order(Racer, "hyrox", 12, 0, 5400);
        var race = Planner.Build(order with { Target = order.Target with { Division = division } }).Days.Single(d => d.Session?.Kind == SessionKind.Race);
        var lifts = Steps([race]).OfType<ExerciseStep>().ToDictionary(s => s.ExerciseId);
        lifts["sled-push"].LoadKg.ShouldBe(pushKg);
        (lifts["wall-ball"].LoadKg, lifts["wall-ball"].RepsTo).ShouldBe((ballKg, balls));
    }

    [Fact]
    public void What_is_missing_is_replaced_and_says_what_it_stands_for()
    {
        var home = Racer with { Equipment = EquipmentSet.Of(CatalogueIndex.Shipped, ["dumbbells", "kettlebell"]) };
        var plan = Planner.Build(Order(home, "hyrox", 12, 1, null));
        var steps = Steps(plan.Days.Where(d => d.Session?.Kind != SessionKind.Race)).ToList();
        steps.OfType<ExerciseStep>().ShouldNotContain(s => s.ExerciseId == "sled-push");
        steps.ShouldContain(s => s.Note() == "Stands in for station 2, sled push");
        steps.ShouldContain(s => s.Note() == "Stands in for station 1, SkiErg");
        plan.Days.Where(d => d.Session?.Kind == SessionKind.CompromisedRun).ShouldAllBe(d => d.Session!.Notes.Any(n => n.StartsWith("Not possible here as in the race:")));
    }

    [Theory]
    [InlineData("deka_fit", 10 * 500)]
    [InlineData("deka_mile", 10 * 160)]
    [InlineData("deka_strong", 0)]
    public void Deka_has_ten_zones_and_says_that_they_are_not_verified(string format, int runM)
    {
        var plan = Planner.Build(Order(Racer, format, 8, 1, null, "deka"));
        var race = plan.Days.Single(d => d.Session?.Kind == SessionKind.Race).Session!;
        race.Parts.Count.ShouldBe(10);
        race.Parts.SelectMany(p => p.Steps).OfType<EnduranceStep>().Where(s => s.Mode == "run").Sum(s => s.DistanceM).ShouldBe(runM);
        race.Notes.ShouldContain(n => n.Contains("not verified"));
        CoachGuarantees.Check(plan, Racer, Coach);
    }

    [Theory]
    [InlineData("hyrox", "hyrox")]
    [InlineData("hyrox", null)]
    [InlineData("deka", "deka_mile")]
    [InlineData("deka", "deka_strong")]
    public void Every_athlete_gets_a_plan_that_can_be_trained(string sport, string? format)
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var trainee = SomeTrainees.Random(seed, sport);
            var order = Order(trainee, format, 1 + seed % 20, seed, null, sport);
            var plan = Planner.Build(order);
            CoachGuarantees.Check(plan, trainee, Coach);
            SomeTrainees.Text(Planner.Build(order)).ShouldBe(SomeTrainees.Text(plan));
        }
    }

    [Fact]
    public void Every_station_can_be_stood_in_for_by_something_that_needs_nothing_and_stresses_nothing()
    {
        foreach (var (work, ways) in StationSteps.Ways)
        {
            var exercises = ways.Select(w => CatalogueIndex.Shipped.Find(w).ShouldNotBeNull($"{work}: {w}")).ToList();
            exercises.ShouldContain(e => e.Needs.Count == 0 && e.Stresses.Count == 0 && e.Level == ExperienceLevel.Beginner, work.ToString());
        }
    }

    [Fact]
    public void A_race_names_every_station_however_the_athlete_trains()
    {
        var home = Racer with { Equipment = EquipmentSet.Nothing };
        var race = Planner.Build(Order(home, "hyrox", 6, 0, null)).Days.Single(d => d.Session?.Kind == SessionKind.Race);
        Steps([race]).OfType<ExerciseStep>().Select(s => s.ExerciseId)
            .ShouldBe(["sled-push", "sled-pull", "burpee-broad-jump", "farmers-carry", "sandbag-lunge", "wall-ball"]);
        var sore = home with { Spare = new HashSet<BodyArea> { BodyArea.Knee } };
        Steps([Planner.Build(Order(sore, "hyrox", 6, 0, null)).Days.Single(d => d.Session?.Kind == SessionKind.Race)])
            .ShouldContain(s => s.Note().StartsWith("Station 2: Sled push 50 m, 152 kg"));
    }

    [Fact]
    public void Today_depends_on_what_was_trained_and_how_the_athlete_is()
    {
        var date = new DateOnly(2026, 3, 4);
        var day = new DayOrder(Racer, date, 60, null, null, [Was(2, SessionKind.Strength), Was(3, SessionKind.Technique), Was(4, SessionKind.Tempo)], null, 1);
        Coach.Today(day).Kind.ShouldBe(SessionKind.CompromisedRun);
        Coach.Today(day with { Recent = [Was(1, SessionKind.CompromisedRun)] }).Kind.IsHard().ShouldBeFalse();
        Coach.Today(day with { Recent = [] }).Kind.ShouldBe(SessionKind.Technique);
        Coach.Today(day with { Energy = 2 }).Kind.ShouldBe(SessionKind.Recovery);
        Coach.Today(day with { Readiness = new(date, null, HrvState.Unknown, null) }).Kind.ShouldBe(SessionKind.CompromisedRun);
        Coach.Today(day with { Planned = SessionKind.Simulation, Readiness = new(date, null, HrvState.Below, null) }).Kind.ShouldBe(SessionKind.Technique);
        for (var minutes = 15; minutes < 120; minutes += 5)
        {
            Coach.Build(Coach.Today(day with { Minutes = minutes })).Totals.Minutes.ShouldBeLessThanOrEqualTo(minutes);
        }

        RecentSession Was(int daysAgo, SessionKind kind) => new(date.AddDays(-daysAgo), kind, "hyrox", "", 5, 50, false);
    }

    private static PlanOrder Order(Trainee trainee, string? format, int weeks, int seed, int? goalSeconds, string sport = "hyrox") => new(
        trainee, new(Specialisation.Competitions, sport, format, format is null ? null : SomeTrainees.Monday.AddDays(weeks * 7 - 1 - seed % 5), null, goalSeconds, format is null ? "general" : null, null, Periodisation.Linear),
        SomeTrainees.Monday, weeks, seed);

    private static IEnumerable<Step> Steps(IEnumerable<PlannedDay> days) => days.SelectMany(d => d.Session?.Parts ?? []).SelectMany(p => p.Steps);
}

internal static class StepNotes
{
    public static string Note(this Step step) => step switch { ExerciseStep e => e.Note ?? "", EnduranceStep e => e.Note ?? "", _ => "" };
}
