using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Daily;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.ReplaceExercise;

/// <param name="Reason"><c>too_hard</c>, <c>too_easy</c>, <c>equipment</c> or <c>pain</c>.</param>
/// <param name="PainAreas">What hurts; with <c>pain</c> required unless the profile says it.</param>
/// <param name="Equipment">All that is there; left out: the usual, with <c>equipment</c> without what the exercise needs.</param>
/// <param name="Version">The workout's version that was seen.</param>
internal sealed record ReplaceInput(string? Reason, IReadOnlyList<string?>? PainAreas, IReadOnlyList<string?>? Equipment, long? Version);

internal sealed record ReplaceWish(ReplaceReason Reason, IReadOnlyList<BodyArea> PainAreas, IReadOnlyList<string>? Equipment, long? Version)
{
    private const int UsualMinutes = 60;

    public static ReplaceWish Read(ReplaceInput input, HttpRequest request, Faults faults) => new(
        faults.RequiredTerm<ReplaceReason>("reason", input.Reason) ?? default,
        StepOne.Pain("painAreas", input.PainAreas, faults),
        input.Equipment is null ? null : faults.Equipment("equipment", input.Equipment, CatalogueIndex.Shipped),
        ExpectedVersion.Read(request, input.Version, faults));

    /// <param name="trainee">Null: there is no training profile; of such an athlete nothing is known but what is asked for here.</param>
    public Trainee Adapt(Trainee? trainee, Exercise exercise, DateOnly today)
    {
        var known = trainee ?? Anyone(exercise, today);
        var equipment = Equipment is { } given ? EquipmentSet.Of(CatalogueIndex.Shipped, given)
            : Reason == ReplaceReason.Equipment ? Without(known.Equipment, exercise)
            : known.Equipment;
        return known with { Equipment = equipment, Spare = known.Spare.Union(PainAreas).ToHashSet() };
    }

    /// <summary>What is there without anything that would do for what the exercise needs.</summary>
    private static EquipmentSet Without(EquipmentSet equipment, Exercise exercise)
    {
        var needed = exercise.Needs.SelectMany(group => group).ToHashSet();
        return EquipmentSet.Of(equipment.Catalogue, equipment.Catalogue.Equipment
            .Where(item => equipment.Has(item.Id) && !needed.Contains(item.Id) && !item.ServesAs.Any(needed.Contains)).Select(item => item.Id));
    }

    private static Trainee Anyone(Exercise exercise, DateOnly today) => TraineeRules.TraineeOf(
        new(null, null, null, null, exercise.Level > ExperienceLevel.Intermediate ? exercise.Level : ExperienceLevel.Intermediate, null, UsualMinutes,
            new Dictionary<DayOfWeek, int>(), [], null, [Disciplines.Strength], [], [], null, null, null, null, [], [], []),
        new WeekDays(127), EquipmentSet.Everything, today);
}
