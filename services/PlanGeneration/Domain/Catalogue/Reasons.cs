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
            : $"{exercise.Name} needs what is not here: {List([.. unmet.Select(group => Any(group, catalogue))], "and")}.";
    }

    public static string OfSubstitute(Exercise exercise, Exercise other, IReadOnlySet<BodyArea> spare, EquipmentSet equipment)
    {
        var shared = exercise.Primary.Where(other.Primary.Contains).ToArray();
        if (shared.Length == 0)
        {
            shared = [.. other.Primary.Where(exercise.Secondary.Contains)];
        }

        List<string> differences = [];
        string[] used = [.. other.Needs.Select(group => group.First(equipment.Has)).Distinct()];
        if (used.Length == 0 && exercise.Needs.Count > 0)
        {
            differences.Add("without equipment");
        }
        else if (used.Length > 0 && !used.All(id => exercise.Needs.Any(group => group.Contains(id))))
        {
            differences.Add($"with {List([.. used.Select(id => NameOf(id, equipment.Catalogue))], "and")}");
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

    /// <summary>As it stands in a sentence: TRX and GHD keep their capitals.</summary>
    private static string NameOf(string id, CatalogueIndex catalogue)
    {
        var name = catalogue.FindEquipment(id)!.Name;
        return name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Spoken<T>(T term) where T : struct, Enum => WireNames.Of(term).Replace('_', ' ');

    private static string List(IReadOnlyList<string> parts, string last) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}",
    };
}
