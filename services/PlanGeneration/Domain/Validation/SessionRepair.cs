using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>
/// Makes a faulty session sound where it can be done without guessing: swaps what is not possible or hurts for its best
/// substitute, lowers loads to what is known, cuts sets until the day holds it, and adds up again.
/// </summary>
internal static class SessionRepair
{
    /// <returns>A session without a fault, or null; and every change, as sentences. A sound session comes back as it is.</returns>
    public static (Session? Session, IReadOnlyList<string> Changes) Try(Session session, Trainee trainee, DateOnly date, int minutes)
    {
        List<string> changes = [];
        if (!SessionShape.IsSound(session, new FaultList("")))
        {
            return (null, changes);
        }

        if (SessionValidator.Check(session, trainee, date, minutes, "").Count == 0)
        {
            return (session, changes);
        }

        // A race has its own equipment, whatever the athlete trains with.
        var race = session.Kind == SessionKind.Race;
        var there = race ? trainee with { Equipment = EquipmentSet.Everything } : trainee;
        List<SessionPart> parts = [];
        foreach (var part in session.Parts)
        {
            if (race && part.Kind != PartKind.Main)
            {
                changes.Add($"Left out {part.Name}: a race has main parts only.");
                continue;
            }

            List<Step> steps = [];
            foreach (var step in part.Steps)
            {
                if (StepRepair.Of(step, there, race, changes) is { } sound)
                {
                    steps.Add(sound);
                }
            }

            if (steps.Count > 0)
            {
                parts.Add(part with { Steps = steps });
            }
        }

        Order(parts, changes);
        if (!race)
        {
            MinutesRepair.Fit(parts, minutes, changes);
        }

        if (parts.Count == 0)
        {
            return (null, changes);
        }

        var repaired = session with { Parts = parts, Totals = Sums.Of(parts, session.TargetRpe) };
        if (repaired.Totals != session.Totals)
        {
            changes.Add($"Added up again: {repaired.Totals.Minutes} minutes instead of {session.Totals.Minutes}, a load of {repaired.Totals.Load} instead of {session.Totals.Load}.");
        }

        repaired = TextRepair.Of(repaired, changes);
        return (SessionValidator.Check(repaired, trainee, date, minutes, "").Count == 0 ? repaired : null, changes);
    }

    private static void Order(List<SessionPart> parts, List<string> changes)
    {
        List<SessionPart> ordered = [.. parts.OrderBy(part => part.Kind)];
        if (!ordered.SequenceEqual(parts))
        {
            changes.Add("Put warm-up, main parts and cool-down in this order.");
            parts.Clear();
            parts.AddRange(ordered);
        }
    }
}
