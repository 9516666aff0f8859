using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Tests.Planning;

/// <summary>A sound plan is broken in one way, and that rule is found at that place: the validator can fail.</summary>
public sealed class BrokenPlanTests
{
    private static readonly Plan Marathon = SoundPlans.Marathon;
    private static readonly Plan Strength = SoundPlans.Strength;

    // A Tuesday, a run with parts before and after its main work; a lifter's Tuesday.
    private const int Run = 1;

    [Fact]
    public void The_plans_that_are_broken_here_are_sound()
    {
        PlanValidator.Check(Marathon, SoundPlans.Runner).ShouldBeEmpty();
        PlanValidator.Check(Strength, SoundPlans.Lifter).ShouldBeEmpty();
    }

    [Fact]
    public void Weeks_and_days_are_where_they_belong()
    {
        Runs(Marathon with { Days = [.. Marathon.Days.Take(111)] }, FaultRules.Schema, "weeks");
        Runs(Marathon with { StartDate = Marathon.StartDate.AddDays(1) }, FaultRules.Dates, "startDate");
        Runs(WithDay(20, d => d with { Date = d.Date.AddDays(1) }), FaultRules.Dates, "days[20].date");
        Runs(WithDay(20, d => d with { WeekIndex = 3 }), FaultRules.Dates, "days[20].date");
        Runs(WithDay(20, d => d with { Phase = Phase.Peak }), FaultRules.PhaseOrder, "days[20].phase");
        Runs(WithWeek(3, w => w with { Index = 4 }), FaultRules.Dates, "weeks[3]");
    }

    [Fact]
    public void Phases_come_in_order_and_end_in_the_race_week()
    {
        Runs(WithPhase(1, Phase.Peak), FaultRules.PhaseOrder, "weeks[2].phase");
        Runs(WithPhase(15, Phase.Taper), FaultRules.PhaseOrder, "weeks[15].phase");
        Runs(WithPhase(10, Phase.RaceWeek), FaultRules.PhaseOrder, "weeks[10].phase");
        var tapered = Strength with
        {
            Weeks = [.. Strength.Weeks.Select(w => w.Index == 11 ? w with { Phase = Phase.Taper } : w)],
            Days = [.. Strength.Days.Select(d => d.WeekIndex == 11 ? d with { Phase = Phase.Taper } : d)],
        };
        Lifts(tapered, FaultRules.PhaseOrder, "weeks[11].phase");
    }

    [Fact]
    public void The_race_is_on_its_day_and_nothing_comes_after_it()
    {
        Runs(Marathon with { Target = Marathon.Target with { RaceDate = Marathon.Days[110].Date } }, FaultRules.RaceDay, "days[111].session.kind");
        Runs(Marathon.With(111, _ => null), FaultRules.RaceDay, "days");
        Lifts(Strength.With(Lift.Day, s => s with { Kind = SessionKind.Race }), FaultRules.RaceDay, $"days[{Lift.Day}].session.kind");
    }

    [Fact]
    public void Nothing_is_on_a_never_day_or_a_day_without_training()
    {
        var easy = Marathon.Days[Run].Session;
        Runs(WithDay(0, d => d with { Session = easy }), FaultRules.NeverDay, "days[0].session");
        Runs(WithDay(4, d => d with { Session = easy }), FaultRules.TrainingDay, "days[4].session");
    }

    [Fact]
    public void A_session_takes_no_more_than_the_day_has() =>
        Runs(Marathon.With(Run, s => s.WithStep<EnduranceStep>(0, 0, e => e with { Seconds = 9_000, DistanceM = null })), FaultRules.Minutes, $"days[{Run}].session.totals.minutes");

    [Fact]
    public void What_the_session_claims_is_what_its_steps_add_up_to()
    {
        (string, Func<SessionTotals, SessionTotals>)[] lies =
        [
            ("minutes", t => t with { Minutes = t.Minutes + 2 }), ("mainMinutes", t => t with { MainMinutes = t.MainMinutes - 2 }),
            ("hardMinutes", t => t with { HardMinutes = t.HardMinutes + 2 }), ("distanceKm", t => t with { DistanceKm = t.DistanceKm + 0.3m }),
            ("workingSets", t => t with { WorkingSets = t.WorkingSets + 1 }), ("tonnageKg", t => t with { TonnageKg = (t.TonnageKg * 1.02m) + 2 }),
            ("load", t => t with { Load = t.Load + 20 }),
        ];
        foreach (var (member, lie) in lies)
        {
            Runs(Marathon.With(Run, s => s with { Totals = lie(s.Totals) }), FaultRules.Totals, $"days[{Run}].session.totals.{member}");
        }
    }

