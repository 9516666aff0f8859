using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

/// <summary>Finds exercises, and shows one with what can stand for it.</summary>
internal static class SearchExercises
{
    private const int MostSubstitutes = 8;
    private static readonly HashSet<BodyArea> Nowhere = [];

    public static void Map(RouteGroupBuilder catalogue)
    {
        catalogue.MapGet("/exercises", List).WithSummary(
            "Exercises by id or, with q, best match first: accents, case and typing errors are forgiven. muscle is one that does the work; with equipment only what it allows.");
        catalogue.MapGet("/exercises/{id}", ById).WithSummary(
            "An exercise by its id or another of its names, with ranked substitutes; with equipment, whether it is possible and only substitutes that are.");
    }

    private static Results<Ok<Page<ExerciseView>>, ProblemHttpResult> List(
        string? q, string? pattern, string? muscle, string? discipline, string? level, string[]? equipment, string? cursor, string? limit)
    {
        var catalogue = CatalogueIndex.Shipped;
        var query = new ListQuery();
        var size = query.Limit(limit);
        var text = CatalogueFilters.Text(q, query.Faults);
        var ofPattern = CatalogueFilters.Term<MovementPattern>(query, nameof(pattern), pattern);
        var ofMuscle = CatalogueFilters.Term<Muscle>(query, nameof(muscle), muscle);
        var ofDiscipline = query.OneOf(nameof(discipline), discipline, (IReadOnlyCollection<string>)Disciplines.All);
        var ofLevel = CatalogueFilters.Term<ExperienceLevel>(query, nameof(level), level);
        var place = CatalogueFilters.Equipment(equipment, catalogue, query.Faults);

        var found = (text is null ? catalogue.Exercises : catalogue.SearchExercises(text))
            .Where(e => (ofPattern is null || e.Pattern == ofPattern)
                && (ofMuscle is not { } trained || e.Primary.Contains(trained))
                && (ofDiscipline is null || e.Disciplines.Contains(ofDiscipline))
                && (ofLevel is null || e.Level == ofLevel)
                && (place is null || place.Meets(e)))
            .ToList();
        var from = CataloguePage.Start(query, cursor, found, e => e.Id);
        return query.Faults.None
            ? TypedResults.Ok(Page.Of([.. found.Skip(from).Take(size + 1)], size, e => [e.Id], ExerciseView.Of))
            : Problems.Invalid(query.Faults.Found);
    }

    private static Results<Ok<ExerciseDetail>, ProblemHttpResult> ById(string id, string[]? equipment)
    {
        var catalogue = CatalogueIndex.Shipped;
        var faults = new Faults();
        var place = CatalogueFilters.Equipment(equipment, catalogue, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (catalogue.Find(id) is not { } exercise)
        {
            return Problems.NotFound("exercise");
        }

        var substitutes = Matching.SubstitutesFor(exercise, place ?? EquipmentSet.Everything, Nowhere, ExperienceLevel.Advanced, MostSubstitutes);
        return TypedResults.Ok(new ExerciseDetail(
            ExerciseView.Of(exercise), place is null ? null : MatchView.Of(Matching.Match(exercise, place)), [.. substitutes.Select(SubstituteView.Of)]));
    }
}
