using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Force;
using Platform.PlanGeneration.Domain.Coaching.Functional;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Combat;

/// <summary>Boxing, kickboxing and MMA: rounds of technique and bag work, conditioning, strength, neck and core.</summary>
internal sealed class CombatCoach : ICoach
{
    private const int Cap = 75;
    private const int MostSessions = 6;
    private const int RestBetweenRounds = 60;

    private static readonly string[] Rotation = ["technique", "conditioning", "bag", "strength"];
    private static readonly Wish NeckAndCore = new(MovementPattern.Neck, MovementPattern.Core, MovementPattern.Rotation) { Variety = 3 };
    private static readonly Wish Trunk = new(MovementPattern.Core, MovementPattern.Rotation) { Variety = 8 };

    private static readonly Dictionary<string, Wish> Drills = new[] { Disciplines.Boxing, Disciplines.Kickboxing, Disciplines.Mma }.ToDictionary(
        d => d, d => new Wish(MovementPattern.Combat) { Named = ["shadow-boxing"], Discipline = d, DisciplineOnly = true, Variety = 8 });

    private static readonly Dictionary<string, Wish> Bags = new[] { Disciplines.Boxing, Disciplines.Kickboxing, Disciplines.Mma }.ToDictionary(
        d => d, d => new Wish(MovementPattern.Combat)
        {
            Named = ["heavy-bag-rounds", d == Disciplines.Boxing ? "double-end-bag-rounds" : "heavy-bag-kicks", "heavy-bag-intervals", "pad-rounds", "speed-bag-rounds", "shadow-boxing"],
            Discipline = d,
            DisciplineOnly = true,
            Variety = 3,
        });

    public Specialisation Specialisation => Specialisation.Combat;

    public bool KeepsHardDaysApart => false;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        var sport = Sport.Of(week.Target, week.Trainee, Specialisation);
        var sessions = WeekShape.Sessions(week, week.Trainee.Profile.Experience == ExperienceLevel.Beginner ? 3 : 4, MostSessions, Cap);
        return WeekPlan.Of(week, sport, sessions, Cap, count =>
            [.. WeekPlan.Focuses(week, count, Rotation, focus => focus == "strength" ? 0 : 1).Select(focus => (KindOf(focus), focus, 1.0))]);
    }

    public Session Build(SessionOrder order)
    {
        if (SharedSessions.Of(order, Specialisation) is { } shared)
        {
            return shared;
        }

        var focus = Rotation.Contains(order.Focus) ? order.Focus : DefaultFor(order.Kind);
        var seconds = Budget.Of(order).Main;
        var rounds = seconds * (focus switch { "strength" => 3, "conditioning" => 4, _ => 7 }) / 10;
        List<SessionPart> main = [];
        List<Exercise> used = [];
        Add(main, "Rounds", Rounds(order, focus, rounds, used));
        var left = seconds - (int)Lifts.SecondsOf(main);
        if (focus == "strength")
        {
            var lifting = order with { Kind = SessionKind.Strength, MainMinutes = left / 60 };
            Slot[] slots = [new(Wishes.Squat, Schemes.Of(lifting, Role.Primary)), new(Wishes.Row, Schemes.Of(lifting, Role.Secondary)), new(Wishes.Press, Schemes.Of(lifting, Role.Secondary)), new(Wishes.HingeVariation, Schemes.Of(lifting, Role.Secondary))];
            Add(main, "Strength", Lifts.Fill(order, slots, left * 7 / 10, used));
        }
        else if (focus == "conditioning" && Metcon.Of(order, MetconFormat.Intervals, Math.Min(left * 3 / 4, 1500), used) is { } metcon)
        {
            main.Add(metcon);
        }

        left = seconds - (int)Lifts.SecondsOf(main);
        var dose = new Dose(1, 3, 4, 10, 12, 35, 7, null, 30, Loaded: false);
        Add(main, "Neck and core", left < 90 ? [] : Lifts.Fill(order, [new(NeckAndCore, dose), new(Trunk, dose, Chance.Of(order.Seed, 2, 8)), new(Trunk, dose, Chance.Of(order.Seed, 3, 8))], left, used));
        if (main.Count == 0)
        {
            return Restorative.Build(order, Specialisation, "What hurts leaves too little to box with, so today you move without load.");
        }

        var recovery = order.Week is { Recovery: true };
        var rpe = (focus == "technique" ? 6 : 7) + (Progress.Of(order.Week) > 0.6 && !recovery ? 0.5m : 0) - (recovery ? 1 : 0);
        return SessionWriter.Write(
            order, Specialisation, KindOf(focus), CombatText.Title(order.Sport, focus, recovery), CombatText.Purpose(focus), rpe, main,
            ["Hands come home after every strike, chin down, and breathe out with each one."]);
    }

    public SessionOrder Today(DayOrder day)
    {
        var sport = Sport.Of(null, day.Trainee, Specialisation);
        if (day.Planned is { } planned && planned != SessionKind.Race)
        {
            return History.Order(day, planned, sport, Restorative.Suits(planned) ? "" : DefaultFor(planned), Cap);
        }

        var focus = History.Next(day, Rotation, f => f is "conditioning" or "bag" ? ["conditioning", "bag"] : [f]);
        return History.Order(day, KindOf(focus), sport, focus, Cap);
    }

    private static void Add(List<SessionPart> main, string name, List<Step> steps)
    {
        if (steps.Count > 0)
        {
            main.Add(new(PartKind.Main, name, 1, 0, steps));
        }
    }

    /// <summary>Three minutes on and one off, as in the ring; two for those who begin.</summary>
    private static List<Step> Rounds(SessionOrder order, string focus, int seconds, List<Exercise> used)
    {
        var length = order.Trainee.Profile.Experience == ExperienceLevel.Beginner ? 120 : 180;
        length = seconds < 600 ? 90 : length;
        var sport = Drills.ContainsKey(order.Sport) ? order.Sport : Disciplines.Boxing;
        var rpe = focus switch { "technique" => 6, "bag" => 8, _ => 7m };
        var dose = new Dose(1, 2, 4, 10, 12, length, rpe, null, RestBetweenRounds, Loaded: false);
        var turn = Chance.Of(order.Seed, 1, 8);
        var wish = focus == "bag" ? Bags[sport] : Drills[sport];
        Slot[] slots =
        [
            new(Drills[sport], dose with { Rpe = 5 }, 0, "Find your distance and your rhythm."),
            new(wish, dose, turn, focus == "bag" ? "Work in bursts: hit, move, hit." : "Slow enough to be exact, then faster."),
            new(wish, dose, turn + 1),
            new(Drills[sport], dose, turn + 2),
            new(Drills[sport], dose, turn + 3),
        ];
        return Lifts.Fill(order, slots, seconds, used);
    }

    private static SessionKind KindOf(string focus) => focus switch
    {
        "technique" => SessionKind.Technique,
        "strength" => SessionKind.Strength,
        _ => SessionKind.Conditioning,
    };

    private static string DefaultFor(SessionKind kind) => kind switch
    {
        SessionKind.Strength or SessionKind.Hypertrophy or SessionKind.Power => "strength",
        SessionKind.Technique or SessionKind.Skill => "technique",
        SessionKind.Circuit or SessionKind.Conditioning => "conditioning",
        _ => "bag",
    };
}
