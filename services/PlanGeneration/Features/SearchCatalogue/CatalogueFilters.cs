using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

/// <summary>Reads what a catalogue request names. What is unknown is a fault that tells what would be known.</summary>
internal static class CatalogueFilters
{
    private const int LongestText = 100;
    private const int MostItems = 500;

    /// <summary>The text to search for; null where nothing is searched.</summary>
    public static string? Text(string? q, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return null;
        }

        if (q.Length > LongestText)
        {
            faults.Add("q", $"q takes at most {LongestText} characters.");
            return null;
        }

        return q;
    }

    public static T? Term<T>(ListQuery query, string field, string? given) where T : struct, Enum =>
        WireNames.Find<T>(query.OneOf(field, given, WireNames.All<T>()));

    /// <param name="given">Each may name several items, with commas between. An empty one means no equipment.</param>
    /// <returns>Null where nothing is said about equipment.</returns>
    public static EquipmentSet? Equipment(string[]? given, CatalogueIndex catalogue, Faults faults) => given is { Length: > 0 }
        ? Equipment([.. given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))], _ => "equipment", catalogue, faults)
        : null;

    /// <param name="path">The path of the item at a place in the list.</param>
    public static EquipmentSet Equipment(IReadOnlyList<string?> names, Func<int, string> path, CatalogueIndex catalogue, Faults faults)
    {
        if (names.Count > MostItems)
        {
            faults.Add("equipment", $"equipment takes at most {MostItems} items.");
            return EquipmentSet.Of(catalogue, []);
        }

        List<string> ids = [];
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i] ?? "";
            if (name.Length <= LongestText && catalogue.FindEquipment(name) is { } item)
            {
                ids.Add(item.Id);
                continue;
            }

            faults.Add(path(i), Unknown(path(i), "equipment", name, catalogue.SearchEquipment, near => near.Id, "GET /api/catalog/equipment"));
        }

        return EquipmentSet.Of(catalogue, ids);
    }

    /// <summary>The areas to spare, by their names.</summary>
    public static IReadOnlySet<BodyArea> Areas(IReadOnlyList<string?>? names, Faults faults)
    {
        HashSet<BodyArea> areas = [];
        foreach (var (i, name) in (names ?? []).Take(MostItems).Index())
        {
            if (WireNames.Find<BodyArea>(name) is { } area)
            {
                areas.Add(area);
            }
            else
            {
                faults.Add($"spare[{i}]", $"spare[{i}]: one of {string.Join(", ", WireNames.All<BodyArea>().Order())}.");
            }
        }

        return areas;
    }

    public static string UnknownExercise(string path, string name, CatalogueIndex catalogue) =>
        Unknown(path, "exercise", name, catalogue.SearchExercises, near => near.Id, "GET /api/catalog/exercises");

    private static string Unknown<T>(string path, string what, string name, Func<string, IEnumerable<T>> search, Func<T, string> id, string list)
    {
        var near = name.Length is 0 or > LongestText ? [] : search(name).Take(3).Select(id).ToArray();
        return near.Length == 0
            ? $"{path}: there is no such {what}. {list} lists what there is."
            : $"{path}: there is no such {what}; close to it: {string.Join(", ", near)}. {list} lists what there is.";
    }
}
