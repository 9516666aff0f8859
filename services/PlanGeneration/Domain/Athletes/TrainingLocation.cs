using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>A place where an athlete trains.</summary>
/// <param name="Equipment">Ids of the catalogue in its order, each once.</param>
/// <param name="Primary">Where training is planned for when nothing else is said; at most one of a person's is.</param>
internal sealed record TrainingLocation(
    string Name, PlaceType Type, string? Address, string? Notes, IReadOnlyList<string> Equipment, bool Primary)
{
    public bool Equals(TrainingLocation? other) =>
        other is not null && (Name, Type, Address, Notes, Primary) == (other.Name, other.Type, other.Address, other.Notes, other.Primary)
        && Equipment.SequenceEqual(other.Equipment);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Address, Notes, Equipment.Count, Primary);
}

/// <summary>The whole place as it is sent.</summary>
/// <param name="Type"><c>home</c>, <c>gym</c> or <c>outdoor</c>.</param>
/// <param name="Equipment">Each by its id, name or a synonym; left out: nothing.</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it.</param>
internal sealed record LocationInput(
    string? Name, string? Type, string? Address, string? Notes, IReadOnlyList<string?>? Equipment, bool? Primary, long? Version);

internal static class LocationRules
{
    /// <summary>Reads a place and names every fault.</summary>
    public static TrainingLocation Read(LocationInput input, CatalogueIndex catalogue, Faults faults) => new(
        faults.Text("name", input.Name, 80),
        faults.RequiredTerm<PlaceType>("type", input.Type) ?? default,
        faults.OptionalText("address", input.Address, 200),
        faults.OptionalText("notes", input.Notes, 1000),
        faults.Equipment("equipment", input.Equipment, catalogue),
        input.Primary ?? false);
}
