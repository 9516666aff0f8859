using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>One place in a list of exercises.</summary>
/// <param name="Turn">Which of the best; see <see cref="ExerciseChoice.Pick"/>.</param>
internal readonly record struct Slot(Wish Wish, Dose Dose, int Turn = 0, string? Note = null, Func<Exercise, Dose, Dose>? Adjust = null);

/// <summary>Fills a time with exercises from a list of places, in the order of what matters.</summary>
internal static class Lifts
{
    /// <param name="slots">More than there may be time for.</param>
    /// <param name="seconds">Not exceeded, save for one set of the first exercise.</param>
    /// <param name="used">Not chosen again; what is chosen is added.</param>
    /// <param name="most">Exercises; null: as many as suit the time.</param>
    /// <returns>Steps in the order of the slots; fewer than slots where time ran out or nothing was possible.</returns>
    public static List<Step> Fill(SessionOrder order, IReadOnlyList<Slot> slots, double seconds, List<Exercise> used, int? most = null)
    {
        // Few exercises done well: about one for every ten minutes, and two more.
        var atMost = most ?? Math.Clamp((int)(seconds / 600) + 2, 3, 10);
        var choice = ExerciseChoice.For(order.Trainee);
        // Before an event there is less time: what has a known maximum keeps the intensity, so it goes first.
        slots = order.Week is { Phase: >= Planning.Phase.Taper } ? [.. slots.OrderBy(s => s.Dose.Loaded && choice.Knows(s.Wish) ? 0 : 1)] : slots;
        List<(Exercise Exercise, Slot Slot, Dose Dose)> chosen = [];
        List<SetCost> costs = [];
        var left = seconds;
        foreach (var slot in slots)
        {
            if (chosen.Count >= atMost || (left < 45 && chosen.Count > 0))
            {
                break;
            }

            if (choice.Pick(slot.Wish, slot.Turn, used) is not { } exercise)
            {
                continue;
            }

            var dose = slot.Adjust is null ? slot.Dose : slot.Adjust(exercise, slot.Dose);
            var cost = new SetCost(dose.Least, dose.Usual, dose.Most, Prescription.SetSeconds(exercise, dose) + dose.RestSeconds);
            chosen.Add((exercise, slot, dose));
            costs.Add(cost);
            left -= cost.Least * cost.Seconds <= left || chosen.Count == 1 ? cost.Least * cost.Seconds : 0;
        }

        var sets = FitMinutes.Sets(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(costs), seconds);
        List<Step> steps = new(chosen.Count);
        for (var i = 0; i < chosen.Count; i++)
        {
            var (exercise, slot, dose) = chosen[i];
            if (sets[i] > 0)
            {
                steps.Add(Prescription.Of(order.Trainee, exercise, dose, sets[i], order.Effort, slot.Note));
            }
            else
            {
                used.Remove(exercise);
            }
        }

        return steps;
    }

    public static double SecondsOf(IReadOnlyList<Step> steps)
    {
        var seconds = 0.0;
        foreach (var step in steps)
        {
            seconds += Sums.SecondsOf(step);
        }

        return seconds;
    }

    public static double SecondsOf(IReadOnlyList<SessionPart> parts)
    {
        var seconds = 0.0;
        foreach (var part in parts)
        {
            seconds += (part.Rounds * SecondsOf(part.Steps)) + ((part.Rounds - 1) * part.RestBetweenRoundsSeconds);
        }

        return seconds;
    }
}
