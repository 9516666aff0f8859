using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Force;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Calisthenics;

/// <summary>Calisthenics and street workout by skill; streetlifting by weighted pull-up, dip and squat.</summary>
internal sealed class CalisthenicsCoach : ICoach
{
    private const int Cap = 75;
    private const int MostSessions = 6;

    private static readonly Wish WeightedPull = new(MovementPattern.VerticalPull) { Named = ["weighted-pull-up", "weighted-chin-up", "pull-up", "chin-up", "band-assisted-pull-up"], Heavy = true, Variety = 1 };
    private static readonly Wish WeightedDip = new(MovementPattern.HorizontalPush) { Named = ["weighted-dip", "dip", "assisted-dip", "weighted-push-up", "push-up"], Heavy = true, Variety = 1 };

    private static readonly Dictionary<string, Ladder[]> ByFocus = new()
    {
        ["full_a"] = [Ladder.MuscleUp, Ladder.PushUp, Ladder.Pistol, Ladder.Row, Ladder.Core, Ladder.Hinge, Ladder.Dip, Ladder.LSit],
        ["full_b"] = [Ladder.HandstandPushUp, Ladder.Row, Ladder.Pistol, Ladder.Dip, Ladder.Hinge, Ladder.Core, Ladder.MuscleUp, Ladder.LSit],
        ["push"] = [Ladder.Handstand, Ladder.HandstandPushUp, Ladder.Dip, Ladder.PushUp, Ladder.Planche, Ladder.LSit, Ladder.Core, Ladder.PushUp],
        ["pull"] = [Ladder.FrontLever, Ladder.MuscleUp, Ladder.Row, Ladder.Core, Ladder.MuscleUp, Ladder.Row, Ladder.LSit],
        ["legs"] = [Ladder.Pistol, Ladder.Hinge, Ladder.Pistol, Ladder.Hinge, Ladder.Core, Ladder.LSit],
        ["skill"] = [Ladder.Handstand, Ladder.FrontLever, Ladder.Planche, Ladder.LSit, Ladder.Core, Ladder.Row, Ladder.PushUp],
    };

    public Specialisation Specialisation => Specialisation.Calisthenics;

