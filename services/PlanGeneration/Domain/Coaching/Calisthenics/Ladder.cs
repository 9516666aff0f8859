using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Calisthenics;

/// <summary>The way to a skill, easiest rung first. An athlete trains below the highest rung that suits them and climbs as the weeks go by.</summary>
internal sealed class Ladder(Wish otherwise, params string[] rungs)
{
    public static readonly Ladder PushUp = new(new(MovementPattern.HorizontalPush) { Timed = false }, "incline-push-up", "knee-push-up", "push-up", "close-grip-push-up", "diamond-push-up", "decline-push-up", "archer-push-up", "pseudo-planche-push-up", "one-arm-push-up");
    public static readonly Ladder HandstandPushUp = new(new(MovementPattern.VerticalPush), "pike-push-up", "elevated-pike-push-up", "handstand-negative", "handstand-push-up", "freestanding-handstand-push-up");
    public static readonly Ladder MuscleUp = new(new(MovementPattern.VerticalPull), "scapular-pull-up", "negative-pull-up", "band-assisted-pull-up", "chin-up", "pull-up", "explosive-pull-up", "archer-pull-up", "muscle-up");
    public static readonly Ladder Row = new(new(MovementPattern.HorizontalPull), "band-row", "suspension-row", "inverted-row", "feet-elevated-inverted-row", "archer-row", "tuck-front-lever-row");
    public static readonly Ladder FrontLever = new(new(MovementPattern.Core) { Timed = true }, "hanging-tuck-hold", "tuck-front-lever", "advanced-tuck-front-lever", "one-leg-front-lever", "straddle-front-lever", "front-lever");
    public static readonly Ladder Pistol = new(new(MovementPattern.Squat, MovementPattern.Lunge), "squat-to-chair", "bodyweight-squat", "bodyweight-reverse-lunge", "bodyweight-bulgarian-split-squat", "assisted-pistol-squat", "box-pistol-squat", "shrimp-squat", "pistol-squat");
    public static readonly Ladder Hinge = new(new(MovementPattern.Hinge, MovementPattern.HipIsolation), "glute-bridge", "single-leg-glute-bridge", "bodyweight-single-leg-deadlift", "slider-leg-curl", "nordic-hamstring-curl");
    public static readonly Ladder Dip = new(new(MovementPattern.ElbowExtension, MovementPattern.HorizontalPush), "bench-dip", "assisted-dip", "dip", "straight-bar-dip", "ring-dip");
    public static readonly Ladder Core = new(new(MovementPattern.Core), "dead-bug", "hollow-body-hold", "hanging-knee-raise", "hanging-leg-raise", "toes-to-bar", "dragon-flag");
    public static readonly Ladder LSit = new(new(MovementPattern.Core) { Timed = true }, "plank", "tuck-l-sit", "l-sit", "v-sit");
    public static readonly Ladder Handstand = new(new(MovementPattern.Skill), "frog-stand", "pike-handstand-hold", "wall-walk", "wall-handstand", "handstand-shoulder-shift", "handstand", "handstand-walk");
    public static readonly Ladder Planche = new(new(MovementPattern.Skill), "frog-stand", "planche-lean", "tuck-planche", "advanced-tuck-planche", "straddle-planche", "planche");

    public IReadOnlyList<string> Rungs { get; } = rungs;

    /// <summary>The rung of the day, and the one it leads to; both null where nothing is possible.</summary>
    public (Exercise? Now, Exercise? Next) Rung(SessionOrder order, List<Exercise> used)
    {
        var choice = ExerciseChoice.For(order.Trainee);
        var open = Open(choice, used);
        if (open.Count == 0)
        {
            return (choice.Pick(otherwise, Progress.Block(order), used), null);
        }

        // From the middle of what is within reach up to its top; a rung lower where the day or the week is eased.
        var at = (int)((open.Count - 1) * (0.4 + (0.6 * Progress.Of(order.Week))));
        at = Math.Max(0, order.Week is { Recovery: true } || order.Effort < 0.9m ? at - 1 : at);
        used.Add(open[at]);
        return (open[at], at + 1 < open.Count ? open[at + 1] : null);
    }

    private List<Exercise> Open(ExerciseChoice choice, List<Exercise> used)
    {
        List<Exercise> open = [];
        foreach (var name in Rungs)
        {
            if (choice.Find(name) is { } rung && !used.Contains(rung))
            {
                open.Add(rung);
            }
        }

        return open;
    }
}
