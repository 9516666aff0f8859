using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>How the body is divided over a week's sessions, and which exercises each session is made of.</summary>
internal static class Splits
{
    // Rows and pulls are never primary: triples and singles are for lifts that are tested, not for what holds the shoulders sound.
    private static readonly Dictionary<string, (Wish Wish, Role Role)[]> ByFocus = new()
    {
        ["full_a"] =
        [
            (Wishes.Squat, Role.Primary), (Wishes.Bench, Role.Primary), (Wishes.Row, Role.Secondary), (Wishes.HingeVariation, Role.Secondary),
            (Wishes.Core, Role.Core), (Wishes.SideDelts, Role.Accessory), (Wishes.Biceps, Role.Accessory), (Wishes.Triceps, Role.Accessory),
            (Wishes.Calves, Role.Accessory), (Wishes.Carried, Role.Accessory),
        ],
        ["full_b"] =
        [
            (Wishes.Hinge, Role.Primary), (Wishes.Press, Role.Primary), (Wishes.Pull, Role.Secondary), (Wishes.SingleLeg, Role.Secondary),
            (Wishes.Core, Role.Core), (Wishes.Chest, Role.Accessory), (Wishes.RearDelts, Role.Accessory), (Wishes.Carried, Role.Accessory),
            (Wishes.Triceps, Role.Accessory), (Wishes.Hips, Role.Accessory),
        ],
        ["full_c"] =
        [
            (Wishes.SquatVariation, Role.Primary), (Wishes.BenchVariation, Role.Primary), (Wishes.Row, Role.Secondary),
            (Wishes.Glutes, Role.Secondary), (Wishes.Core, Role.Core), (Wishes.RearDelts, Role.Accessory), (Wishes.Biceps, Role.Accessory),
            (Wishes.Hamstrings, Role.Accessory), (Wishes.Calves, Role.Accessory), (Wishes.Carried, Role.Accessory),
        ],
        ["upper_a"] =
        [
            (Wishes.Bench, Role.Primary), (Wishes.Row, Role.Secondary), (Wishes.Press, Role.Secondary), (Wishes.Pull, Role.Secondary),
            (Wishes.RearDelts, Role.Accessory), (Wishes.Triceps, Role.Accessory), (Wishes.Biceps, Role.Accessory), (Wishes.Chest, Role.Accessory),
            (Wishes.SideDelts, Role.Accessory), (Wishes.Core, Role.Core),
        ],
        ["upper_b"] =
        [
            (Wishes.Press, Role.Primary), (Wishes.Pull, Role.Secondary), (Wishes.BenchVariation, Role.Secondary), (Wishes.Row, Role.Secondary),
            (Wishes.SideDelts, Role.Accessory), (Wishes.Biceps, Role.Accessory), (Wishes.Triceps, Role.Accessory), (Wishes.RearDelts, Role.Accessory),
            (Wishes.Chest, Role.Accessory), (Wishes.Core, Role.Core),
        ],
        ["lower_a"] =
        [
            (Wishes.Squat, Role.Primary), (Wishes.HingeVariation, Role.Secondary), (Wishes.SingleLeg, Role.Secondary),
            (Wishes.Hamstrings, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.Calves, Role.Accessory), (Wishes.Quadriceps, Role.Accessory),
            (Wishes.Hips, Role.Accessory), (Wishes.Carried, Role.Accessory),
        ],
        ["lower_b"] =
        [
            (Wishes.Hinge, Role.Primary), (Wishes.SquatVariation, Role.Secondary), (Wishes.Glutes, Role.Secondary),
            (Wishes.SingleLeg, Role.Secondary), (Wishes.Core, Role.Core), (Wishes.Quadriceps, Role.Accessory), (Wishes.Calves, Role.Accessory),
            (Wishes.Hamstrings, Role.Accessory), (Wishes.Carried, Role.Accessory),
        ],
        ["push"] =
        [
            (Wishes.Bench, Role.Primary), (Wishes.Press, Role.Primary), (Wishes.BenchVariation, Role.Secondary), (Wishes.SideDelts, Role.Accessory),
            (Wishes.Triceps, Role.Accessory), (Wishes.Chest, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.SideDelts, Role.Accessory),
            (Wishes.Triceps, Role.Accessory), (Wishes.Calves, Role.Accessory),
        ],
        ["pull"] =
        [
            (Wishes.Row, Role.Secondary), (Wishes.Pull, Role.Secondary), (Wishes.HingeVariation, Role.Secondary), (Wishes.RearDelts, Role.Accessory),
            (Wishes.Biceps, Role.Accessory), (Wishes.Row, Role.Accessory), (Wishes.Biceps, Role.Accessory), (Wishes.Core, Role.Core),
            (Wishes.Carried, Role.Accessory),
        ],
        ["legs"] =
        [
            (Wishes.Squat, Role.Primary), (Wishes.HingeVariation, Role.Secondary), (Wishes.SingleLeg, Role.Secondary),
            (Wishes.Quadriceps, Role.Accessory), (Wishes.Hamstrings, Role.Accessory), (Wishes.Calves, Role.Accessory), (Wishes.Core, Role.Core),
            (Wishes.Glutes, Role.Accessory), (Wishes.Hips, Role.Accessory),
        ],
        ["squat"] =
        [
            (Wishes.Squat, Role.Primary), (Wishes.SquatVariation, Role.Secondary), (Wishes.BenchVariation, Role.Secondary),
            (Wishes.Hamstrings, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.Row, Role.Accessory), (Wishes.Quadriceps, Role.Accessory),
            (Wishes.Hips, Role.Accessory),
        ],
        ["bench"] =
        [
            (Wishes.Bench, Role.Primary), (Wishes.BenchVariation, Role.Secondary), (Wishes.Row, Role.Secondary), (Wishes.Triceps, Role.Accessory),
            (Wishes.RearDelts, Role.Accessory), (Wishes.Biceps, Role.Accessory), (Wishes.Chest, Role.Accessory), (Wishes.Core, Role.Core),
        ],
        ["deadlift"] =
        [
            (Wishes.Hinge, Role.Primary), (Wishes.HingeVariation, Role.Secondary), (Wishes.SquatVariation, Role.Secondary),
            (Wishes.Pull, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.Glutes, Role.Accessory), (Wishes.Carried, Role.Accessory),
            (Wishes.Calves, Role.Accessory),
        ],
        ["bench_b"] =
        [
            (Wishes.Bench, Role.Primary), (Wishes.Press, Role.Secondary), (Wishes.Pull, Role.Secondary), (Wishes.SideDelts, Role.Accessory),
            (Wishes.Triceps, Role.Accessory), (Wishes.Biceps, Role.Accessory), (Wishes.RearDelts, Role.Accessory), (Wishes.Core, Role.Core),
        ],
        ["squat_bench"] =
        [
            (Wishes.Squat, Role.Primary), (Wishes.Bench, Role.Primary), (Wishes.Row, Role.Secondary), (Wishes.Core, Role.Core),
            (Wishes.Hamstrings, Role.Accessory), (Wishes.Triceps, Role.Accessory), (Wishes.RearDelts, Role.Accessory),
            (Wishes.Biceps, Role.Accessory),
        ],
        ["deadlift_bench"] =
        [
            (Wishes.Hinge, Role.Primary), (Wishes.Bench, Role.Primary), (Wishes.Pull, Role.Secondary), (Wishes.SingleLeg, Role.Secondary),
            (Wishes.Core, Role.Core), (Wishes.SideDelts, Role.Accessory), (Wishes.Biceps, Role.Accessory),
        ],
        ["snatch"] =
        [
            (Wishes.Snatch, Role.Primary), (Wishes.OlympicPull, Role.Secondary), (Wishes.Squat, Role.Secondary), (Wishes.Core, Role.Core),
            (Wishes.RearDelts, Role.Accessory), (Wishes.SingleLeg, Role.Accessory), (Wishes.Row, Role.Accessory),
        ],
        ["clean_jerk"] =
        [
            (Wishes.CleanAndJerk, Role.Primary), (Wishes.OlympicPull, Role.Secondary), (Wishes.SquatVariation, Role.Secondary),
            (Wishes.Press, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.Hips, Role.Accessory), (Wishes.Pull, Role.Accessory),
        ],
        ["olympic_strength"] =
        [
            (Wishes.Squat, Role.Primary), (Wishes.Hinge, Role.Secondary), (Wishes.Press, Role.Secondary), (Wishes.Pull, Role.Accessory),
            (Wishes.Core, Role.Core), (Wishes.Glutes, Role.Accessory), (Wishes.Calves, Role.Accessory),
        ],
        ["press"] =
        [
            (Wishes.StrongmanPress, Role.Primary), (Wishes.Bench, Role.Secondary), (Wishes.Row, Role.Secondary), (Wishes.Triceps, Role.Accessory),
            (Wishes.RearDelts, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.Biceps, Role.Accessory),
        ],
        ["strongman_pull"] =
        [
            (Wishes.StrongmanPull, Role.Primary), (Wishes.Squat, Role.Secondary), (Wishes.Pull, Role.Secondary), (Wishes.Carried, Role.Accessory),
            (Wishes.Core, Role.Core), (Wishes.Hamstrings, Role.Accessory), (Wishes.Biceps, Role.Accessory),
        ],
        ["events"] =
        [
            (Wishes.Load, Role.Primary), (Wishes.Event, Role.Accessory), (Wishes.Event, Role.Accessory), (Wishes.Squat, Role.Secondary),
            (Wishes.Row, Role.Accessory), (Wishes.Core, Role.Core), (Wishes.Carried, Role.Accessory),
        ],
    };