    [Fact]
    public void What_a_text_claims_is_in_the_steps()
    {
        foreach (var lie in new[] { "A run of 24 km", "Easy 95 min", "Intervals 7 × 1234 m", "Hold it for 2.5 hours", "9 x 17 min" })
        {
            Runs(Marathon.With(Run, s => s with { Title = lie }), FaultRules.TextFigures, $"days[{Run}].session.title");
            Runs(Marathon.With(Run, s => s with { Purpose = $"Today: {lie}." }), FaultRules.TextFigures, $"days[{Run}].session.purpose");
            Runs(Marathon.With(Run, s => s with { Notes = ["Fine.", lie] }), FaultRules.TextFigures, $"days[{Run}].session.notes[1]");
        }

        Runs(Marathon.With(Run, s => s with { Purpose = "This week comes to 200 km." }), FaultRules.TextFigures, $"days[{Run}].session.purpose");
        var km = Marathon.Days.Take(7).Sum(d => d.Session?.Totals.DistanceKm ?? 0);
        PlanValidator.Check(Marathon.With(Run, s => s with { Purpose = $"This week comes to {km:0} km." }), SoundPlans.Runner).ShouldBeEmpty();
        Lifts(Strength.With(Lift.Day, s => s with { Title = "Squat 17 × 19" }), FaultRules.TextFigures, $"days[{Lift.Day}].session.title");
    }

    [Fact]
    public void Exercises_exist_are_possible_and_spare_what_hurts()
    {
        var squat = Squat;
        Lifts(Changed(squat, e => e with { ExerciseId = "flying-squat" }), FaultRules.UnknownExercise, Of(squat, "exerciseId"));
        Fault(Strength, SoundPlans.Lifter with { Equipment = EquipmentSet.Nothing }, FaultRules.Equipment, Of(squat, "exerciseId"));
        var knee = SoundPlans.Lifter with { Spare = new HashSet<BodyArea> { BodyArea.Knee } };
        Fault(Strength, knee, FaultRules.Pain, Of(squat, "exerciseId"));
        var avoids = SoundPlans.Lifter with { Profile = SoundPlans.Lifter.Profile with { AvoidExercises = ["back-squat"] } };
        Fault(Strength, avoids, FaultRules.Avoided, Of(squat, "exerciseId"));
        Fault(Marathon, SoundPlans.Runner with { Spare = knee.Spare }, FaultRules.Pain, $"days[{Run}].session.parts[0].steps[0].mode");
        Runs(Marathon.With(Run, s => s.WithStep<EnduranceStep>(0, 0, e => e with { Mode = "ski_erg" })), FaultRules.Equipment, $"days[{Run}].session.parts[0].steps[0].mode");
    }

    [Fact]
    public void Loads_stay_within_what_the_known_maximum_allows()
    {
        Lifts(Changed(Squat, e => e with { LoadKg = 140, RepsFrom = 5, RepsTo = 5, Rpe = 8, PercentOneRepMax = null }), FaultRules.LoadLimit, Of(Squat, "loadKg"));
        Lifts(Changed(Squat, e => e with { PercentOneRepMax = 20 }), FaultRules.LoadLimit, Of(Squat, "percentOneRepMax"));
        Runs(Marathon.With(Run, s => s.WithStep<EnduranceStep>(0, 0, e => e with { PaceFrom = 185 })), FaultRules.PaceLimit, $"days[{Run}].session.parts[0].steps[0].paceFrom");
        Runs(Marathon.With(Run, s => s.WithStep<EnduranceStep>(0, 0, e => e with { HeartRateFrom = 150, HeartRateTo = 200 })), FaultRules.HeartRateLimit, $"days[{Run}].session.parts[0].steps[0].heartRateTo");
    }

    [Theory]
    [InlineData("unicorn-press")] // unknown
    [InlineData("back-squat")] // itself
    [InlineData("bench-press")] // other work
    public void Alternatives_do_the_same_work(string id) =>
        Lifts(Changed(Squat, e => e with { Alternatives = [new(id, "Other", "Because.")] }), FaultRules.Alternative, Of(Squat, "alternatives[0]"));

