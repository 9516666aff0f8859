using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

public sealed class ForceCoachTests
{
    private static readonly Exercise Bench = CatalogueIndex.Shipped.Find("bench-press")!;

    [Fact]
    public void Five_repetitions_at_rpe_eight_of_a_117_kg_bench_are_92_and_a_half()
    {
        var (load, percent) = Prescription.LoadOf(StrengthPlans.Lifter(ExperienceLevel.Intermediate), Bench, Dose(5, 8));
        load.ShouldBe(92.5m);
        percent.ShouldBe(81.1m);
    }

    [Theory]
    [InlineData(1, 10, 115)]
    [InlineData(3, 9, 102.5)]
    [InlineData(8, 8, 85)]
    [InlineData(10, 8, 77.5)]
    public void Loads_come_from_the_chart_rounded_down(int reps, double rpe, double kg) =>
        Prescription.LoadOf(StrengthPlans.Lifter(ExperienceLevel.Intermediate), Bench, Dose(reps, (decimal)rpe)).LoadKg.ShouldBe((decimal)kg);

    [Fact]
    public void Without_a_known_maximum_or_beyond_the_chart_the_rpe_alone_decides()
    {
        var trainee = StrengthPlans.Lifter(ExperienceLevel.Intermediate);
        Prescription.LoadOf(trainee, CatalogueIndex.Shipped.Find("front-squat")!, Dose(5, 8)).ShouldBe((null, null));
        Prescription.LoadOf(trainee, Bench, Dose(12, 7)).ShouldBe((null, null));
    }

    [Fact]
    public void An_eased_day_loads_a_tenth_less() =>
        Prescription.LoadOf(StrengthPlans.Lifter(ExperienceLevel.Intermediate), Bench, Dose(5, 8), 0.9m).LoadKg.ShouldBe(85);

    [Theory]
    [InlineData("Linear", "bench-press")]
    [InlineData("Undulating", "back-squat")]
    [InlineData("DailyUndulating", "bench-press")]
    [InlineData("Conjugate", "back-squat")]
    [InlineData("Block", "back-squat")]
    public void Loads_rise_through_the_plan_from_below_the_maximum_to_near_it(string model, string lift)
    {
        var plan = Build(ExperienceLevel.Advanced, Enum.Parse<Periodisation>(model), 12);
        var tops = Tops(plan, lift);
        var max = StrengthPlans.Lifter(ExperienceLevel.Advanced).OneRepMaxes[lift];
        var (early, late) = (tops.Where(t => t.Week < 4).Max(t => t.Kg), tops.Where(t => t.Week >= 8).Max(t => t.Kg));
        late.ShouldBeGreaterThan(early * 1.05m);
        early.ShouldBeLessThan(0.86m * max);
        late.ShouldBeInRange(0.82m * max, max);
    }

    [Fact]
    public void A_plan_without_an_event_ends_with_a_heavy_single_of_each_known_lift()
    {
        var plan = Build(ExperienceLevel.Advanced, Periodisation.Undulating, 12);
        var maxes = StrengthPlans.Lifter(ExperienceLevel.Advanced).OneRepMaxes;
        var tests = plan.Days.Where(d => d.Session is { Kind: SessionKind.Test }).ToList();
        tests.ShouldAllBe(d => d.WeekIndex == 11);
        List<string> tested = [];
        foreach (var parts in tests.Select(d => d.Session!.Parts))
        {
            var single = parts.First(p => p.Kind == PartKind.Main).Steps.OfType<ExerciseStep>().First();
            tested.Add(single.ExerciseId);
            (single.RepsTo, single.Rpe).ShouldBe((1, 9m));
            single.LoadKg!.Value.ShouldBeInRange(0.92m * maxes[single.ExerciseId], maxes[single.ExerciseId]);
            var ramp = parts[0].Steps.OfType<ExerciseStep>().Where(s => s.ExerciseId == single.ExerciseId).Select(s => s.LoadKg!.Value).ToList();
            ramp.ShouldBeInOrder(SortDirection.Ascending);
            ramp[^1].ShouldBeInRange(0.85m * single.LoadKg.Value, 0.9m * single.LoadKg.Value);
        }

        tested.ShouldBe(maxes.Keys, ignoreOrder: true);
        Build(ExperienceLevel.Beginner, Periodisation.Linear, 12).Days.ShouldAllBe(d => d.Session == null || d.Session.Kind != SessionKind.Test);
    }

    [Fact]
    public void Rows_and_pulls_are_not_for_triples()
    {
        foreach (var model in Enum.GetValues<Periodisation>())
        {
            var pulls = Build(ExperienceLevel.Advanced, model, 12).Days.SelectMany(d => d.Session?.Parts ?? []).SelectMany(p => p.Steps).OfType<ExerciseStep>()
                .Where(s => CatalogueIndex.Shipped.Find(s.ExerciseId)!.Pattern is MovementPattern.HorizontalPull or MovementPattern.VerticalPull).ToList();
            pulls.ShouldNotBeEmpty();
            pulls.ShouldAllBe(s => s.RepsFrom == null || s.RepsFrom >= 6);
        }
    }

