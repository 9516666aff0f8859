using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

/// <param name="Equipment">Ids, names or synonyms of what the place has; empty for none.</param>
/// <param name="Spare">Areas that hurt, where there are such: no substitute loads them.</param>
/// <param name="Level">The athlete's experience; without it, any substitute will do.</param>
internal sealed record MatchInput(IReadOnlyList<string?>? ExerciseIds, IReadOnlyList<string?>? Equipment, IReadOnlyList<string?>? Spare, string? Level);

internal sealed record MatchResult(MatchView Match, IReadOnlyList<SubstituteView> Substitutes);

internal sealed record MatchResults(IReadOnlyList<MatchResult> Items);

/// <summary>What of a workout a place allows, and what to do in its stead.</summary>
internal static class MatchExercises
{
    private const int MostExercises = 100;
    private const int MostSubstitutes = 5;

    public static void Map(RouteGroupBuilder catalogue) =>
        catalogue.MapPost("/matches", Post).WithSummary("Compares what exercises need with what a place has; each with ranked substitutes that the place allows.");

    private static Results<Ok<MatchResults>, ProblemHttpResult> Post([FromBody] MatchInput input)
    {
        var catalogue = CatalogueIndex.Shipped;
        var query = new ListQuery();
        var faults = query.Faults;
        var exercises = Exercises(input.ExerciseIds, catalogue, faults);
        if (input.Equipment is null)
        {
            faults.Add("equipment", "equipment is required: what the place has, an empty list for nothing.");
        }

        var place = EquipmentSet.Of(catalogue, faults.Equipment("equipment", input.Equipment, catalogue));
        var spare = CatalogueFilters.Areas(input.Spare, faults);
        var level = CatalogueFilters.Term<ExperienceLevel>(query, "level", input.Level) ?? ExperienceLevel.Advanced;
        return faults.None
            ? TypedResults.Ok(new MatchResults([.. exercises.Select(e => new MatchResult(
                MatchView.Of(Matching.Match(e, place)),
                [.. Matching.SubstitutesFor(e, place, spare, level, MostSubstitutes).Select(SubstituteView.Of)]))]))
            : Problems.Invalid(faults.Found);
    }

    private static List<Exercise> Exercises(IReadOnlyList<string?>? ids, CatalogueIndex catalogue, Faults faults)
    {
        List<Exercise> exercises = [];
        if (faults.Count("exerciseIds", ids, MostExercises, "ids of exercises"))
        {
            for (var i = 0; i < ids.Count; i++)
            {
                if (faults.Exercise($"exerciseIds[{i}]", ids[i], catalogue) is { } id)
                {
                    exercises.Add(catalogue.Find(id)!);
                }
            }
        }

        return exercises;
    }
}
