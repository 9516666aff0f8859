using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Tests.Domain.Athletes;

/// <summary>A catalogue of a handful of items, so that these tests say what they depend on.</summary>
internal static class SmallCatalogue
{
    public static CatalogueIndex Index { get; } = new(
        [Exercise("back-squat", "Back Squat"), Exercise("bench-press", "Bench Press", "développé couché"), Exercise("deadlift", "Deadlift"), Exercise("front-squat", "Front Squat")],
        [
            new("barbell", "Barbell", [PlaceType.Gym], "free_weights", ["barre"], []),
            new("dumbbells", "Dumbbells", [PlaceType.Home], "free_weights", ["haltères"], []),
            new("power-rack", "Power Rack", [PlaceType.Gym], "racks", [], ["squat-rack"]),
            new("squat-rack", "Squat Rack", [PlaceType.Gym], "racks", [], []),
        ]);

    private static Exercise Exercise(string id, string name, params string[] aliases) => new(
        id, name, MovementPattern.Squat, [Muscle.Quadriceps], [], [["barbell"]], [Disciplines.Strength], ExperienceLevel.Beginner, false, true,
        false, [], [], aliases);
}
