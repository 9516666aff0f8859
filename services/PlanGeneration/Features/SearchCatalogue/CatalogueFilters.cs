using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

/// <summary>Reads what a catalogue request names. What is unknown is a fault that tells what would be known.</summary>
internal static class CatalogueFilters
{
    private const int LongestText = 100;
    private const int MostAreas = 100;

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
    public static EquipmentSet? Equipment(string[]? given, CatalogueIndex catalogue, Faults faults)
    {
        if (given is not { Length: > 0 })
        {
            return null;
        }

        var names = given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (names.Count > CatalogueTerms.MostEquipment)
        {
            faults.Add("equipment", $"equipment takes at most {CatalogueTerms.MostEquipment} items.");
            return EquipmentSet.Nothing;
        }

        List<string> ids = [];
        foreach (var name in names)
        {
            if (faults.PieceOfEquipment("equipment", name, catalogue) is { } id)
            {
                ids.Add(id);
            }
        }

        return EquipmentSet.Of(catalogue, ids);
    }

    /// <summary>The areas to spare, by their names.</summary>
    public static IReadOnlySet<BodyArea> Areas(IReadOnlyList<string?>? names, Faults faults)
    {
        HashSet<BodyArea> areas = [];
        foreach (var (i, name) in (names ?? []).Take(MostAreas).Index())
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
}
