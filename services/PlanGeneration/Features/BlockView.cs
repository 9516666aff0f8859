using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;

namespace Platform.PlanGeneration.Features;

/// <summary>A training block as the API shows it.</summary>
/// <param name="BuiltIn">True where it is everyone's and no one's to change.</param>
/// <param name="Mine">True where the reader made it, and may change it.</param>
internal sealed record BlockView(
    Guid Id, string Slug, string Name, bool BuiltIn, bool Mine, long Version, IReadOnlyList<BlockDay> Days)
{
    public static BlockView Of(BlockRow row, IReadOnlyList<BlockDay> days, Guid reader) =>
        new(row.Id, row.Slug, row.Name, row.OwnerId is null, row.OwnerId == reader, row.Version, days);
}
