using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>Strength, powerlifting, bodybuilding, strongman and Olympic weightlifting.</summary>
internal sealed class ForceCoach : ICoach
{
    /// <summary>Main minutes after which the quality of heavy work falls.</summary>
    private const int Cap = 90;

    private const int MostSessions = 6;

    public Specialisation Specialisation => Specialisation.Force;

    public bool KeepsHardDaysApart => false;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var sport = Sport.Of(week.Target, week.Trainee, Specialisation);
        var usual = week.Trainee.Profile.Experience switch { ExperienceLevel.Beginner => 3, ExperienceLevel.Intermediate => 4, _ => 5 };
        var sessions = WeekShape.Sessions(week, usual, MostSessions, Cap);
        var choice = ExerciseChoice.For(week.Trainee);
        return WeekPlan.Of(week, sport, sessions, Cap, count =>
        {
            var focuses = WeekPlan.Focuses(
                week, count, Splits.Week(sport, sessions, week.Trainee.Profile.Experience),
                focus => Splits.Of(focus).Min(s => !choice.Knows(s.Wish) ? 2 : s.Role == Role.Primary ? 0 : 1));
            return [.. focuses.Select((focus, i) => (IsTest(week, sport, focus) ? SessionKind.Test : Kind(week, sport, sessions, i), focus, 1.0))];
        });
    }

    public Session Build(SessionOrder order)
    {
        if (order.Kind == SessionKind.Race)
        {
            return order.Target?.Format == "powerlifting_meet" || order.Sport == Disciplines.Powerlifting ? MeetDay.Build(order) : RaceDay.Build(order, Specialisation);
        }

        if (Restorative.Suits(order.Kind))
        {
            return Restorative.Build(order, Specialisation);
        }

        order = order with { Kind = Known(order.Kind) };
        var focus = Splits.Knows(order.Focus) ? order.Focus : "full_a";
        var block = Progress.Block(order);
        List<Slot> slots = [];
        foreach (var (wish, role) in Splits.Of(focus))
        {
            var dose = Schemes.Of(order, role);
            slots.Add(new(wish, dose, Turn(order, role, block), Note(order, role), role == Role.Primary ? Adjusted(order) : null));
        }

        var steps = Prescribing.Lifts.Fill(order, slots, Budget.Of(order).Main, []);
        if (steps.Count < 2 && Budget.Of(order).Main > 600)
        {
            return Restorative.Build(order, Specialisation, "What hurts leaves too little to lift with, so today you move without load.");
        }

        List<SessionPart> main = steps.Count == 0 ? [] : [new(PartKind.Main, "Main lifts", 1, 0, steps)];
        var rpe = order.Kind == SessionKind.Power ? 6.5m : Math.Floor(2 * (7 + (decimal)Progress.Of(order.Week))) / 2;
        return SessionWriter.Write(
            order, Specialisation, order.Kind, ForceText.Title(order, focus), ForceText.Purpose(order), rpe - (order.Week is { Recovery: true } && order.Kind != SessionKind.Test ? 1 : 0), main,
            Notes(steps), steps.FirstOrDefault() as ExerciseStep);
    }

    public SessionOrder Today(DayOrder day)
    {
        var sport = Sport.Of(null, day.Trainee, Specialisation);
        var sessions = Math.Clamp(day.Trainee.TrainingDays.ToList().Count, 2, MostSessions);
        var focus = History.Next(day, Splits.Week(sport, sessions, day.Trainee.Profile.Experience), Splits.Alike);
        var usual = sport == Disciplines.Bodybuilding ? SessionKind.Hypertrophy : SessionKind.Strength;
        return History.Order(day, day.Planned is { } planned && planned != SessionKind.Race ? planned : usual, sport, focus, Cap);
    }

    /// <summary>A plan without an event ends with a look at what it has brought, in the week in which its lifters are freshest.</summary>
    private static bool IsTest(WeekOrder week, string sport, string focus) =>
        week.Target.RaceDate is null && week.Week is { Of: >= 4, Recovery: true } && week.Week.Index == week.Week.Of - 1
        && week.Trainee.Profile.Experience > ExperienceLevel.Beginner && sport != Disciplines.Bodybuilding && week.Target.Goal is null or "strength" or "power"
        && Splits.Of(focus).Any(s => s.Role == Role.Primary && ExerciseChoice.For(week.Trainee).Knows(s.Wish));

    private static SessionKind Kind(WeekOrder week, string sport, int sessions, int i)
    {
        if (week.Week.Phase is Phase.Taper or Phase.RaceWeek)
        {
            return SessionKind.Strength;
        }

        if (sport == Disciplines.Bodybuilding || week.Target.Goal == "hypertrophy")
        {
            return SessionKind.Hypertrophy;
        }

        return week.Target.Periodisation switch
        {
            // Power is both: the force of heavy lifts, and light ones moved fast.
            _ when week.Target.Goal == "power" => Fast(i, sessions),

            // The first half of a four-day week is heavy, the second is volume; three days are volume, speed, weight.
            Periodisation.DailyUndulating when sessions == 3 => i switch { 0 => SessionKind.Hypertrophy, 1 => SessionKind.Power, _ => SessionKind.Strength },
            Periodisation.DailyUndulating => i % sessions < (sessions + 1) / 2 ? SessionKind.Strength : SessionKind.Hypertrophy,

            // Maximum effort first, then dynamic effort.
            Periodisation.Conjugate => Fast(i, sessions),

            // Accumulation, transmutation, realisation.
            Periodisation.Block when week.Week.Phase == Phase.Base => SessionKind.Hypertrophy,
            _ => SessionKind.Strength,
        };
    }

    private static SessionKind Fast(int i, int sessions) => sessions > 1 && i % sessions >= (sessions + 1) / 2 ? SessionKind.Power : SessionKind.Strength;

    private static SessionKind Known(SessionKind kind) =>
        kind is SessionKind.Hypertrophy or SessionKind.Power or SessionKind.Technique or SessionKind.Test ? kind
        : kind == SessionKind.Skill ? SessionKind.Technique : SessionKind.Strength;

    private static int Turn(SessionOrder order, Role role, int block) => role switch
    {
        Role.Primary => 0,
        Role.Core => Chance.Of(order.Seed, 7, 6),
        _ => block,
    };

    /// <summary>Beginners add kilograms from week to week while they can.</summary>
    private static Func<Exercise, Dose, Dose>? Adjusted(SessionOrder order) =>
        order is { Kind: SessionKind.Strength, Week: { Phase: Phase.Base or Phase.Build or Phase.Peak } week }
        && Progress.Model(order) == Periodisation.Linear
            ? (exercise, dose) => LinearLoad.Of(order.Trainee, exercise, dose, week)
            : null;

    private static string? Note(SessionOrder order, Role role) => (role, order.Kind) switch
    {
        (Role.Primary, SessionKind.Power) => "Every repetition as fast as you can; stop the set when the bar slows.",
        (Role.Primary, SessionKind.Test) => "Build up to this in small jumps, and go on while it is easier than the RPE says. No repetition that you would not want filmed; the result sets the loads to come.",
        (Role.Primary, SessionKind.Strength) when order.Trainee.Profile.Experience > ExperienceLevel.Beginner =>
            "If the first set is harder than the RPE says, take 5 % off; if it is easier, stay: the weeks add the weight.",
        (Role.Primary, _) => "Same depth and the same bar path in every repetition.",
        _ => null,
    };

    private static List<string> Notes(List<Step> steps)
    {
        var (loads, open) = (false, false);
        foreach (var step in steps)
        {
            loads |= step is ExerciseStep { LoadKg: not null };
            open |= step is ExerciseStep { LoadKg: null, Rpe: not null };
        }

        List<string> notes = [];
        if (loads)
        {
            notes.Add("Loads come from your estimated maxima and the RPE chart, rounded down to what goes on the bar.");
        }

        if (open)
        {
            notes.Add("Where no load is given, choose one that leaves the repetitions in reserve that the RPE says: RPE 8 is two left.");
        }

        return notes;
    }
}
