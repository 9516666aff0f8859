using System.Collections.Frozen;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Execution;

/// <summary>How well what was done fits what was planned, by sport alone; the best first.</summary>
internal enum SportFit
{
    Same,
    Related,
    Other,
}

/// <summary>
/// Sports as wearables name them and disciplines as plans name them, brought together: a run on a treadmill is a run, and
/// a HYROX session is often recorded as strength, HIIT or "other".
/// </summary>
internal static class SportFamilies
{
    private const string Running = "running";
    private const string Walking = "walking";
    private const string Cycling = "cycling";
    private const string Swimming = "swimming";
    private const string Rowing = "rowing";
    private const string SkiErg = "ski_erg";
    private const string Strength = "strength";
    private const string Functional = "functional";
    private const string Wellness = "wellness";
    private const string Combat = "combat";
    private const string Unknown = "other";

    private static readonly FrozenDictionary<string, string> BySport = new Dictionary<string, string[]>
    {
        [Running] = ["running", "trail_running", "treadmill_running", "track_running", "virtual_running", "run"],
        [Walking] = ["walking", "hiking", "walk"],
        [Cycling] = ["cycling", "indoor_cycling", "mountain_biking", "gravel_cycling", "virtual_cycling", "bike"],
        [Swimming] = ["swimming", "open_water_swimming", "swim"],
        [Rowing] = ["rowing", "indoor_rowing", "row"],
        [SkiErg] = ["ski_erg"],
        [Strength] =
        [
            "strength", "powerlifting", "bodybuilding", "strongman", "olympic_weightlifting", "calisthenics", "street_workout", "streetlifting",
        ],
        [Functional] = ["functional", "crossfit", "hiit", "circuit", "hyrox", "deka", "plyometrics"],
        [Wellness] = ["yoga", "pilates", "mobility", "stretching"],
        [Combat] = ["boxing", "kickboxing", "mma"],
        [Unknown] = ["cardio", "other"],
    }.SelectMany(family => family.Value.Select(sport => (Sport: sport, Family: family.Key))).ToFrozenDictionary(s => s.Sport, s => s.Family);

    public static SportFit Fit(Session planned, string sport)
    {
        var done = Of(sport);
        var work = planned.Parts.Where(p => p.Kind == PartKind.Main).SelectMany(p => p.Steps).ToList();
        var modes = work.OfType<EnduranceStep>().Select(s => Of(s.Mode)).ToHashSet();
        var lifts = work.Any(s => s is ExerciseStep);
        if (sport == planned.Sport || done == Of(planned.Sport) || (modes.Count == 1 && !lifts && modes.Contains(done)))
        {
            return SportFit.Same;
        }

        var related = done == Unknown
            || modes.Contains(done)
            || (lifts && done is Strength or Functional)
            // A walk in place of an easy half hour is what recovery is for.
            || (planned.Kind == SessionKind.Recovery && done is Walking or Wellness);
        return related ? SportFit.Related : SportFit.Other;
    }

    /// <summary>True where both are names of one sport.</summary>
    public static bool AreOne(string sport, string other) => Of(sport) == Of(other);

    private static string Of(string sport) => BySport.GetValueOrDefault(sport, sport);
}