    [Fact]
    public void A_beginner_adds_two_and_a_half_to_five_kilograms_a_week()
    {
        var plan = Build(ExperienceLevel.Beginner, Periodisation.Linear, 10);
        var weeks = Tops(plan, "back-squat").Where(t => !plan.Weeks[t.Week].Recovery).OrderBy(t => t.Week).ToArray();
        weeks.Length.ShouldBeGreaterThan(4);
        foreach (var (one, next) in weeks.Zip(weeks.Skip(1)))
        {
            (next.Kg - one.Kg).ShouldBeInRange(0, 5m * (next.Week - one.Week));
        }

        weeks[^1].Kg.ShouldBeGreaterThanOrEqualTo(weeks[0].Kg + 10);
    }

    [Fact]
    public void A_meet_opens_at_91_percent_and_ends_above_the_maximum_after_a_halved_taper()
    {
        var race = SomeTrainees.Monday.AddDays((7 * 11) + 5);
        var trainee = StrengthPlans.Lifter(ExperienceLevel.Advanced);
        var plan = Planner.Build(new(trainee, StrengthPlans.Target(Specialisation.Force, "powerlifting", race, Periodisation.Block, "powerlifting_meet"), SomeTrainees.Monday, 12, 1));
        var meet = plan.Days.Single(d => d.Date == race).Session!;
        meet.Kind.ShouldBe(SessionKind.Race);
        meet.Parts.Select(p => p.Name).ShouldBe(["Squat", "Bench press", "Deadlift"]);
        meet.Parts[0].Steps.Cast<ExerciseStep>().Select(s => s.LoadKg).ShouldBe([125m, 132.5m, 140m]);
        meet.Parts.SelectMany(p => p.Steps).Cast<ExerciseStep>().Select(s => s.PercentOneRepMax).Distinct().ShouldBe([91m, 96m, 101m]);
        Platform.PlanGeneration.Domain.Validation.PlanValidator.Check(plan, trainee).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "Full body A")]
    [InlineData(3, "Full body A|Full body B|Full body C")]
    [InlineData(4, "Upper body A|Lower body A|Upper body B|Lower body B")]
    [InlineData(6, "Push|Pull|Legs|Upper body A|Lower body B|Upper body B")]
    public void The_split_follows_the_days(int days, string split)
    {
        DayOfWeek[] all = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday];
        var trainee = SomeTrainees.Make([.. all.Take(days)], 60, new Dictionary<DayOfWeek, int>(), ExperienceLevel.Advanced, 6, ["strength"], null, 180, EquipmentSet.Everything, new HashSet<BodyArea>());
        var plan = Planner.Build(new(trainee, StrengthPlans.Target(Specialisation.Force, "strength", null, Periodisation.Linear), SomeTrainees.Monday, 6, 1));
        var week = plan.Days.Where(d => d.WeekIndex == 1 && d.Session is not null).Select(d => d.Session!.Title.Split(':')[0]);
        string.Join('|', week).ShouldBe(split);
    }

    [Fact]
    public void Today_turns_to_what_has_rested_longest()
    {
        var trainee = StrengthPlans.Lifter(ExperienceLevel.Intermediate);
        var today = SomeTrainees.Monday;
        RecentSession[] recent = [Lately(1, "lower_a"), Lately(2, "upper_a")];
        var order = Coaches.For(Specialisation.Force).Today(new(trainee, today, 60, 7, null, recent, null, 1));
        order.Focus.ShouldStartWith("upper");
        order.Effort.ShouldBe(1);
        Coaches.For(Specialisation.Force).Today(new(trainee, today, 60, 2, null, recent, null, 1)).Kind.ShouldBe(SessionKind.Recovery);

        RecentSession Lately(int days, string focus) => new(today.AddDays(-days), SessionKind.Strength, "strength", focus, 8, 60, false);
    }

    private static Dose Dose(int reps, decimal rpe) => new(3, 3, 3, reps, reps, 30, rpe, null, 180);

    private static Plan Build(ExperienceLevel experience, Periodisation model, int weeks) => Planner.Build(new(
        StrengthPlans.Lifter(experience), StrengthPlans.Target(Specialisation.Force, "strength", null, model), SomeTrainees.Monday, weeks, 3));

    private static List<(int Week, decimal Kg)> Tops(Plan plan, string lift) =>
    [
        .. from day in plan.Days
           where day.Session is not null
           from part in day.Session!.Parts
           where part.Kind == PartKind.Main
           from step in part.Steps.OfType<ExerciseStep>()
           where step.ExerciseId == lift && step.LoadKg is not null
           group step.LoadKg!.Value by day.WeekIndex into week
           select (week.Key, week.Max()),
    ];
}
