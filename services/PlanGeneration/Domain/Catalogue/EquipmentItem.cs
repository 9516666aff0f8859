namespace Platform.PlanGeneration.Domain.Catalogue;

/// <param name="Id">Slug of <c>a-z 0-9 -</c>, at most 60 characters.</param>
/// <param name="Groups">The kinds of place where it is usually found.</param>
/// <param name="Category">What it is for, in snake_case, such as <c>free_weights</c>.</param>
/// <param name="Synonyms">Other names, in English and French.</param>
/// <param name="ServesAs">Ids of the items that it can stand for: a power rack serves as squat rack and pull-up bar.</param>
internal sealed record EquipmentItem(
    string Id, string Name, IReadOnlyList<PlaceType> Groups, string Category, IReadOnlyList<string> Synonyms, IReadOnlyList<string> ServesAs)
{
    public bool Equals(EquipmentItem? other) => other is not null && other.Id == Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
