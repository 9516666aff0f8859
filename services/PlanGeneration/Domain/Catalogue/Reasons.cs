namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>Why an exercise is possible, or is offered: one or two sentences for the athlete.</summary>
internal static class Reasons
{
    public static string OfMatch(Exercise exercise, IReadOnlyList<IReadOnlyList<string>> unmet, CatalogueIndex catalogue)
    {
        if (exercise.Needs.Count == 0)
        {
            return $"{exercise.Name} needs no equipment.";
        }

        return unmet.Count == 0
            ? $"Everything {exercise.Name} needs is here."
            : $"{exercise.Name} needs {List([.. unmet.Select(group => Any(group, catalogue))], "and")}, which is not here.";
    }

    public static string OfSubstitute(Exercise exercise, Exercise other, IReadOnlySet<BodyArea> spare, CatalogueIndex catalogue)
    {
        var shared = exercise.Primary.Where(other.Primary.Contains).ToArray();
        if (shared.Length == 0)
        {
            shared = [.. other.Primary.Where(exercise.Secondary.Contains)];
        }

        List<string> differences = [];
        if (!other.Needs.Select(group => group[0]).SequenceEqual(exercise.Needs.Select(group => group[0])))
        {
            differences.Add(other.Needs.Count == 0 ? "without equipment" : $"with {List([.. other.Needs.Select(group => NameOf(group[0], catalogue))], "and")}");
        }

        if (other.Unilateral != exercise.Unilateral)
        {
            differences.Add(other.Unilateral ? "one side at a time" : "both sides together");
        }

        var spared = exercise.Stresses.Where(spare.Contains).Select(Spoken).ToArray();
        var how = differences.Count == 0 ? "" : $", {string.Join(", ", differences)}";
        var easier = other.Level < exercise.Level ? " It asks for less experience." : "";
        return $"Keeps the {Spoken(exercise.Pattern)} pattern and trains the {List([.. shared.Select(Spoken)], "and")}{how}."
            + (spared.Length == 0 ? "" : $" Spares the {List(spared, "and")}.") + easier;
    }

    private static string Any(IReadOnlyList<string> group, CatalogueIndex catalogue) => List([.. group.Take(3).Select(id => NameOf(id, catalogue))], "or");

    private static string NameOf(string id, CatalogueIndex catalogue) => catalogue.FindEquipment(id)!.Name.ToLowerInvariant();

    private static string Spoken<T>(T term) where T : struct, Enum => WireNames.Of(term).Replace('_', ' ');

    private static string List(IReadOnlyList<string> parts, string last) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}",
    };
}
