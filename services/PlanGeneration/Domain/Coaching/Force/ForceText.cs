using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

internal static class ForceText
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["full_a"] = "Full body A",
        ["full_b"] = "Full body B",
        ["full_c"] = "Full body C",
        ["upper_a"] = "Upper body A",
        ["upper_b"] = "Upper body B",
        ["lower_a"] = "Lower body A",
        ["lower_b"] = "Lower body B",
        ["push"] = "Push",
        ["pull"] = "Pull",
        ["legs"] = "Legs",
        ["squat"] = "Squat day",
        ["bench"] = "Bench day",
        ["deadlift"] = "Deadlift day",
        ["bench_b"] = "Second bench day",
        ["squat_bench"] = "Squat and bench",
        ["deadlift_bench"] = "Deadlift and bench",
        ["snatch"] = "Snatch",
        ["clean_jerk"] = "Clean and jerk",
        ["olympic_strength"] = "Strength for the lifts",
        ["press"] = "Overhead press",
        ["strongman_pull"] = "Heavy pulls",
        ["events"] = "Strongman events",
    };

    public static string Title(SessionOrder order, string focus) => (order.Week?.Recovery, order.Kind) switch
    {
        (_, SessionKind.Test) => $"{Names[focus]}: heavy single",
        (true, _) => $"{Names[focus]}: lighter week",
        (_, SessionKind.Hypertrophy) => $"{Names[focus]}: volume",
        (_, SessionKind.Power) => $"{Names[focus]}: speed",
        (_, SessionKind.Technique) => $"{Names[focus]}: technique",
        _ => $"{Names[focus]}: strength",
    };

    public static string Purpose(SessionOrder order) => order.Week switch
    {
        _ when order.Kind == SessionKind.Test => "See where you stand: build up to one heavy repetition that still looks good, and stop there.",
        { Recovery: true } => "Keep the movements sharp while fatigue drains away; you should leave feeling better than you came.",
        { Phase: Phase.Taper } => "Stay used to heavy weights while the volume falls, so that you arrive fresh.",
        { Phase: Phase.RaceWeek } => "A last touch of weight: crisp and far from failure.",
        _ => order.Kind switch
        {
            SessionKind.Hypertrophy => "Build muscle with enough hard repetitions through the full range; the strength to come is built on it.",
            SessionKind.Power => "Move sub-maximal weights as fast as you can with perfect form: speed that carries over to heavy lifts.",
            SessionKind.Technique => "Groove the lifts with weights that let every repetition look the same.",
            _ => order.Week?.Phase switch
            {
                Phase.Base => "Lay the base of strength in the main lifts, with repetitions in reserve and clean form.",
                Phase.Build => "Turn the base into strength: heavier sets of fewer repetitions.",
                Phase.Peak => "Show the strength you have built: few, heavy, confident repetitions.",
                _ => "Get stronger in the main lifts, then round them off with what supports them.",
            },
        },
    };
}