    [Fact]
    public void Parts_come_in_order_and_one_is_main()
    {
        Runs(Marathon.With(Run, s => s with { Parts = [.. s.Parts.Reverse()] }), FaultRules.PartOrder, $"days[{Run}].session.parts[1].kind");
        Runs(Marathon.With(Run, s => s with { Parts = [s.Parts[0]], Totals = Sums.Of([s.Parts[0]], s.TargetRpe) }), FaultRules.PartOrder, $"days[{Run}].session.parts");
        Runs(Marathon.With(111, s => s with { Parts = [s.Parts[0] with { Kind = PartKind.WarmUp }, .. s.Parts] }), FaultRules.PartOrder, "days[111].session.parts[0].kind");
    }

    [Fact]
    public void Hard_days_are_apart()
    {
        var hard = Enumerable.Range(0, 100).First(i => Marathon.Days[i].Session?.Kind.IsHard() == true && Marathon.Days[i + 1].Session is { } next && !next.Kind.IsHard());
        Runs(Marathon.With(hard + 1, s => s with { Kind = SessionKind.Intervals }), FaultRules.HardDays, $"days[{hard + 1}].session.kind");
    }

    [Fact]
    public void A_week_is_not_much_harder_than_those_before() =>
        // Week 5 as if in an instant twice as hard, each session truthful by itself.
        Runs(
            Marathon with { Days = [.. Marathon.Days.Select(d => d is { WeekIndex: 4, Session: { } s } ? d with { Session = s with { TargetRpe = 9, Totals = Sums.Of(s.Parts, 9) } } : d)] },
            FaultRules.WeeklyChange, "weeks[4]");

    [Fact]
    public void A_taper_is_less_but_as_sharp()
    {
        var peak = Marathon.Days.Where(d => d.WeekIndex == 12).ToList();
        Runs(
            Marathon with { Days = [.. Marathon.Days.Select(d => d.WeekIndex == 14 ? d with { Session = peak[d.DayIndex].Session } : d)] },
            FaultRules.Taper, "weeks[14]");
        Runs(
            Marathon with { Days = [.. Marathon.Days.Select(d => d.WeekIndex == 14 && d.DayIndex > 1 ? d with { Session = null } : d)] },
            FaultRules.Taper, "weeks[14]");
        Runs(
            Marathon with
            {
                Days =
                [
                    .. Marathon.Days.Select(d => d is { WeekIndex: >= 14, Session: { Kind: not SessionKind.Race } s }
                        ? d with { Session = Easy(s) }
                        : d),
                ],
            },
            FaultRules.TaperIntensity, "weeks[14]");
    }

    private static (int Day, int Part, int Step) Squat { get; } = Strength.Find<ExerciseStep>(e => e.ExerciseId == "back-squat" && e.LoadKg > 60 && e.PercentOneRepMax is not null);

    private static (int Day, int Part, int Step) Lift => Squat;

    private static string Of((int Day, int Part, int Step) place, string member) => $"days[{place.Day}].session.parts[{place.Part}].steps[{place.Step}].{member}";

    private static Plan Changed((int Day, int Part, int Step) place, Func<ExerciseStep, Step> change) =>
        Strength.With(place.Day, s => s.WithStep(place.Part, place.Step, change));

    private static Plan WithDay(int index, Func<PlannedDay, PlannedDay> change) => Marathon with { Days = [.. Marathon.Days.Select((d, i) => i == index ? change(d) : d)] };

    private static Plan WithWeek(int index, Func<PlanWeek, PlanWeek> change) => Marathon with { Weeks = [.. Marathon.Weeks.Select((w, i) => i == index ? change(w) : w)] };

    private static Plan WithPhase(int index, Phase phase) =>
        WithWeek(index, w => w with { Phase = phase }) with { Days = [.. Marathon.Days.Select(d => d.WeekIndex == index ? d with { Phase = phase } : d)] };

    private static Session Easy(Session session)
    {
        SessionPart[] parts = [.. session.Parts.Select(p => p with { Name = "Part", Steps = [.. p.Steps.Select(s => s is EnduranceStep e ? e with { Zone = 2 } : s)] })];
        return session with { Kind = SessionKind.Easy, Parts = parts, Totals = Sums.Of(parts, session.TargetRpe) };
    }

    private static void Runs(Plan plan, string rule, string path) => Fault(plan, SoundPlans.Runner, rule, path);

    private static void Lifts(Plan plan, string rule, string path) => Fault(plan, SoundPlans.Lifter, rule, path);

    private static void Fault(Plan plan, Trainee trainee, string rule, string path)
    {
        var faults = PlanValidator.Check(plan, trainee);
        faults.Select(f => $"{f.Rule} {f.Path}").ShouldContain($"{rule} {path}");
        faults.ShouldAllBe(f => f.Reason.Length > 20);
    }
}