    // Which focuses load the same patterns: 48 hours lie between them where there is a choice.
    private static readonly Dictionary<string, string[]> Regions = ByFocus.Keys.ToDictionary(f => f, Region);

    public static IReadOnlyList<(Wish Wish, Role Role)> Of(string focus) => ByFocus.GetValueOrDefault(focus) ?? ByFocus["full_a"];

    public static bool Knows(string focus) => ByFocus.ContainsKey(focus);

    /// <summary>The focuses that load what this one loads.</summary>
    public static IReadOnlyList<string> Alike(string focus) => [.. ByFocus.Keys.Where(other => Regions[other].Intersect(Regions[focus]).Any())];

    /// <summary>The focuses of a week's sessions, first session first.</summary>
    public static IReadOnlyList<string> Week(string sport, int sessions, ExperienceLevel experience) => (sport, sessions) switch
    {
        (Disciplines.Powerlifting, 1) => ["squat_bench"],
        (Disciplines.Powerlifting, 2) => ["squat_bench", "deadlift_bench"],
        (Disciplines.Powerlifting, 3) => ["squat", "bench", "deadlift_bench"],
        (Disciplines.Powerlifting, 4) => ["squat", "bench", "deadlift", "bench_b"],
        (Disciplines.Powerlifting, 5) => ["squat", "bench", "deadlift", "bench_b", "lower_a"],
        (Disciplines.Powerlifting, _) => ["squat", "bench", "deadlift", "bench_b", "lower_a", "upper_b"],
        (Disciplines.OlympicWeightlifting, 1) => ["clean_jerk"],
        (Disciplines.OlympicWeightlifting, 2) => ["snatch", "clean_jerk"],
        (Disciplines.OlympicWeightlifting, 3) => ["snatch", "clean_jerk", "olympic_strength"],
        (Disciplines.OlympicWeightlifting, 4) => ["snatch", "clean_jerk", "olympic_strength", "snatch"],
        (Disciplines.OlympicWeightlifting, _) => ["snatch", "clean_jerk", "olympic_strength", "snatch", "clean_jerk", "olympic_strength"],
        (Disciplines.Strongman, 1) => ["events"],
        (Disciplines.Strongman, 2) => ["press", "strongman_pull"],
        (Disciplines.Strongman, 3) => ["press", "strongman_pull", "events"],
        (Disciplines.Strongman, 4) => ["press", "strongman_pull", "upper_b", "events"],
        (Disciplines.Strongman, _) => ["press", "strongman_pull", "upper_b", "lower_a", "events", "upper_a"],
        (Disciplines.Bodybuilding, 3) when experience > ExperienceLevel.Beginner => ["push", "pull", "legs"],
        (_, 1) => ["full_a"],
        (_, 2) => ["full_a", "full_b"],
        (_, 3) => ["full_a", "full_b", "full_c"],
        (_, 4) => ["upper_a", "lower_a", "upper_b", "lower_b"],
        (_, 5) => ["push", "pull", "legs", "upper_b", "lower_b"],
        _ => ["push", "pull", "legs", "upper_a", "lower_b", "upper_b"],
    };

    private static string[] Region(string focus) => focus switch
    {
        "upper_a" or "upper_b" or "push" or "pull" or "bench" or "bench_b" or "press" => focus == "pull" ? ["pull"] : focus is "push" or "bench" or "bench_b" or "press" ? ["push"] : ["push", "pull"],
        "lower_a" or "lower_b" or "legs" or "squat" or "deadlift" or "strongman_pull" or "events" or "olympic_strength" or "snatch" or "clean_jerk" => ["legs"],
        _ => ["push", "pull", "legs"],
    };
}
