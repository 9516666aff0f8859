using System.Collections.Frozen;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>What each way of doing endurance needs, and how fast anyone moves by it.</summary>
internal static class ModeNeeds
{
    private static readonly FrozenDictionary<string, (string[] AnyOf, int FastestSecPerKm)> Modes = new Dictionary<string, (string[], int)>
    {
        ["run"] = ([], 100),
        ["walk"] = ([], 240),
        ["bike"] = (
            [
                "bicycle", "stationary-bike", "road-bike", "spin-bike", "bike-erg", "air-bike", "smart-bike", "smart-trainer", "upright-bike",
                "recumbent-bike", "gravel-bike", "mountain-bike", "tt-bike", "track-bike", "bike-rollers", "e-bike",
            ], 50),
        ["swim"] = (["pool-25m", "pool-50m", "open-water", "home-pool", "swimming-pool"], 450),
        ["row"] = (["rowing-erg", "water-rower", "rowing-boat", "rowing-machine"], 150),
        ["ski_erg"] = (["ski-erg"], 150),
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> All { get; } = [.. Modes.Keys.Order(StringComparer.Ordinal)];

    public static string Names { get; } = string.Join(", ", All);

    public static bool IsKnown(string mode) => Modes.ContainsKey(mode);

    public static bool IsPossible(string mode, EquipmentSet equipment)
    {
        var anyOf = Modes[mode].AnyOf;
        foreach (var item in anyOf)
        {
            if (equipment.Has(item))
            {
                return true;
            }
        }

        return anyOf.Length == 0;
    }

    /// <summary>A pace that nobody keeps.</summary>
    public static int FastestSecPerKm(string mode) => Modes[mode].FastestSecPerKm;
}
