using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Force;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Sports;

/// <summary>Athletic preparation for basketball, football and tennis.</summary>
internal sealed class SportsCoach : ICoach
{
    private const int Cap = 75;
    private const int MostSessions = 5;

    private static readonly string[] Rotation = ["speed", "strength", "agility", "plyometric", "technique"];

    public Specialisation Specialisation => Specialisation.Sports;

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
        var sport = Coaches.Of(order.Sport) == Specialisation.Sports ? order.Sport : Disciplines.Football;
        var seconds = Budget.Of(order).Main;
        List<Exercise> used = [];
        List<SessionPart> main = [];
        var quality = focus == "strength" ? [] : Lifts.Fill(order, Drills.Of(order, sport, focus), seconds * 6 / 10, used, 5);
        if (quality.Count > 0)
        {
            main.Add(new(PartKind.Main, Drills.Name(focus), 1, 0, quality));
        }

        var strength = Lifts.Fill(order, Lifting(order, focus), seconds - Lifts.SecondsOf(main), used, focus == "strength" ? 9 : 6);
        if (strength.Count > 0)
        {
            main.Add(new(PartKind.Main, focus == "strength" ? "Strength" : "Strength to support it", 1, 0, strength));
        }

        if (quality.Count + strength.Count < 2 && seconds > 600)
        {
            return Restorative.Build(order, Specialisation, "What hurts leaves too little to train hard with, so today you move without load.");
        }

        var recovery = order.Week is { Recovery: true };
        var rpe = (focus == "technique" ? 6.5m : 7) + (Progress.Of(order.Week) > 0.6 && !recovery ? 0.5m : 0) - (recovery ? 1 : 0);
        return SessionWriter.Write(
            order, Specialisation, KindOf(focus), Drills.Title(sport, focus, recovery), Drills.Purpose(sport, focus), rpe, main,
            [focus == "strength" ? "Strong, not sore: leave two repetitions in reserve so that you can play." : "Speed is trained fresh: take the rests whole, and stop when you slow down."],
            focus == "strength" ? strength.FirstOrDefault() as ExerciseStep : null);
    }

    public SessionOrder Today(DayOrder day)
    {
        var sport = Sport.Of(null, day.Trainee, Specialisation);
        if (day.Planned is { } planned && planned != SessionKind.Race)
        {
            return History.Order(day, planned, sport, Restorative.Suits(planned) ? "" : DefaultFor(planned), Cap);
        }

        var focus = History.Next(day, Rotation, f => f is "speed" or "plyometric" or "agility" ? ["speed", "plyometric", "agility"] : [f]);
        return History.Order(day, KindOf(focus), sport, focus, Cap);
    }

    private static IReadOnlyList<Slot> Lifting(SessionOrder order, string focus)
    {
        var lifting = order with { Kind = SessionKind.Strength };
        var (primary, second, accessory, core) =
            (Schemes.Of(lifting, focus == "strength" ? Role.Primary : Role.Secondary), Schemes.Of(lifting, Role.Secondary), Schemes.Of(lifting, Role.Accessory), Schemes.Of(lifting, Role.Core));
        var block = Progress.Block(order);
        var trunk = new Slot(Wishes.Core, core, Chance.Of(order.Seed, 4, 6));

        // Legs are lifted with on two days only: the others have run and jumped enough.
        return focus switch
        {
            "strength" =>
            [
                new(Wishes.Squat, primary), new(Wishes.HingeVariation, second, block), trunk, new(Wishes.Row, second), new(Wishes.SingleLeg, second, block),
                new(Wishes.Bench, second), new(Wishes.Calves, accessory, block), new(Wishes.Hips, accessory, block), new(Wishes.RearDelts, accessory, block),
            ],
            "plyometric" => [new(Wishes.HingeVariation, second, block), trunk, new(Wishes.SingleLeg, second, block), new(Wishes.Calves, accessory, block), new(Wishes.Hips, accessory, block), new(Wishes.Row, second)],
            "agility" => [new(Wishes.Pull, second), trunk, new(Wishes.Press, second), new(Wishes.Hips, accessory, block), new(Wishes.RearDelts, accessory, block), new(Wishes.Calves, accessory, block)],
            _ => [new(Wishes.Bench, second), new(Wishes.Row, second), trunk, new(Wishes.RearDelts, accessory, block), new(Wishes.SideDelts, accessory, block), new(Wishes.Hips, accessory, block)],
        };
    }

    private static SessionKind KindOf(string focus) => focus switch
    {
        "strength" => SessionKind.Strength,
        "technique" => SessionKind.Technique,
        "agility" => SessionKind.Conditioning,
        _ => SessionKind.Power,
    };

    private static string DefaultFor(SessionKind kind) => kind switch
    {
        SessionKind.Strength or SessionKind.Hypertrophy => "strength",
        SessionKind.Technique or SessionKind.Skill => "technique",
        SessionKind.Conditioning or SessionKind.Circuit => "agility",
        SessionKind.Power => "plyometric",
        _ => "speed",
    };
}
