using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;

namespace Platform.PlanGeneration.Domain.Coaching.Wellness;

/// <summary>What a flow is made of, by discipline and by the part of the body it is for.</summary>
internal static class Flows
{
    private static readonly Muscle[] Hips = [Muscle.Glutes, Muscle.Adductors, Muscle.Abductors, Muscle.Hamstrings, Muscle.Quadriceps];
    private static readonly Muscle[] Shoulders = [Muscle.Shoulders, Muscle.Chest, Muscle.Lats, Muscle.Traps, Muscle.MiddleBack];
    private static readonly Muscle[] Spine = [Muscle.LowerBack, Muscle.MiddleBack, Muscle.Abdominals, Muscle.Obliques];
    private static readonly Muscle[] Balance = [Muscle.Calves, Muscle.Glutes, Muscle.Abdominals, Muscle.Abductors];

    private static readonly Dictionary<(string Sport, string Focus), Wish> Wishes =
        (from sport in new[] { Disciplines.Yoga, Disciplines.Pilates, Disciplines.Mobility, Disciplines.Stretching }
         from focus in new[] { ("full", (Muscle[])[]), ("hips", Hips), ("shoulders", Shoulders), ("spine", Spine), ("balance", Balance) }
         select KeyValuePair.Create((sport, focus.Item1), Make(sport, focus.Item2))).ToDictionary();

    public static Wish Of(string sport, string focus) => Wishes[(sport, focus)];

    public static string Name(string sport) => sport switch
    {
        Disciplines.Yoga => "Yoga flow",
        Disciplines.Pilates => "Mat work",
        Disciplines.Stretching => "Stretches",
        _ => "Mobility flow",
    };

    public static string Title(string sport, string focus)
    {
        var name = sport switch
        {
            Disciplines.Yoga => "Yoga",
            Disciplines.Pilates => "Pilates",
            Disciplines.Stretching => "Stretching",
            _ => "Mobility",
        };
        return focus switch
        {
            "hips" => $"{name} for hips and legs",
            "shoulders" => $"{name} for shoulders and chest",
            "spine" => $"{name} for the spine",
            "balance" => $"{name} for balance and control",
            _ => $"{name} for the whole body",
        };
    }

    public static string Purpose(string sport, string focus) => (sport, focus) switch
    {
        (Disciplines.Pilates, _) => "Control from the middle: slow, exact movements that teach your trunk to hold while everything else moves.",
        (_, "hips") => "Open what sitting and running close: hips that move freely take work off knees and back.",
        (_, "shoulders") => "Give your shoulders back their range, so that reaching and pressing feel easy.",
        (_, "spine") => "Bend, twist and lengthen your spine through all it can do, gently.",
        (_, "balance") => "Stand on one leg as surely as on two: ankles, hips and attention.",
        (Disciplines.Yoga, _) => "Link movement to breath until both are calm; leave taller than you came.",
        _ => "Take every joint through its range, so that you move better in all that you do.",
    };

    private static Wish Make(string sport, Muscle[] muscles)
    {
        MovementPattern[] patterns = sport == Disciplines.Pilates
            ? [MovementPattern.Core, MovementPattern.Mobility, MovementPattern.Hinge, MovementPattern.HipIsolation]
            : sport == Disciplines.Yoga ? [MovementPattern.Mobility, MovementPattern.Skill, MovementPattern.Core] : [MovementPattern.Mobility];
        return new(patterns) { Discipline = sport, DisciplineOnly = true, Muscles = muscles, MusclesOnly = muscles.Length > 0, Variety = 14 };
    }
}
