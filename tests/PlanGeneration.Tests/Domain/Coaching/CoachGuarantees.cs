using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

/// <summary>What holds for every plan of an endurance athlete, whoever asks for it.</summary>
internal static class CoachGuarantees
{
    public static void Check(Plan plan, Trainee trainee, ICoach coach)
    {
        PlanValidator.Check(plan, trainee).ShouldBeEmpty();
        foreach (var day in plan.Days)
        {
            if (day.Session is { } session)
            {
                CheckDay(day, session, trainee);
            }
        }

        var hard = plan.Days.Where(d => d.Session?.Kind.IsHard() == true).Select(d => d.Date).ToList();
        if (coach.KeepsHardDaysApart)
        {
            hard.Zip(hard.Skip(1)).ShouldAllBe(pair => pair.Second.DayNumber - pair.First.DayNumber >= 2);
        }

        plan.Weeks.ShouldAllBe(w => plan.Days.Count(d => d.WeekIndex == w.Index && d.Session != null && d.Session.Kind.IsHard() && d.Session.Kind != SessionKind.Race) <= 3);
        if (plan.Target.RaceDate is { } race)
        {
            plan.Days.Single(d => d.Date == race).Session!.Kind.ShouldBe(SessionKind.Race);
        }
    }

    private static void CheckDay(PlannedDay day, Session session, Trainee trainee)
    {
        session.Totals.ShouldBe(Sums.Of(session.Parts, session.TargetRpe));
        session.Title.ShouldNotBeNullOrWhiteSpace();
        session.Purpose.ShouldNotBeNullOrWhiteSpace();
        if (session.Kind != SessionKind.Race)
        {
            session.Totals.Minutes.ShouldBeLessThanOrEqualTo(trainee.MinutesOn(day.Date.DayOfWeek), $"{session.Title}");
            session.Parts[0].Kind.ShouldBe(PartKind.WarmUp);
            session.Parts[^1].Kind.ShouldBe(PartKind.CoolDown);
        }

        foreach (var step in session.Parts.SelectMany(p => p.Steps))
        {
            if (step is ExerciseStep lift)
            {
                var exercise = trainee.Equipment.Catalogue.Find(lift.ExerciseId).ShouldNotBeNull();
                // A race has its own equipment.
                (session.Kind == SessionKind.Race || trainee.Equipment.Meets(exercise)).ShouldBeTrue(exercise.Id);
                exercise.StressesAny(trainee.Spare).ShouldBeFalse(exercise.Id);
            }
            else if (step is EnduranceStep { Mode: "run" } run && session.Kind != SessionKind.Race)
            {
                trainee.Spare.ShouldNotContain(BodyArea.Knee);
                CheckPace(run, trainee, session.Title);
            }
        }
    }

    // Each end of a pace belongs to a pace of the athlete's VDOT, within 2 s/km; race pace is the goal's and may be anywhere.
    private static void CheckPace(EnduranceStep step, Trainee trainee, string title)
    {
        if (trainee.Vdot is not { } vdot || step.PaceFrom is not { } from || step.PaceTo is not { } to)
        {
            trainee.Vdot.ShouldBeNull();
            return;
        }

        from.ShouldBeLessThanOrEqualTo(to);
        var paces = Vdot.Paces(vdot);
        var middle = (from + to) / 2.0;
        if (step.Zone <= 2)
        {
            middle.ShouldBeInRange(paces.Easy.FastSecPerKm - 2, paces.Easy.SlowSecPerKm + 2, title);
        }
        else if (step.Zone == 5 && title.StartsWith("Intervals", StringComparison.Ordinal))
        {
            new[] { paces.IntervalSecPerKm, paces.RepetitionSecPerKm }.ShouldContain(p => Math.Abs(p - middle) <= 2, title);
        }
        else if (step.Zone == 4 && (title.StartsWith("Tempo", StringComparison.Ordinal) || title.StartsWith("Cruise", StringComparison.Ordinal)))
        {
            middle.ShouldBe(paces.ThresholdSecPerKm, 2, title);
        }
    }
}