    public bool KeepsHardDaysApart => false;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var sport = Sport.Of(week.Target, week.Trainee, Specialisation);
        var usual = week.Trainee.Profile.Experience == ExperienceLevel.Beginner ? 3 : 4;
        var sessions = WeekShape.Sessions(week, usual, MostSessions, Cap);
        var rotation = Rotation(sport, sessions);
        return WeekPlan.Of(week, sport, sessions, Cap, count =>
            [.. WeekPlan.Focuses(week, count, rotation, focus => IsSharp(week, focus) ? 0 : 1).Select(focus => (KindOf(focus), focus, 1.0))]);
    }

    public Session Build(SessionOrder order)
    {
        if (SharedSessions.Of(order, Specialisation) is { } shared)
        {
            return shared;
        }

        var lifting = order.Sport == Disciplines.Streetlifting && order.Focus is "" or "weighted_pull" or "weighted_dip" or "weighted_squat";
        var focus = lifting || ByFocus.ContainsKey(order.Focus) ? order.Focus : order.Kind == SessionKind.Skill ? "skill" : "full_a";
        var (steps, leads) = lifting ? (Weighted(order), []) : Climb(order, focus);
        if (steps.Count < 2 && Budget.Of(order).Main > 600)
        {
            return Restorative.Build(order, Specialisation, "What hurts leaves too little to train hard with, so today you move without load.");
        }

        List<SessionPart> main = steps.Count == 0 ? [] : [new(PartKind.Main, lifting ? "Weighted lifts" : "Progressions", 1, 0, steps)];
        var recovery = order.Week is { Recovery: true };
        var rpe = Math.Floor(2 * (6.5m + (decimal)Progress.Of(order.Week))) / 2 - (recovery ? 1 : 0);
        List<string> notes = [lifting ? "Added weight moves only if every repetition is strict: full hang, full lock-out." : "Stop a set when form goes: a clean easier rung builds the skill, a broken harder one does not."];
        if (leads.Count > 0)
        {
            notes.Add($"Next on the way: {string.Join(", ", leads.Take(3))}.");
        }

        return SessionWriter.Write(
            order, Specialisation, KindOf(focus), CalisthenicsText.Title(focus, recovery), CalisthenicsText.Purpose(focus), rpe, main, notes,
            steps.FirstOrDefault() as ExerciseStep);
    }

    public SessionOrder Today(DayOrder day)
    {
        var sport = Sport.Of(null, day.Trainee, Specialisation);
        var focus = History.Next(day, Rotation(sport, Math.Clamp(day.Trainee.TrainingDays.ToList().Count, 2, MostSessions)), Alike);
        return History.Order(day, day.Planned is { } planned && planned != SessionKind.Race ? planned : KindOf(focus), sport, focus, Cap);
    }

    private static string[] Rotation(string sport, int sessions) => (sport, sessions) switch
    {
        (Disciplines.Streetlifting, _) => ["weighted_pull", "weighted_squat", "weighted_dip"],
        (_, <= 3) => ["full_a", "full_b"],
        (_, 4) => ["push", "legs", "pull", "skill"],
        _ => ["push", "pull", "legs", "skill", "full_a", "full_b"],
    };

    private static bool IsSharp(WeekOrder week, string focus) => focus switch
    {
        "weighted_pull" => ExerciseChoice.For(week.Trainee).Knows(WeightedPull),
        "weighted_dip" => ExerciseChoice.For(week.Trainee).Knows(WeightedDip),
        "weighted_squat" => ExerciseChoice.For(week.Trainee).Knows(Wishes.Squat),
        _ => false,
    };

    private static string[] Alike(string focus) => focus switch
    {
        "push" or "weighted_dip" => ["push", "weighted_dip", "full_a", "full_b"],
        "pull" or "weighted_pull" => ["pull", "weighted_pull", "full_a", "full_b"],
        "legs" or "weighted_squat" => ["legs", "weighted_squat", "full_a", "full_b"],
        "skill" => ["skill"],
        _ => ["push", "pull", "legs", "full_a", "full_b"],
    };

    private static SessionKind KindOf(string focus) => focus == "skill" ? SessionKind.Skill : SessionKind.Strength;

    private static (List<Step> Steps, List<string> Leads) Climb(SessionOrder order, string focus)
    {
        List<Exercise> used = [];
        List<Slot> slots = [];
        List<string> leads = [];
        var ladders = ByFocus[focus];
        for (var i = 0; i < ladders.Length; i++)
        {
            if (ladders[i].Rung(order, used) is ({ } now, var next))
            {
                slots.Add(new(Only(now), DoseOf(order, now, i)));
                if (next is not null && i < 4)
                {
                    leads.Add($"{now.Name} leads to {next.Name}");
                }
            }
        }

        return (Lifts.Fill(order, slots, Budget.Of(order).Main, []), leads);
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Wish> Single = new();

    /// <summary>A wish for one exercise, made once for each.</summary>
    private static Wish Only(Exercise exercise) => Single.GetOrAdd(exercise.Id, id => new() { Named = [id], NamedOnly = true, Variety = 1 });

    private static Dose DoseOf(SessionOrder order, Exercise exercise, int place)
    {
        var rise = Progress.Of(order.Week);
        var rpe = Math.Floor(2 * (7 + (1.5m * (decimal)rise) - (order.Week is { Recovery: true } ? 1.5m : 0))) / 2;
        var first = place < 2;
        var reps = (exercise.Level == ExperienceLevel.Beginner ? 8 : 5) + (int)Math.Round(4 * (rise * 2 % 1));
        var hold = (exercise.Level == ExperienceLevel.Beginner ? 25 : 12) + (5 * (int)Math.Round(3 * rise));
        var rest = order.MainMinutes < 25 ? 45 : first ? 120 : 75;
        return new(2, first ? 4 : 3, first ? 6 : 4, reps, reps + 2, hold, rpe, first ? null : "2-1-1-0", rest);
    }

    private static List<Step> Weighted(SessionOrder order)
    {
        var heavy = order with { Kind = order.Kind == SessionKind.Hypertrophy ? SessionKind.Hypertrophy : SessionKind.Strength };
        var (primary, second, accessory, core) =
            (Schemes.Of(heavy, Role.Primary), Schemes.Of(heavy, Role.Secondary), Schemes.Of(heavy, Role.Accessory), Schemes.Of(heavy, Role.Core));
        Slot[] slots = order.Focus switch
        {
            "weighted_squat" => [new(Wishes.Squat, primary), new(WeightedPull, second), new(Wishes.SingleLeg, second), new(Wishes.Hamstrings, accessory), new(Wishes.Core, core), new(Wishes.Calves, accessory)],
            "weighted_dip" => [new(WeightedDip, primary), new(Wishes.Press, second), new(Wishes.Squat, second), new(Wishes.Triceps, accessory), new(Wishes.Core, core), new(Wishes.SideDelts, accessory)],
            _ => [new(WeightedPull, primary), new(WeightedDip, second), new(Wishes.Row, second), new(Wishes.Biceps, accessory), new(Wishes.Core, core), new(Wishes.RearDelts, accessory)],
        };
        return Lifts.Fill(heavy, slots, Budget.Of(order).Main, []);
    }
}
