using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Domain;

/// <summary>A template as it is sent, as a whole: what is left out is not kept.</summary>
/// <param name="Engine"><c>meal_delivery</c> or <c>cardio_regiment</c>; it stays what it is.</param>
/// <param name="Name">At most 100 characters.</param>
/// <param name="Items">1 to 20 meals or sessions.</param>
/// <param name="Own">Of an operator: true where it is to be theirs alone and not for everyone. Anyone else's is their own.</param>
/// <param name="Version">The one that was read, for a change; may be left out.</param>
internal sealed record TemplateInput(string? Engine, string? Name, IReadOnlyList<TemplateItemInput?>? Items, bool? Own, long? Version);

/// <param name="Id">Letters a-z, digits and hyphens, at most 60 characters, unique in the plan; left out: made of the name.</param>
/// <param name="Name">At most 80 characters.</param>
/// <param name="Details">At most 5 lines of 150 characters.</param>
/// <param name="Weekdays">Such as <c>monday</c>; none: every day.</param>
/// <param name="EnergyKcal">Of a meal, 0 to 10000; all figures may be left out.</param>
/// <param name="ProteinG">Of a meal, 0 to 1000.</param>
/// <param name="Minutes">Of a session, 1 to 1440.</param>
/// <param name="DistanceM">Of a session, 0 to 1000000.</param>
internal sealed record TemplateItemInput(
    string? Id, string? Name, IReadOnlyList<string?>? Details, IReadOnlyList<string?>? Weekdays, decimal? EnergyKcal, decimal? ProteinG,
    decimal? Minutes, decimal? DistanceM);

internal sealed record TemplateDraft(string Engine, string Name, IReadOnlyList<PlanItem> Items);

/// <summary>What a template of meals or of cardio may hold.</summary>
internal static class TemplateRules
{
    private const int MostItems = 20;
    private const int MostName = 100;
    private const int MostItemName = 80;
    private const int MostLines = 5;
    private const int MostLine = 150;
    private const int DaysOfWeek = 7;

    /// <summary>The engines that follow templates.</summary>
    public static IReadOnlyList<string> PlannedEngines { get; } = [Engines.MealDelivery, Engines.CardioRegiment];

    /// <summary>Reads a template and names every fault by its path, such as <c>items[0].minutes</c>.</summary>
    /// <returns>Null where something is at fault.</returns>
    public static TemplateDraft? Read(TemplateInput input, Faults faults)
    {
        var before = faults.Found.Count;
        if (input.Engine is null || !PlannedEngines.Contains(input.Engine))
        {
            faults.Add("engine", $"engine is required: {string.Join(" or ", PlannedEngines)}.");
        }

        var name = faults.Text("name", input.Name, MostName);
        List<PlanItem> items = [];
        if (faults.Count("items", input.Items, MostItems, "items"))
        {
            var ids = ReadIds(input.Items, faults);
            items.AddRange(input.Items.Select((item, at) => ReadItem($"items[{at}]", ids[at], item, input.Engine, faults)));
        }

        return faults.Found.Count == before ? new(input.Engine!, name, Name(items)) : null;
    }

    // Empty: to be made of the name.
    private static List<string> ReadIds(IReadOnlyList<TemplateItemInput?> items, Faults faults)
    {
        List<string> ids = [];
        for (var at = 0; at < items.Count; at++)
        {
            var (id, path) = (items[at]?.Id ?? "", $"items[{at}].id");
            if (id.Length > 0 && !Slugs.Is(id))
            {
                faults.Add(path, $"{path}: small letters, digits, and - between them, at most {Slugs.Longest} characters, such as overnight-oats; leave it out to have it made of the name.");
                id = "";
            }
            else if (id.Length > 0 && ids.Contains(id))
            {
                faults.Add(path, $"{path} is in this plan already: each is logged by its id. Choose another, or leave it out.");
            }

            ids.Add(id);
        }

        return ids;
    }

    private static PlanItem ReadItem(string path, string id, TemplateItemInput? input, string? engine, Faults faults)
    {
        var (meals, cardio) = (engine == Engines.MealDelivery, engine == Engines.CardioRegiment);
        return new(
            id,
            faults.Text($"{path}.name", input?.Name, MostItemName),
            ReadDetails($"{path}.details", input?.Details ?? [], faults),
            ReadWeekdays($"{path}.weekdays", input?.Weekdays ?? [], faults),
            Figure("energyKcal", input?.EnergyKcal, 0, 10_000, cardio),
            Figure("proteinG", input?.ProteinG, 0, 1000, cardio),
            Figure("minutes", input?.Minutes, 1, 1440, meals),
            Figure("distanceM", input?.DistanceM, 0, 1_000_000, meals));

        int? Figure(string field, decimal? given, int least, int most, bool isForeign)
        {
            if (given is { } number && (isForeign || decimal.Truncate(number) != number || number < least || number > most))
            {
                faults.Add($"{path}.{field}", isForeign
                    ? $"{path}.{field} says nothing of {(meals ? "a meal" : "a cardio session")}: leave it out."
                    : $"{path}.{field}: a whole number from {least} to {most}, or left out.");
                return null;
            }

            return (int?)given;
        }
    }

    private static List<string> ReadDetails(string path, IReadOnlyList<string?> given, Faults faults)
    {
        if (given.Count > MostLines)
        {
            faults.Add(path, $"{path} takes at most {MostLines} lines.");
            return [];
        }

        return [.. given.Select((line, at) => faults.Text($"{path}[{at}]", line, MostLine))];
    }

    private static IReadOnlyList<DayOfWeek> ReadWeekdays(string path, IReadOnlyList<string?> given, Faults faults)
    {
        var days = Enum.GetValues<DayOfWeek>().Where(day => given.Contains(NameOf(day))).ToList();
        if (days.Count == given.Count)
        {
            return days.Count == DaysOfWeek ? [] : days;
        }

        faults.Add(path, $"{path}: any of {string.Join(", ", Enum.GetValues<DayOfWeek>().Select(NameOf))}, each once; none for every day.");
        return [];
    }

    private static List<PlanItem> Name(List<PlanItem> items)
    {
        var taken = items.Select(i => i.Id).ToHashSet();
        List<PlanItem> named = [];
        foreach (var item in items)
        {
            var id = item.Id.Length > 0 ? item.Id : Slugs.Free(Slugs.Of(item.Name) is { Length: > 0 } slug ? slug : "item", taken);
            taken.Add(id);
            named.Add(item with { Id = id });
        }

        return named;
    }

    private static string NameOf(DayOfWeek day) => day.ToString().ToLowerInvariant();
}
