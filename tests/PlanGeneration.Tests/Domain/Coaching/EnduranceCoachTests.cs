using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

public sealed class EnduranceCoachTests
{
    private static readonly EnduranceCoach Coach = new();
    private static readonly DateOnly Race = SomeTrainees.Monday.AddDays(16 * 7 - 1);
    private static readonly Plan Marathon = MarathonPlan(null);

    [Fact]
    public void A_marathon_plan_has_its_longest_run_of_thirty_kilometres_two_to_four_weeks_before_the_race()
    {
        var longest = Marathon.Days.Where(d => d.Session?.Kind == SessionKind.Long).MaxBy(d => d.Session!.Totals.DistanceKm)!;
        longest.Session!.Totals.DistanceKm.ShouldBeInRange(29.5m, 33);
        longest.Date.DayOfWeek.ShouldBe(DayOfWeek.Sunday);
        (Race.DayNumber - longest.Date.DayNumber).ShouldBeInRange(14, 28);
        Marathon.Days.Where(d => d.Session?.Kind == SessionKind.Long && Race.DayNumber - d.Date.DayNumber < 14)
            .ShouldAllBe(d => d.Session!.Totals.DistanceKm < 20);
        Marathon.Days.Where(d => d.Session?.Title.Contains("marathon-pace finish") == true).Count().ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void About_four_fifths_of_a_marathon_plan_are_easy()
    {
        EasyShare(Marathon).ShouldBeInRange(0.78, 0.85);
        // A race plan without a marathon in it too.
        var ten = Planner.Build(Order(SomeTrainees.Marathoner, "10k", 10_000, 12, 3));
        EasyShare(ten).ShouldBeInRange(0.78, 0.86);
    }

    [Fact]
    public void A_marathon_plan_tapers_over_two_weeks_and_keeps_its_intensity()
    {
        var weeks = Marathon.Weeks.Select(w => Marathon.Days.Where(d => d.WeekIndex == w.Index && d.Session is { Kind: not SessionKind.Race }).Select(d => d.Session!).ToList()).ToList();
        var peak = weeks.Max(w => w.Sum(s => s.Totals.MainMinutes));
        double[] taper = [weeks[14].Sum(s => s.Totals.MainMinutes), weeks[15].Sum(s => s.Totals.MainMinutes)];
        (1 - (taper.Average() / peak)).ShouldBeInRange(Taper.LeastReduction, Taper.MostReduction);
        taper[1].ShouldBeLessThan(taper[0]);
        weeks[14].Count.ShouldBe(weeks[13].Count);
        weeks[14].Max(Hardest).ShouldBe(5);
        weeks[15].Max(Hardest).ShouldBeGreaterThanOrEqualTo(4);
        weeks[15].ShouldContain(s => s.Title.StartsWith("Sharpener"));
    }

    [Fact]
    public void Threshold_comes_in_half_an_hour_at_most_or_in_pieces_with_rests_of_a_fifth()
    {
        var tempo = Marathon.Days.Where(d => d.Session is { Kind: SessionKind.Tempo }).Select(d => d.Session!.Parts.First(p => p.Kind == PartKind.Main)).ToList();
        tempo.ShouldContain(p => p.Rounds == 1);
        tempo.ShouldContain(p => p.Rounds > 1);
        foreach (var part in tempo)
        {
            var work = ((EnduranceStep)part.Steps[0]).Seconds!.Value;
            work.ShouldBeLessThanOrEqualTo(1800);
            if (part.Rounds > 1)
            {
                ((EnduranceStep)part.Steps[1]).Seconds!.Value.ShouldBeInRange(work / 7, work / 5);
            }
        }
    }

    [Fact]
    public void The_race_is_split_every_five_kilometres_at_goal_pace()
    {
        var race = MarathonPlan(3 * 3600 + 20 * 60).Days.Single(d => d.Session?.Kind == SessionKind.Race);
        race.Date.ShouldBe(Race);
        var steps = race.Session!.Parts.SelectMany(p => p.Steps).Cast<EnduranceStep>().ToList();
        steps.Sum(s => s.DistanceM).ShouldBe(42_195);
        steps.Count.ShouldBe(9);
        steps[0].Note.ShouldNotBeNull().ShouldStartWith("23:42");
        steps[^1].Note.ShouldNotBeNull().ShouldStartWith("3:20:00");
        steps.ShouldAllBe(s => s.PaceFrom <= 284.4 && s.PaceTo >= 283.5);
    }

    [Fact]
    public void Marathon_pace_is_the_goals_where_there_is_one()
    {
        var finish = MarathonPlan(3 * 3600 + 20 * 60).Days.SelectMany(d => d.Session?.Parts ?? []).First(p => p.Name == "Finish at marathon pace");
        var step = finish.Steps.OfType<EnduranceStep>().Single();
        ((step.PaceFrom + step.PaceTo) / 2.0).ShouldNotBeNull().ShouldBe(284.4, 2);
    }

    [Fact]
    public void Long_runs_grow_and_fall_back_with_the_week()
    {
        var runs = Marathon.Days.Where(d => d.Session?.Kind == SessionKind.Long).Select(d => (Week: Marathon.Weeks[d.WeekIndex], d.Session!.Totals.Minutes)).ToList();
        var loading = runs.Where(r => !r.Week.Recovery && r.Week.Phase < Phase.Peak).Select(r => r.Minutes).ToList();
        loading.ShouldBe(loading.Order());
        runs.Where(r => r.Week.Recovery).ShouldAllBe(r => r.Minutes < runs.First(o => o.Week.Index == r.Week.Index - 1).Minutes);
        runs.ShouldAllBe(r => r.Minutes <= 180);
    }

    [Theory]
    [InlineData("running", "5k", 5_000)]
    [InlineData("running", "10k", 10_000)]
    [InlineData("running", "half_marathon", 21_097)]
    [InlineData("running", "marathon", 42_195)]
    [InlineData("running", "ultra_50k", 50_000)]
    [InlineData("running", null, null)]
    [InlineData("cycling", "cycling", 120_000)]
    [InlineData("swimming", "swim", 3_000)]
    [InlineData("triathlon", "triathlon_olympic", 51_500)]
    [InlineData("rowing", null, null)]
    [InlineData("cardio", null, null)]
    public void Every_athlete_gets_a_plan_that_can_be_trained(string sport, string? format, int? distanceM)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var trainee = SomeTrainees.Random(seed, sport);
            var order = Order(trainee, format, distanceM, 1 + seed % 24, seed, sport);
            var plan = Planner.Build(order);
            CoachGuarantees.Check(plan, trainee, Coach);
            SomeTrainees.Text(Planner.Build(order)).ShouldBe(SomeTrainees.Text(plan));
        }
    }

    [Fact]
    public void Runners_with_time_to_train_run_four_fifths_of_it_easily()
    {
        var random = new Random(5);
        List<double> shares = [];
        for (var seed = 0; seed < 100; seed++)
        {
            DayOfWeek[] days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Sunday];
            var trainee = SomeTrainees.Make(
                days, random.Next(55, 100), new Dictionary<DayOfWeek, int> { [DayOfWeek.Sunday] = random.Next(90, 200) },
                (ExperienceLevel)random.Next(1, 3), random.Next(4, 8), ["running"], 35 + random.NextDouble() * 30, 185, EquipmentSet.Nothing, new HashSet<BodyArea>());
            var (format, distance) = ((string, int)[])[("5k", 5_000), ("10k", 10_000), ("half_marathon", 21_097), ("marathon", 42_195)] is var all ? all[seed % 4] : default;
            shares.Add(EasyShare(Planner.Build(Order(trainee, format, distance, 10 + seed % 10, seed))));
            // Short days leave little beside a warm-up for hard work.
            shares[^1].ShouldBeInRange(0.77, 0.875, $"{format} {seed}");
        }

        shares.Average().ShouldBeInRange(0.79, 0.85);
    }

    [Fact]
    public void Main_minutes_are_what_was_ordered_within_three_minutes()
    {
        (SessionKind, string)[] kinds =
        [
            (SessionKind.Easy, ""), (SessionKind.Easy, Focus.Strides), (SessionKind.Recovery, ""), (SessionKind.Long, Focus.RaceFinish), (SessionKind.Tempo, ""),
            (SessionKind.Tempo, Focus.Cruise), (SessionKind.Intervals, Focus.Vo2Max), (SessionKind.Intervals, Focus.Repetitions), (SessionKind.Fartlek, ""),
            (SessionKind.RacePace, ""), (SessionKind.RacePace, Focus.Sharpener), (SessionKind.Test, ""),
        ];
        foreach (var (kind, focus) in kinds)
        {
            for (var main = 5; main < 100; main += 3)
            {
                var order = New(SomeTrainees.Random(main, "running") with { Spare = new HashSet<BodyArea>() }, kind, focus, 130, main);
                Coach.Build(order).Totals.MainMinutes.ShouldBeInRange(main - 3, main + 1, $"{kind} {focus}");
            }
        }
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var trainee = SomeTrainees.Marathoner with { Vdot = null, MaxHeartRate = null };
        var steps = Coach.Build(New(trainee, SessionKind.Tempo, Focus.Cruise, 70, 45)).Parts.SelectMany(p => p.Steps).Cast<EnduranceStep>().ToList();
        steps.ShouldAllBe(s => s.PaceFrom == null && s.HeartRateFrom == null && s.Zone >= 1 && s.Rpe > 0);
    }

    [Fact]
    public void A_cyclist_rides_by_power_and_a_runner_with_a_sore_knee_rides_too()
    {
        var cyclist = SomeTrainees.Make([DayOfWeek.Monday], 90, new Dictionary<DayOfWeek, int>(), ExperienceLevel.Advanced, 6, ["cycling"], null, 180, EquipmentSet.Everything, new HashSet<BodyArea>(), 250);
        var work = Coach.Build(New(cyclist, SessionKind.Tempo, "", 90, 60, "cycling")).Parts.First(p => p.Kind == PartKind.Main).Steps.OfType<EnduranceStep>().First();
        (work.Mode, work.PowerFrom, work.PowerTo).ShouldBe(("bike", 226, 263));

        var sore = SomeTrainees.Marathoner with { Equipment = EquipmentSet.Everything, Spare = new HashSet<BodyArea> { BodyArea.Knee } };
        var session = Coach.Build(New(sore, SessionKind.Long, "", 120, 100));
        session.Parts.SelectMany(p => p.Steps).Cast<EnduranceStep>().ShouldAllBe(s => s.Mode == "bike");
        session.Notes.ShouldContain(n => n.StartsWith("Cycling stands in for running"));
    }

    [Fact]
    public void A_triathlete_swims_rides_and_runs_and_learns_to_run_off_the_bicycle()
    {
        var trainee = SomeTrainees.Marathoner with { Equipment = EquipmentSet.Everything };
        var plan = Planner.Build(Order(trainee, "triathlon_olympic", 51_500, 12, 0, "triathlon"));
        var training = plan.Days.Where(d => d.Session is { Kind: not SessionKind.Race }).Select(d => d.Session!).ToList();
        training.Select(s => s.Sport).Distinct().Order().ShouldBe(["cycling", "running", "swimming", "triathlon"]);
        var brick = training.First(s => s.Sport == "triathlon").Parts.Where(p => p.Kind == PartKind.Main).SelectMany(p => p.Steps).Cast<EnduranceStep>();
        brick.Select(s => s.Mode).ShouldBe(["bike", "run"]);
        plan.Days.Single(d => d.Session?.Kind == SessionKind.Race).Session!.Parts.SelectMany(p => p.Steps).Cast<EnduranceStep>()
            .Select(s => (s.Mode, s.DistanceM)).ShouldBe([("swim", 1_500), ("bike", 40_000), ("run", 10_000)]);
    }

    [Fact]
    public void Less_effort_is_less_and_slower_hard_work()
    {
        var usual = Coach.Build(New(SomeTrainees.Marathoner, SessionKind.Intervals, Focus.Vo2Max, 70, 48));
        var eased = Coach.Build(New(SomeTrainees.Marathoner, SessionKind.Intervals, Focus.Vo2Max, 70, 48) with { Effort = 0.6m });
        eased.Totals.HardMinutes.ShouldBeLessThan(usual.Totals.HardMinutes);
        Hardest(eased).ShouldBe(4);
        eased.TargetRpe.ShouldBeLessThan(usual.TargetRpe);
    }

    [Fact]
    public void Today_depends_on_what_was_trained_and_how_the_athlete_is()
    {
        var date = new DateOnly(2026, 3, 4);
        var day = new DayOrder(SomeTrainees.Marathoner, date, 60, null, null, [Was(2, SessionKind.Easy), Was(4, SessionKind.Tempo)], null, 1);
        Coach.Today(day).Kind.ShouldBe(SessionKind.Intervals);
        Coach.Today(day with { Recent = [Was(1, SessionKind.Intervals)] }).Kind.ShouldBe(SessionKind.Easy);
        Coach.Today(day with { Recent = [] }).Kind.ShouldBe(SessionKind.Easy);
        Coach.Today(day with { Energy = 2 }).Kind.ShouldBe(SessionKind.Recovery);
        Coach.Today(day with { Readiness = new(date, null, HrvState.Unknown, null) }).Kind.ShouldBe(SessionKind.Intervals);
        Coach.Today(day with { Readiness = new(date, 30, HrvState.Unknown, null) }).Kind.ShouldBe(SessionKind.Recovery);
        Coach.Today(day with { Readiness = new(date, null, HrvState.Below, null) }).Kind.ShouldBe(SessionKind.Easy);
        Coach.Today(day with { Minutes = 120 }).Kind.ShouldBe(SessionKind.Long);
        Coach.Build(Coach.Today(day)).Totals.Minutes.ShouldBeLessThanOrEqualTo(60);

        RecentSession Was(int daysAgo, SessionKind kind) => new(date.AddDays(-daysAgo), kind, "running", "", 5, 50, false);
    }

    internal static PlanOrder Order(Trainee trainee, string? format, int? distanceM, int weeks, int seed, string sport = "running") => new(
        trainee, new(Specialisation.Endurance, sport, format, format is null ? null : SomeTrainees.Monday.AddDays(weeks * 7 - 1 - seed % 5), distanceM, null, format is null ? "endurance" : null, null, Periodisation.Linear),
        SomeTrainees.Monday, weeks, seed);

    private static Plan MarathonPlan(int? goalSeconds) => Planner.Build(new(
        SomeTrainees.Marathoner, new(Specialisation.Endurance, "running", "marathon", Race, 42_195, goalSeconds, null, null, Periodisation.Linear), SomeTrainees.Monday, 16, 1));

    private static SessionOrder New(Trainee trainee, SessionKind kind, string focus, int minutes, int main, string sport = "running") => new(
        trainee, new(2026, 3, 4), kind, sport, focus, minutes, main, 1, new(10, 16, Phase.Peak, 1, 3, false),
        new(Specialisation.Endurance, sport, sport == "running" ? "marathon" : null, Race, sport == "running" ? 42_195 : null, null, null, null, Periodisation.Linear), 7);

    private static int Hardest(Session session) =>
        session.Parts.Where(p => p.Kind == PartKind.Main).SelectMany(p => p.Steps).OfType<EnduranceStep>().Max(s => s.Zone);

    /// <summary>Of the time of continuous work, races left out, what is in zones 1 and 2.</summary>
    internal static double EasyShare(Plan plan)
    {
        double easy = 0, all = 0;
        foreach (var part in plan.Days.Where(d => d.Session is { Kind: not SessionKind.Race }).SelectMany(d => d.Session!.Parts))
        {
            foreach (var step in part.Steps.OfType<EnduranceStep>())
            {
                var seconds = part.Rounds * Sums.SecondsOf(step);
                (easy, all) = (easy + (step.Zone <= 2 ? seconds : 0), all + seconds);
            }
        }

        return easy / all;
    }
}
