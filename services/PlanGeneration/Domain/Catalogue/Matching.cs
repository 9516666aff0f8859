namespace Platform.PlanGeneration.Domain.Catalogue;

/// <param name="Missing">Ids of equipment, one for each need that is not met: what one would rather have.</param>
/// <param name="Reason">A sentence for the athlete.</param>
internal sealed record ExerciseMatch(Exercise Exercise, bool Possible, IReadOnlyList<string> Missing, string Reason);

/// <param name="Score">From 0 to 1, the higher the closer.</param>
/// <param name="Reason">A sentence for the athlete.</param>
internal sealed record Substitute(Exercise Exercise, double Score, string Reason);

/// <summary>What can be done in a place, and what in its stead.</summary>
internal static class Matching
{
    public static ExerciseMatch Match(Exercise exercise, EquipmentSet equipment)
    {
        var needs = equipment.Catalogue.NeedsOf(exercise);
        var unmet = Enumerable.Range(0, needs.Length).Where(i => !equipment.HasAny(needs[i])).Select(i => exercise.Needs[i]).ToArray();
        return new(exercise, unmet.Length == 0, [.. unmet.Select(group => group[0])], Reasons.OfMatch(exercise, unmet, equipment.Catalogue));
    }

    /// <summary>
    /// Exercises of the same pattern with muscles in common that the place allows, that spare the areas, and that need no
    /// more experience than <paramref name="most"/>; best first, fewer than <paramref name="count"/> where there are no more.
    /// </summary>
    public static IReadOnlyList<Substitute> SubstitutesFor(
        Exercise exercise, EquipmentSet equipment, IReadOnlySet<BodyArea> spare, ExperienceLevel most, int count)
    {
        var catalogue = equipment.Catalogue;
        List<Substitute> found = [];
        foreach (var ranked in catalogue.RankedFor(exercise))
        {
            if (found.Count >= count)
            {
                break;
            }

            var other = catalogue.Exercises[ranked.Number];
            if (other.Level <= most && equipment.Meets(other) && !other.StressesAny(spare))
            {
                found.Add(new(other, ranked.Score, Reasons.OfSubstitute(exercise, other, spare, equipment)));
            }
        }

        return found;
    }
}
