using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

internal static class SearchEquipment
{
    public static void Map(RouteGroupBuilder catalogue) =>
        catalogue.MapGet("/equipment", List).WithSummary("Equipment by id or, with q, best match first, in English or French; group is home, gym or outdoor.");

    private static Results<Ok<Page<EquipmentView>>, ProblemHttpResult> List(string? q, string? group, string? cursor, string? limit)
    {
        var catalogue = CatalogueIndex.Shipped;
        var query = new ListQuery();
        var size = query.Limit(limit);
        var text = CatalogueFilters.Text(q, query.Faults);
        var place = CatalogueFilters.Term<PlaceType>(query, nameof(group), group);
        var found = (text is null ? catalogue.Equipment : catalogue.SearchEquipment(text))
            .Where(item => place is not { } wanted || item.Groups.Contains(wanted)).ToList();
        var from = CataloguePage.Start(query, cursor, found, item => item.Id);
        return query.Faults.None
            ? TypedResults.Ok(Page.Of([.. found.Skip(from).Take(size + 1)], size, item => [item.Id], EquipmentView.Of))
            : Problems.Invalid(query.Faults.Found);
    }
}
