using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>Reads what an athlete names of the catalogue; what is not in it is answered with what comes nearest.</summary>
internal static class CatalogueTerms
{
    private const int Suggested = 3;
    private const int LongestName = 80;
    public const int MostEquipment = 500;

    /// <summary>By id or another name; accents, case and separators are forgiven.</summary>
    public static Exercise? FindExercise(this CatalogueIndex catalogue, string? given) =>
        given is { Length: <= LongestName } ? catalogue.Find(given) ?? catalogue.Find(Words.Slug(given)) : null;

    /// <summary>By id or another name.</summary>
    /// <returns>The catalogue's id; null where there is none.</returns>
    public static string? Exercise(this Faults faults, string field, string? given, CatalogueIndex catalogue)
    {
        if (catalogue.FindExercise(given) is { } exercise)
        {
            return exercise.Id;
        }

        faults.Add(field, $"{field} is not an exercise of the catalogue.{Nearest(given, "exercises", text => catalogue.SearchExercises(text).Select(e => e.Id))}");
        return null;
    }

    /// <summary>By id, name or synonym, each once in the order of the catalogue, so that the same things are always the same list.</summary>
    /// <param name="given">Null is nothing.</param>
    public static IReadOnlyList<string> Equipment(this Faults faults, string field, IReadOnlyList<string?>? given, CatalogueIndex catalogue)
    {
        var ids = faults.List(field, given, MostEquipment, "pieces of equipment", (path, name) => faults.PieceOfEquipment(path, name, catalogue)).ToHashSet();
        return ids.Count == 0 ? [] : [.. catalogue.Equipment.Where(item => ids.Contains(item.Id)).Select(item => item.Id)];
    }

    /// <summary>By id, name or synonym.</summary>
    /// <returns>The catalogue's id; null where there is none.</returns>
    public static string? PieceOfEquipment(this Faults faults, string field, string? given, CatalogueIndex catalogue)
    {
        if (given is { Length: <= LongestName } && catalogue.FindEquipment(given.Trim()) is { } item)
        {
            return item.Id;
        }

        faults.Add(field, $"{field}: the catalogue has no such equipment.{Nearest(given, "equipment", text => catalogue.SearchEquipment(text).Select(e => e.Id))}");
        return null;
    }

    private static string Nearest(string? given, string list, Func<string, IEnumerable<string>> search) =>
        given is { Length: <= LongestName } && search(given).Take(Suggested).ToList() is { Count: > 0 } found
            ? $" The nearest: {string.Join(", ", found)}."
            : $" Look for it with GET /api/catalog/{list}.";
}
