using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Positions and movements held for a time, one after the other: warm-ups, cool-downs, mobility and yoga.</summary>
internal static class Flow
{
    private const int LeastHold = 20;
    private const int MostHold = 90;

    /// <summary>To get ready: joints taken through their range.</summary>
    public static readonly Wish Drills = Named(
        Disciplines.Mobility, "worlds-greatest-stretch", "inchworm", "hip-circle", "thoracic-rotation", "leg-swing", "arm-circle", "squat-to-stand", "cat-cow",
        "shoulder-circle", "hip-90-90-switch", "glute-activation-bridge", "ankle-dorsiflexion-rock", "wall-slide", "high-knee-march");

    public static readonly Wish LowerDrills = Named(
        Disciplines.Mobility, "leg-swing", "hip-circle", "squat-to-stand", "glute-activation-bridge", "ankle-dorsiflexion-rock", "hip-90-90-switch",
        "worlds-greatest-stretch", "walking-knee-hug", "lateral-leg-swing");

    public static readonly Wish UpperDrills = Named(
        Disciplines.Mobility, "arm-circle", "scapular-push-up", "thoracic-rotation", "wall-slide", "shoulder-dislocate", "shoulder-circle", "cat-cow", "wrist-preparation", "inchworm");

    /// <summary>To wind down: positions held.</summary>
    public static readonly Wish Stretches = Named(
        Disciplines.Stretching, "childs-pose", "figure-four-stretch", "kneeling-hip-flexor-stretch", "doorway-chest-stretch", "butterfly-stretch", "calf-stretch",
        "seated-forward-fold", "supine-twist", "thread-the-needle", "couch-stretch", "cobra-pose", "pigeon-pose", "open-book", "diaphragmatic-breathing");


    /// <summary>Fills a time to within a few seconds: different exercises first, then rounds of them, then longer holds.</summary>
    /// <param name="hold">Seconds that a position is held, about.</param>
    /// <returns>Null where nothing is possible, or there is no time for it.</returns>
    public static SessionPart? Fill(
        SessionOrder order, PartKind kind, string name, IReadOnlyList<Wish> wishes, int seconds, int hold, decimal rpe, int most = 12)
    {
        const int between = 5;
        var choice = ExerciseChoice.For(order.Trainee);
        List<Exercise> chosen = [];
        var cost = 0.0;
        for (var i = 0; i < most && cost < seconds; i++)
        {
            var turn = Chance.Of(order.Seed, i + ((int)kind * 31), 14);
            Exercise? exercise = null;
            for (var w = 0; w < wishes.Count && exercise is null; w++)
            {
                exercise = choice.Pick(wishes[(i + w) % wishes.Count], turn, chosen);
            }

            if (exercise is null)
            {
                break;
            }

            cost += (exercise.Unilateral ? 2 * hold : hold) + between;
            if (cost > seconds && chosen.Count > 1)
            {
                cost -= (exercise.Unilateral ? 2 * hold : hold) + between;
                chosen.RemoveAt(chosen.Count - 1);
                break;
            }
        }

        if (chosen.Count == 0)
        {
            return null;
        }

        var rounds = kind == PartKind.Main ? Math.Max(1, (int)(seconds / cost)) : 1;
        var sides = chosen.Sum(e => e.Unilateral ? 2 : 1);
        var each = Math.Min(MostHold, (int)((((double)seconds / rounds) - (between * chosen.Count)) / sides));
        each = each > LeastHold ? each / 5 * 5 : each;
        if (each < 10)
        {
            return null;
        }

        var dose = new Dose(1, 1, 1, 1, 1, each, rpe, null, between, Loaded: false);
        return new(kind, name, rounds, 0, [.. chosen.Select(e => Held(order, e, dose, kind))]);
    }

    /// <summary>An exercise that is counted is done slowly for as long as it would be held.</summary>
    private static ExerciseStep Held(SessionOrder order, Exercise exercise, Dose dose, PartKind kind) =>
        Prescription.Of(order.Trainee, exercise, dose, 1, alternatives: kind == PartKind.Main) with { RepsFrom = null, RepsTo = null, DistanceM = null, Seconds = dose.Seconds };

    private static Wish Named(string discipline, params string[] names) => new(MovementPattern.Mobility) { Named = names, Discipline = discipline, Variety = names.Length };
}
