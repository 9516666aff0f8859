using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;
using Platform.PlanGeneration.Tests.Planning;

namespace Platform.PlanGeneration.Tests.Domain.Daily;

/// <summary>What holds for every athlete, coach and day.</summary>
public sealed class DailyPropertyTests
{
    private static readonly DateOnly Date = new(2026, 11, 25);

    [Fact]
    public void Every_coachs_day_is_sound_the_same_again_and_short_enough_to_be_sent()
    {
        for (var number = 0; number < 300; number++)
        {
            foreach (var coach in Coaches.All)
            {
                var day = DayOf(number);
                var made = DaySessions.Coached(coach, day);
                DaySessions.Check(made.Session, day).ShouldBeEmpty($"{number} {coach.Specialisation}");
                PlanJson.Write(DaySessions.Coached(coach, day).Session).ShouldBe(PlanJson.Write(made.Session));
                var lines = WorkoutLines.Of(made.Session);
                lines.Count.ShouldBeInRange(1, WorkoutLines.Most);
                lines.Select(l => l.ExerciseId).ShouldBeUnique();
                lines.Select(l => l.Position).ShouldBe(Enumerable.Range(1, lines.Count));
                lines.ShouldAllBe(l => l.Sets >= 1 && l.Reps.Length > 0 && l.ExerciseId.Length <= 60 && l.Name.Length > 0);
            }
        }
    }

    [Fact]
    public void A_planned_day_that_is_eased_repaired_or_rebuilt_is_sound_and_never_harder()
    {
        var changed = 0;
        for (var number = 0; number < 300; number++)
        {
            foreach (var coach in Coaches.All)
            {
                var before = DaySessions.Coached(coach, DayOf(number, readiness: null, energy: null)).Session;
                var day = DayOf(number);
                var made = DaySessions.Planned(before, day);
                DaySessions.Check(made.Session, day).ShouldBeEmpty($"{number} {coach.Specialisation}");
                made.Session.TargetRpe.ShouldBeLessThanOrEqualTo(before.TargetRpe + 1, $"{number} {coach.Specialisation} {before.Kind} {made.Session.Kind}");
                made.Reasoning.ShouldNotBeEmpty();
                changed += made.Session == before ? 0 : 1;
            }
        }

        changed.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void A_replacement_keeps_the_pattern_and_is_sound_whatever_the_reason()
    {
        var replaced = 0;
        for (var number = 0; number < 200; number++)
        {
            var day = DayOf(number, null, null);
            var session = DaySessions.Coached(Coaches.For(Specialisation.Force), day).Session;
            var part = session.Parts.ToList().FindIndex(p => p.Kind == PartKind.Main && p.Steps[0] is ExerciseStep);
            if (part < 0)
            {
                continue;
            }

            var exercise = CatalogueIndex.Shipped.Find(((ExerciseStep)session.Parts[part].Steps[0]).ExerciseId)!;
            foreach (var reason in Enum.GetValues<ReplaceReason>())
            {
                var made = ExerciseReplacement.Try(session, part, 0, exercise, day.Trainee, reason, Date, day.Minutes);
                if (made is { Session: { } changed, Step: { } step })
                {
                    SessionValidator.Check(changed, day.Trainee, Date, Math.Max(day.Minutes, session.Totals.Minutes), "").ShouldBeEmpty($"{number} {reason}");
                    CatalogueIndex.Shipped.Find(step.ExerciseId)!.Pattern.ShouldBe(exercise.Pattern);
                    changed.ShouldNotBe(session);
                    replaced++;
                }
                else
                {
                    made.Reasoning.ShouldNotBeEmpty();
                }
            }
        }

        replaced.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Lines_read_as_people_say_them()
    {
        SessionPart[] parts =
        [
            new(PartKind.WarmUp, "Warm-up", 1, 0, [new EnduranceStep("run", 600, null, 1, null, null, 120, 140, null, null, 2, null), Squat(40, 3, 5)]),
            new(PartKind.Main, "Repeats", 6, 90, [new EnduranceStep("run", null, 1000, 5, 256, 260, null, null, null, null, 9, null)]),
            new(PartKind.Main, "Lifts", 1, 0, [Squat(100, 5, 5) with { Sets = 3, RepsTo = 8, PerSide = true }, Squat(60, 5, 5)]),
        ];
        var lines = WorkoutLines.Of(new(Specialisation.Mixed, "running", SessionKind.Intervals, "T", "P", 7, Sums.Of(parts, 7), parts, []));
        lines.Select(l => (l.ExerciseId, l.Sets, l.Reps, l.RestSeconds, l.AsksTopSet)).ShouldBe(
        [
            ("run", 1, "10 min", 0, false), ("back-squat-2", 1, "5", 60, false), ("run-2", 6, "1000 m", 90, false),
            ("back-squat", 3, "5-8 each side", 60, true), ("back-squat-3", 1, "5", 60, false),
        ]);
        lines[2].Note.ShouldBe("4:16–4:20 /km");
        lines[0].Note.ShouldBe("120–140 bpm");
        lines[3].LoadKg.ShouldBe(100);
    }

    [Fact]
    public void Only_fewer_repetitions_at_the_load_or_below_are_a_failure()
    {
        PrescribedLift lift = new("back-squat", 5, 100);
        lift.WasFailedBy(new("back-squat", 100, 4)).ShouldBeTrue();
        lift.WasFailedBy(new("back-squat", 100, 5)).ShouldBeFalse();
        lift.WasFailedBy(new("back-squat", 105, 3)).ShouldBeFalse();
        (lift with { LoadKg = null }).WasFailedBy(new("back-squat", 100, 1)).ShouldBeFalse();
    }

    private static ExerciseStep Squat(decimal load, int from, int to) =>
        new("back-squat", "Back Squat", 1, to, to, null, null, false, load, null, 7, null, 60, null, []) { RepsFrom = to == from ? from : to };

    private static DayOrder DayOf(int number) => DayOf(
        number,
        number % 3 == 0 ? null : new(Date, number * 7 % 100, (HrvState)(number % 4), 4 + (number % 5)),
        number % 2 == 0 ? null : 1 + (number % 10));

    private static DayOrder DayOf(int number, Readiness? readiness, int? energy)
    {
        var trainee = RandomAthletes.Athlete(number);
        // On a day that is trained.
        trainee = trainee with { TrainingDays = new WeekDays(127), Profile = trainee.Profile with { NeverDays = [] } };
        return new(trainee, Date, trainee.MinutesOn(Date.DayOfWeek), energy, readiness, [], null, number);
    }
}
