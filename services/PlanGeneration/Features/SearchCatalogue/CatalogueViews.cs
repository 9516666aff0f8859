using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

/// <param name="Needs">Ids of equipment: every group must be met, by any one of its items. The first is the usual one.</param>
/// <param name="Loadable">Weight can be added in steps.</param>
/// <param name="Timed">Prescribed by time or distance rather than repetitions.</param>
/// <param name="Stresses">Where it hurts whoever has pain there.</param>
internal sealed record ExerciseView(
    string Id,
    string Name,
    MovementPattern Pattern,
    IReadOnlyList<Muscle> PrimaryMuscles,
    IReadOnlyList<Muscle> SecondaryMuscles,
    IReadOnlyList<IReadOnlyList<string>> Needs,
    IReadOnlyList<string> Disciplines,
    ExperienceLevel Level,
    bool Unilateral,
    bool Loadable,
    bool Timed,
    IReadOnlyList<BodyArea> Stresses,
    IReadOnlyList<string> Aliases)
{
    public static ExerciseView Of(Exercise e) => new(
        e.Id, e.Name, e.Pattern, e.Primary, e.Secondary, e.Needs, e.Disciplines, e.Level, e.Unilateral, e.Loadable, e.Timed, e.Stresses, e.Aliases);
}

/// <param name="Match">Whether it can be done with the equipment that was named; absent where none was.</param>
internal sealed record ExerciseDetail(ExerciseView Exercise, MatchView? Match, IReadOnlyList<SubstituteView> Substitutes);

internal sealed record EquipmentView(
    string Id, string Name, IReadOnlyList<PlaceType> Groups, string Category, IReadOnlyList<string> Synonyms, IReadOnlyList<string> ServesAs)
{
    public static EquipmentView Of(EquipmentItem item) => new(item.Id, item.Name, item.Groups, item.Category, item.Synonyms, item.ServesAs);
}

/// <param name="Missing">One item for each need that is not met.</param>
internal sealed record MatchView(string ExerciseId, string Name, bool Possible, IReadOnlyList<string> Missing, string Reason)
{
    public static MatchView Of(ExerciseMatch match) => new(match.Exercise.Id, match.Exercise.Name, match.Possible, match.Missing, match.Reason);
}

/// <param name="Score">From 0 to 1, the higher the closer to what it stands for.</param>
internal sealed record SubstituteView(string ExerciseId, string Name, double Score, string Reason)
{
    public static SubstituteView Of(Substitute substitute) =>
        new(substitute.Exercise.Id, substitute.Exercise.Name, Math.Round(substitute.Score, 3), substitute.Reason);
}
