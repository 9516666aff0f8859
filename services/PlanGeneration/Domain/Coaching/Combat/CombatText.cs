using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Coaching.Combat;

internal static class CombatText
{
    public static string Title(string sport, string focus, bool recovery)
    {
        var name = sport switch
        {
            Disciplines.Kickboxing => "Kickboxing",
            Disciplines.Mma => "MMA",
            _ => "Boxing",
        };
        var title = focus switch
        {
            "technique" => $"{name}: technique rounds",
            "conditioning" => $"{name}: rounds and conditioning",
            "strength" => $"{name}: strength",
            _ => $"{name}: hard rounds",
        };
        return recovery ? $"{title}, a lighter week" : title;
    }

    public static string Purpose(string focus) => focus switch
    {
        "technique" => "Clean strikes, feet under you, and a guard that comes back by itself.",
        "conditioning" => "Keep your technique when your lungs say otherwise.",
        "strength" => "Strength that ends up in your hands: legs, back and trunk, with a neck that can take a knock.",
        _ => "Rounds at the pace of a bout, rests as long as in one.",
    };
}
