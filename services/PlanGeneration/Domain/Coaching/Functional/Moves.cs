using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using static Platform.PlanGeneration.Domain.Catalogue.MovementPattern;

namespace Platform.PlanGeneration.Domain.Coaching.Functional;

/// <summary>Movements that can be repeated while tired, light enough to go on with.</summary>
internal static class Moves
{
    public static readonly Wish Legs = Light([Squat, Lunge], "goblet-squat", "wall-ball", "dumbbell-thruster", "bodyweight-squat", "bodyweight-walking-lunge", "bodyweight-reverse-lunge");
    public static readonly Wish Push = Light([HorizontalPush, VerticalPush], "push-up", "dumbbell-push-press", "hand-release-push-up", "knee-push-up", "incline-push-up");
    public static readonly Wish Pull = Light([HorizontalPull, VerticalPull], "kettlebell-row", "dumbbell-row", "inverted-row", "band-row", "suspension-row", "pull-up");
    public static readonly Wish Hinge = Light([MovementPattern.Hinge], "kettlebell-swing", "dumbbell-deadlift", "kettlebell-deadlift", "glute-bridge", "single-leg-glute-bridge");
    public static readonly Wish Jump = Light([MovementPattern.Jump, Throw], "box-jump", "squat-jump", "jumping-jack", "skater-jump", "broad-jump", "med-ball-slam");
    public static readonly Wish Core = Light([MovementPattern.Core, Rotation], "sit-up", "plank-shoulder-tap", "mountain-climber", "russian-twist", "dead-bug", "bicycle-crunch");

    /// <summary>Only the named: the catalogue's runs and rides are sessions, not movements.</summary>
    public static readonly Wish Engine = new()
    {
        Named = ["rowing-erg", "ski-erg", "air-bike-sprint", "jump-rope", "high-knees", "shuttle-run", "battle-rope-waves", "mountain-climber", "bear-crawl", "nasal-breathing-march"],
        NamedOnly = true,
        Variety = 4,
    };

    public static readonly Wish Bounds = new(MovementPattern.Jump) { Discipline = Disciplines.Plyometrics, DisciplineOnly = true, Timed = false, Variety = 4 };
    public static readonly Wish Throws = new(Throw) { Variety = 3 };

    private static readonly Wish[] All = [Legs, Push, Engine, Pull, Core, Hinge, Jump];

    /// <summary>So many of them, different parts of the body one after the other.</summary>
    public static IEnumerable<Wish> From(int start)
    {
        for (var i = 0; i < All.Length; i++)
        {
            yield return All[(start + i) % All.Length];
        }
    }

    private static Wish Light(MovementPattern[] patterns, params string[] named) => new(patterns) { Named = named, Variety = 4 };
}
