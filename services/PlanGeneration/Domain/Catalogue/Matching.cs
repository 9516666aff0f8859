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
        return [.. Allowed(exercise, equipment, spare, most, count).Select(ranked =>
        {
            var other = catalogue.Exercises[ranked.Number];
            return new Substitute(other, ranked.Score, Reasons.OfSubstitute(exercise, other, spare, equipment));
        })];
    }

    /// <summary>The same without scores and sentences, for whoever asks thousands of times.</summary>
    public static IReadOnlyList<Exercise> AlternativesTo(
        Exercise exercise, EquipmentSet equipment, IReadOnlySet<BodyArea> spare, ExperienceLevel most, int count)
    {
        var found = Allowed(exercise, equipment, spare, most, count);
        var alternatives = new Exercise[found.Count];
        for (var i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = equipment.Catalogue.Exercises[found[i].Number];
        }

        return alternatives;
    }

    private static List<RankedSubstitute> Allowed(
        Exercise exercise, EquipmentSet equipment, IReadOnlySet<BodyArea> spare, ExperienceLevel most, int count)
    {
        var catalogue = equipment.Catalogue;
        List<RankedSubstitute> found = [];
        foreach (var ranked in catalogue.RankedFor(exercise))
        {
            if (found.Count >= count)
            {
                break;
            }

            var other = catalogue.Exercises[ranked.Number];
            if (other.Level <= most && equipment.Meets(other) && !other.StressesAny(spare))
            {
                found.Add(ranked);
            }
        }

        return found;
    }
}
