using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Features.KeepLocations;

/// <summary>A place as the API shows it; it can be changed and sent back as it is.</summary>
/// <param name="Equipment">Ids of the catalogue, each once.</param>
internal sealed record LocationView(
    Guid Id, long Version, string Name, PlaceType Type, string? Address, string? Notes, IReadOnlyList<string> Equipment, bool Primary,
    DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static LocationView Of(LocationRow row) => new(
        row.Id, row.Version, row.Name, row.Location.Type, row.Address, row.Notes, row.Equipment, row.IsPrimary, row.CreatedAt, row.ChangedAt);
}
