using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

/// <summary>What all coaches but endurance and competitions keep to, over many athletes.</summary>
public sealed class StrengthCoachTests
{
    // Where the mixed coach hands a session to the coach of races, that coach's own tests answer for it.
    private static readonly Specialisation[] Own = [Specialisation.Endurance, Specialisation.Competitions];

    [Fact]
    public void Plans_for_anybody_hold_what_they_promise() => Enumerable.Range(0, 280).AsParallel().ForAll(seed =>
    {
        var (order, trainee) = StrengthPlans.Some(seed);
        var plan = Planner.Build(order);
        var theirs = order.Target.Coach == Specialisation.Mixed;
        var faults = PlanValidator.Check(plan, trainee).Where(f => !theirs || !f.Path.StartsWith("days[", StringComparison.Ordinal) || !Own.Contains(DayOf(plan, f.Path).Coach));
        faults.Where(f => !theirs || f.Rule is not (FaultRules.Taper or FaultRules.TaperIntensity)).ShouldBeEmpty($"seed {seed}");
        plan.Days.Where(d => d.Session is not null && d.Session.Kind != SessionKind.Race).ShouldNotBeEmpty($"seed {seed}");
        if (order.Target.RaceDate is { } race)
        {
            plan.Days.Single(d => d.Date == race).Session!.Kind.ShouldBe(SessionKind.Race, $"seed {seed}");
        }
    });

    [Fact]
    public void The_same_seed_is_the_same_plan() => Enumerable.Range(0, 21).AsParallel().ForAll(seed =>
    {
        var (order, _) = StrengthPlans.Some(seed);
        var (again, _) = StrengthPlans.Some(seed);
        SomeTrainees.Text(Planner.Build(again)).ShouldBe(SomeTrainees.Text(Planner.Build(order)));
    });

    [Fact]
    public void Any_session_fits_its_minutes_and_its_main_part_what_was_ordered() => Enumerable.Range(0, 1400).AsParallel().ForAll(seed =>
    {
        var order = StrengthPlans.SomeSession(seed);
        var session = Coaches.For(StrengthPlans.Coach(seed)).Build(order);
        if (Own.Contains(session.Coach))
        {
            return;
        }

        SessionValidator.Check(session, order.Trainee, order.Date, order.Minutes, "session").ShouldBeEmpty($"seed {seed}");
        var wanted = Math.Min(order.MainMinutes, order.Minutes - 4);
        session.Totals.MainMinutes.ShouldBeInRange(wanted - 3, wanted + 3, $"seed {seed}: {session.Title}");
        session.Parts[0].Kind.ShouldBe(PartKind.WarmUp);
        session.Parts[^1].Kind.ShouldBe(PartKind.CoolDown);
        foreach (var step in session.Parts.SelectMany(p => p.Steps).OfType<ExerciseStep>())
        {
            step.Alternatives.Count.ShouldBeLessThanOrEqualTo(3);
            step.Alternatives.ShouldAllBe(a => a.Reason.Length > 10 && a.ExerciseId != step.ExerciseId);
        }
    });

    [Fact]
    public void Severe_pain_all_over_still_gives_something_gentle_to_do()
    {
        foreach (var coach in StrengthPlans.All.Where(c => c != Specialisation.Mixed))
        {
            var trainee = StrengthPlans.Lifter(ExperienceLevel.Intermediate) with { Spare = Enum.GetValues<BodyArea>().ToHashSet(), Equipment = EquipmentSet.Nothing };
            var sport = Coaches.MainDiscipline(coach);
            var session = Coaches.For(coach).Build(new(trainee, SomeTrainees.Monday, SessionKind.Strength, sport, "", 45, 30, 1, null, null, 3));
            SessionValidator.Check(session, trainee, SomeTrainees.Monday, 45, "session").ShouldBeEmpty();
            session.Totals.MainMinutes.ShouldBeInRange(27, 33);
            session.Parts.SelectMany(p => p.Steps).OfType<ExerciseStep>().ShouldAllBe(s => s.LoadKg == null);
        }
    }

    [Fact]
    public void Recovery_weeks_hold_less()
    {
        foreach (var coach in StrengthPlans.All)
        {
            var plan = Planner.Build(StrengthOrder(coach, 12));
            var minutes = plan.Weeks.Select(w => plan.Days.Where(d => d.WeekIndex == w.Index).Sum(d => d.Session?.Totals.MainMinutes ?? 0)).ToArray();
            plan.Weeks.ShouldContain(w => w.Recovery);
            foreach (var week in plan.Weeks.Where(w => w.Recovery && w.Index > 0))
            {
                ((double)minutes[week.Index]).ShouldBeLessThan(0.8 * minutes[week.Index - 1], $"{coach} week {week.Index}");
            }
        }
    }

    [Fact]
    public void Every_coach_trains_at_home_with_nothing()
    {
        foreach (var coach in StrengthPlans.All)
        {
            var order = StrengthOrder(coach, 4);
            order = order with { Trainee = order.Trainee with { Equipment = EquipmentSet.Nothing } };
            var plan = Planner.Build(order);
            PlanValidator.Check(plan, order.Trainee).ShouldBeEmpty($"{coach}");
            plan.Days.Count(d => d.Session is { Totals.WorkingSets: >= 4 }).ShouldBeGreaterThanOrEqualTo(12, $"{coach}");
        }
    }

    [Fact]
    public void Eased_sessions_ask_for_less()
    {
        foreach (var coach in StrengthPlans.All.Where(c => c is not (Specialisation.Wellness or Specialisation.Mixed)))
        {
            var trainee = StrengthPlans.Lifter(ExperienceLevel.Intermediate);
            var order = new SessionOrder(trainee, SomeTrainees.Monday, SessionKind.Strength, Coaches.MainDiscipline(coach), "", 75, 55, 1, null, null, 9);
            var (full, eased) = (Coaches.For(coach).Build(order), Coaches.For(coach).Build(order with { Effort = 0.8m }));
            eased.TargetRpe.ShouldBeLessThan(full.TargetRpe, $"{coach}");
            eased.Totals.TonnageKg.ShouldBeLessThanOrEqualTo(full.Totals.TonnageKg, $"{coach}");
            eased.Notes.ShouldContain(n => n.StartsWith("Eased on purpose", StringComparison.Ordinal));
        }
    }

    private static PlanOrder StrengthOrder(Specialisation coach, int weeks)
    {
        var trainee = StrengthPlans.Lifter(ExperienceLevel.Intermediate);
        if (coach == Specialisation.Mixed)
        {
            trainee = trainee with { Profile = trainee.Profile with { Disciplines = ["strength", "yoga", "boxing"] } };
        }

        return new(trainee, StrengthPlans.Target(coach, Coaches.MainDiscipline(coach), null, Periodisation.DailyUndulating), SomeTrainees.Monday, weeks, 5);
    }

    private static Session DayOf(Plan plan, string path) => plan.Days[int.Parse(path[5..path.IndexOf(']')], System.Globalization.CultureInfo.InvariantCulture)].Session!;
}
