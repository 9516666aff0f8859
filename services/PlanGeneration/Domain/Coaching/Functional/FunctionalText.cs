using Platform.PlanGeneration.Domain.Planning;

namespace Platform.PlanGeneration.Domain.Coaching.Functional;

internal static class FunctionalText
{
    public static string Title(string focus, PlanWeek? week)
    {
        var name = focus switch
        {
            "strength_metcon" => "Strength, then conditioning",
            "amrap" => "As many rounds as possible",
            "emom" => "Every minute on the minute",
            "for_time" => "Rounds for time",
            "tabata" => "Tabata",
            "power" => "Jumps and power",
            _ => "Intervals",
        };
        return week is { Recovery: true } ? $"{name}: lighter week" : name;
    }

    public static string Purpose(string focus) => focus switch
    {
        "strength_metcon" => "Lift while you are fresh, then learn to keep moving well when you are not.",
        "amrap" => "Find a pace you can hold to the end: the last round should look like the first.",
        "emom" => "Good repetitions under a steady clock; the rest you earn is the rest you get.",
        "for_time" => "Work through a fixed task without haste at the start and without stops at the end.",
        "tabata" => "Short, very hard bouts that raise what your heart and lungs can deliver.",
        "power" => "Teach your legs to give force quickly and to land safely; quality counts, not fatigue.",
        _ => "Push the pace while the clock says work, and recover on purpose while it says rest.",
    };
}
