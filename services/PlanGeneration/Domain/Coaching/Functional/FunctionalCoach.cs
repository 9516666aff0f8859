using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Force;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Functional;

/// <summary>CrossFit, HIIT, circuits, functional training and plyometrics.</summary>
internal sealed class FunctionalCoach : ICoach
{
    private const int Cap = 60;
    private const int MostSessions = 6;
    private const int LongestMetcon = 1200;

    private static readonly Wish[] Heavy = [Wishes.Squat, Wishes.Hinge, Wishes.Bench, Wishes.Press, Wishes.Pull];

    private static readonly string[] Formats = ["strength_metcon", "amrap", "intervals", "emom", "for_time", "tabata", "power"];

    public Specialisation Specialisation => Specialisation.Functional;

    public bool KeepsHardDaysApart => false;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var sport = Sport.Of(week.Target, week.Trainee, Specialisation);
        var usual = week.Trainee.Profile.Experience == ExperienceLevel.Beginner ? 3 : 4;
        var sessions = WeekShape.Sessions(week, usual, MostSessions, Cap);

        // Before an event the weights stay, whatever else goes.
        string[] rotation = week.Week.Phase >= Planning.Phase.Taper ? ["strength_metcon", .. Rotation(sport).Where(f => f != "strength_metcon")] : Rotation(sport);
        return WeekPlan.Of(week, sport, sessions, Cap, count =>
            [.. WeekPlan.Focuses(week, count, rotation, focus => focus == "strength_metcon" ? 0 : 1).Select(focus => (KindOf(focus), focus, 1.0))]);
    }

    public Session Build(SessionOrder order)
    {
        if (SharedSessions.Of(order, Specialisation) is { } shared)
        {
            return shared;
        }

        var focus = Formats.Contains(order.Focus) ? order.Focus : DefaultFor(order.Kind);
        var seconds = Budget.Of(order).Main;
        List<SessionPart> main = [];
        List<Exercise> used = [];
        var lifted = focus == "power" ? Jumps(order, seconds, used)
            : focus == "strength_metcon" || seconds >= 2400 ? Strength(order, focus, seconds * 9 / 20, used)
            : [];
        if (lifted.Count > 0)
        {
            main.Add(new(PartKind.Main, focus == "power" ? "Jumps and throws" : "Strength", 1, 0, lifted));
        }

        Conditioning(order, focus, seconds - (int)Lifts.SecondsOf(main), main, used);
        if (main.Count == 0)
        {
            return Restorative.Build(order, Specialisation, "What hurts leaves too little to train hard with, so today you move without load.");
        }

        var recovery = order.Week is { Recovery: true };
        var rpe = (focus == "power" ? 7 : 7.5m) + (Progress.Of(order.Week) > 0.6 && !recovery ? 0.5m : 0) - (recovery ? 1 : 0);
        return SessionWriter.Write(
            order, Specialisation, KindOf(focus), FunctionalText.Title(focus, order.Week), FunctionalText.Purpose(focus), rpe, main,
            ["Choose weights you could go on with: form first, then pace. Scale a movement before you let it get ugly."], lifted.FirstOrDefault() as ExerciseStep);
    }

    public SessionOrder Today(DayOrder day)
    {
        var sport = Sport.Of(null, day.Trainee, Specialisation);
        if (day.Planned is { } planned && planned != SessionKind.Race)
        {
            return History.Order(day, planned, sport, Restorative.Suits(planned) ? "" : DefaultFor(planned), Cap);
        }

        var focus = History.Next(day, Rotation(sport), f => [f]);
        return History.Order(day, KindOf(focus), sport, focus, Cap);
    }

    private static string[] Rotation(string sport) => sport switch
    {
        Disciplines.Crossfit => ["strength_metcon", "amrap", "emom", "for_time", "strength_metcon", "intervals"],
        Disciplines.Hiit => ["intervals", "tabata", "emom", "amrap"],
        Disciplines.Circuit => ["for_time", "intervals", "amrap"],
        Disciplines.Plyometrics => ["power", "strength_metcon", "power", "intervals"],
        _ => ["strength_metcon", "intervals", "amrap", "emom"],
    };

    private static SessionKind KindOf(string focus) => focus switch
    {
        "strength_metcon" => SessionKind.Strength,
        "power" => SessionKind.Power,
        "for_time" or "amrap" => SessionKind.Circuit,
        _ => SessionKind.Conditioning,
    };

    private static string DefaultFor(SessionKind kind) => kind switch
    {
        SessionKind.Strength or SessionKind.Hypertrophy => "strength_metcon",
        SessionKind.Power => "power",
        SessionKind.Circuit => "amrap",
        SessionKind.Technique or SessionKind.Skill => "emom",
        _ => "intervals",
    };

    private static void Conditioning(SessionOrder order, string focus, int seconds, List<SessionPart> main, List<Exercise> used)
    {
        var format = focus switch
        {
            "emom" => MetconFormat.Emom,
            "for_time" => MetconFormat.ForTime,
            "tabata" => MetconFormat.Tabata,
            "intervals" => MetconFormat.Intervals,
            "amrap" => MetconFormat.Amrap,
            _ => (MetconFormat)Chance.Of(order.Seed, 5, 4),
        };
        for (var i = 0; i < 3 && seconds >= Metcon.LeastSeconds; i++)
        {
            if (Metcon.Of(order, format, Math.Min(seconds, LongestMetcon), used, i * 5) is not { } part)
            {
                break;
            }

            main.Add(part);

            // A longer session is several pieces, each of another kind.
            seconds -= (int)Lifts.SecondsOf([part]);
            format = (MetconFormat)(((int)format + 1) % 4);
        }
    }

    /// <summary>Two or three lifts; which, the focus decides, so that the days of a week do not load the same.</summary>
    private static List<Step> Strength(SessionOrder order, string focus, int seconds, List<Exercise> used)
    {
        var heavy = order with { Kind = SessionKind.Strength, MainMinutes = seconds / 60 };
        var primary = Schemes.Of(heavy, Role.Primary);
        var second = Schemes.Of(heavy, Role.Secondary);
        var hinge = order.Date.DayNumber / 7 % 2 == 1;
        var sharp = order.Week is { Phase: >= Planning.Phase.Taper } ? Array.Find(Heavy, ExerciseChoice.For(order.Trainee).Knows) : null;
        Slot[] slots = focus switch
        {
            // Before an event, the lift whose maximum is known keeps its weight.
            "strength_metcon" when sharp is not null => [new(sharp, primary), new(Wishes.Row, second), new(Wishes.Press, second)],
            "strength_metcon" when hinge => [new(Wishes.Hinge, primary), new(Wishes.Press, second), new(Wishes.SingleLeg, second)],
            "strength_metcon" => [new(Wishes.Squat, primary), new(Wishes.Row, second), new(Wishes.Bench, second)],
            "intervals" => [new(Wishes.Bench, primary), new(Wishes.Pull, second), new(Wishes.Row, second)],
            "amrap" => [new(Wishes.Press, primary), new(Wishes.HingeVariation, second), new(Wishes.Pull, second)],
            "emom" => [new(Wishes.Pull, primary), new(Wishes.SingleLeg, second), new(Wishes.Press, second)],
            _ => [new(Wishes.Bench, primary), new(Wishes.Row, second), new(Wishes.HingeVariation, second)],
        };
        return Lifts.Fill(order, slots, seconds, used, seconds >= 1500 ? 3 : 2);
    }

    private static List<Step> Jumps(SessionOrder order, int seconds, List<Exercise> used)
    {
        var reps = 4 + (int)Math.Round(2 * Progress.Of(order.Week));
        var jump = new Dose(3, 4, 5, reps, reps, 15, 7, null, 75, Loaded: false);
        Slot[] slots = [new(Moves.Bounds, jump, 0, "Land softly, stand still, then jump again."), new(Moves.Bounds, jump, 1), new(Moves.Throws, jump), new(Moves.Bounds, jump, 2), new(Wishes.Squat, Schemes.Of(order with { Kind = SessionKind.Strength }, Role.Secondary))];
        return Lifts.Fill(order, slots, seconds * 3 / 4, used, 5);
    }
}
