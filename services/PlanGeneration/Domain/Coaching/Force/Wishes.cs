using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using static Platform.PlanGeneration.Domain.Catalogue.MovementPattern;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>What a strength coach looks for, by the place in a session.</summary>
internal static class Wishes
{
    public static readonly Wish Squat = Lift([MovementPattern.Squat, Lunge], "back-squat", "front-squat", "safety-bar-squat", "goblet-squat", "dumbbell-squat", "leg-press");
    public static readonly Wish SquatVariation = Lift([MovementPattern.Squat, Lunge], "front-squat", "paused-back-squat", "box-squat", "goblet-squat", "hack-squat", "leg-press");
    public static readonly Wish Hinge = Lift([MovementPattern.Hinge], "deadlift", "trap-bar-deadlift", "sumo-deadlift", "romanian-deadlift", "kettlebell-deadlift", "dumbbell-deadlift");
    public static readonly Wish HingeVariation = Lift([MovementPattern.Hinge], "romanian-deadlift", "paused-deadlift", "hip-thrust", "dumbbell-romanian-deadlift", "single-leg-glute-bridge");
    public static readonly Wish Bench = Lift([HorizontalPush], "bench-press", "dumbbell-bench-press", "floor-press", "machine-chest-press", "weighted-push-up", "push-up");
    public static readonly Wish BenchVariation = Lift([HorizontalPush], "incline-bench-press", "close-grip-bench-press", "paused-bench-press", "incline-dumbbell-press", "dip", "decline-push-up");
    public static readonly Wish Press = Lift([VerticalPush, ShoulderIsolation], "overhead-press", "dumbbell-shoulder-press", "push-press", "landmine-press", "pike-push-up");
    public static readonly Wish Row = Lift([HorizontalPull], "bent-over-row", "pendlay-row", "dumbbell-row", "seated-cable-row", "inverted-row", "chest-supported-row");
    public static readonly Wish Pull = Lift([VerticalPull, HorizontalPull], "weighted-pull-up", "pull-up", "lat-pulldown", "chin-up", "band-assisted-pull-up", "negative-pull-up");
    public static readonly Wish Snatch = Lift([OlympicLift], "snatch", "power-snatch", "hang-power-snatch", "dumbbell-snatch", "kettlebell-snatch");
    public static readonly Wish CleanAndJerk = Lift([OlympicLift], "clean-and-jerk", "power-clean-and-jerk", "power-clean", "hang-power-clean", "dumbbell-clean-and-jerk", "kettlebell-clean");
    public static readonly Wish OlympicPull = Lift([OlympicLift, MovementPattern.Hinge], "clean-pull", "snatch-pull", "hang-power-clean", "kettlebell-swing");
    public static readonly Wish StrongmanPress = Lift([VerticalPush], "log-press", "axle-press", "circus-dumbbell-press", "push-press", "overhead-press", "dumbbell-push-press");
    public static readonly Wish StrongmanPull = Lift([MovementPattern.Hinge], "axle-deadlift", "car-deadlift", "deadlift", "trap-bar-deadlift", "sandbag-over-shoulder", "kettlebell-deadlift");
    public static readonly Wish Event = Side([Carry, Locomotion], "yoke-walk", "farmers-carry", "atlas-stone-load", "husafell-carry", "sandbag-carry", "suitcase-carry");
    public static readonly Wish Load = Side([MovementPattern.Hinge, MovementPattern.Squat], "atlas-stone-load", "tire-flip", "keg-load", "d-ball-over-shoulder", "sandbag-over-shoulder", "sandbag-squat");
    public static readonly Wish SingleLeg = Side([Lunge, MovementPattern.Squat], "bulgarian-split-squat", "walking-lunge", "dumbbell-lunge", "reverse-lunge", "bodyweight-reverse-lunge", "step-up");
    public static readonly Wish Quadriceps = Muscular(3, [LegIsolation, MovementPattern.Squat, Lunge], Muscle.Quadriceps, "leg-extension", "leg-press", "hack-squat", "reverse-nordic-curl", "wall-sit");
    public static readonly Wish Hamstrings = Muscular(2, [LegIsolation, MovementPattern.Hinge], Muscle.Hamstrings, "leg-curl", "seated-leg-curl", "nordic-hamstring-curl", "slider-leg-curl");
    public static readonly Wish Glutes = Muscular(1, [MovementPattern.Hinge, HipIsolation], Muscle.Glutes, "hip-thrust", "dumbbell-hip-thrust", "barbell-glute-bridge", "glute-bridge");
    public static readonly Wish Hips = Side([HipIsolation], "band-lateral-walk", "hip-abduction-machine", "side-lying-leg-raise", "clamshell");
    public static readonly Wish Calves = Side([CalfRaise], "standing-calf-raise", "seated-calf-raise", "single-leg-calf-raise", "bodyweight-calf-raise");
    public static readonly Wish Chest = Side([ChestIsolation, HorizontalPush], "dumbbell-fly", "cable-crossover", "pec-deck-fly", "push-up");
    public static readonly Wish SideDelts = Side([ShoulderIsolation], "lateral-raise", "cable-lateral-raise", "machine-lateral-raise", "band-lateral-raise");
    public static readonly Wish RearDelts = Side([ShoulderIsolation, HorizontalPull], "rear-delt-raise", "face-pull", "reverse-pec-deck", "band-pull-apart", "prone-y-raise");
    public static readonly Wish Biceps = Side([ElbowFlexion], "dumbbell-curl", "ez-bar-curl", "hammer-curl", "barbell-curl", "cable-curl", "band-curl");
    public static readonly Wish Triceps = Side([ElbowExtension, HorizontalPush], "rope-triceps-pushdown", "overhead-triceps-extension", "lying-triceps-extension", "bench-dip", "diamond-push-up");
    public static readonly Wish Core = Side([MovementPattern.Core, Rotation], "hanging-knee-raise", "ab-wheel-rollout", "plank", "dead-bug", "side-plank", "pallof-press");
    public static readonly Wish Carried = Side([Carry, Grip], "farmers-carry", "suitcase-carry", "front-rack-carry", "dead-hang");

    private static Wish Lift(MovementPattern[] patterns, params string[] named) => new(patterns) { Named = named, Heavy = true, Timed = false, Variety = 1 };

    private static Wish Side(MovementPattern[] patterns, params string[] named) => new(patterns) { Named = named, Variety = 4 };

    private static Wish Muscular(int variety, MovementPattern[] patterns, Muscle muscle, params string[] named) =>
        new(patterns) { Named = named, Muscles = [muscle], MusclesOnly = true, Variety = variety };
}
