using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>The endurance coach's own words for what of a kind a session is.</summary>
internal static class Focus
{
    public const string None = "";

    /// <summary>Short fast strides at the end of an easy session.</summary>
    public const string Strides = "strides";

    /// <summary>A long session that ends at race pace.</summary>
    public const string RaceFinish = "race_finish";

    /// <summary>A long ride with a run off the bicycle.</summary>
    public const string Brick = "brick";
    public const string Continuous = "continuous";

    /// <summary>Threshold work in pieces with short rests.</summary>
    public const string Cruise = "cruise";
    public const string Vo2Max = "vo2max";
    public const string Repetitions = "repetitions";

    /// <summary>A little at race pace, days before the race.</summary>
    public const string Sharpener = "sharpener";

    /// <summary>The day before the race.</summary>
    public const string ShakeOut = "shake_out";
}

/// <summary>How much of a session's main minutes is hard, and how much hard work of a kind is enough.</summary>
internal static class WorkShare
{
    /// <summary>Of the main part; the rest is recovery between and easy running after.</summary>
    public static double Of(SessionKind kind, string focus, RaceGoal goal) => (kind, focus) switch
    {
        (SessionKind.Tempo, Focus.Cruise) => 0.78,
        (SessionKind.Tempo, _) => 0.75,
        (SessionKind.Intervals, Focus.Repetitions) => 0.28,
        (SessionKind.Intervals, _) => 0.57,
        (SessionKind.Fartlek, _) => 0.5,
        (SessionKind.RacePace, Focus.Sharpener) => 0.35,
        (SessionKind.RacePace, _) => goal.IsLong ? 0.78 : goal.IsHalf ? 0.7 : 0.6,
        (SessionKind.Test, _) => 0.6,
        _ => 0,
    };

    /// <summary>In minutes: more would cost more days than it brings.</summary>
    public static int Most(SessionKind kind, string focus, RaceGoal goal) => (kind, focus) switch
    {
        (SessionKind.Tempo, Focus.Cruise) => 40,

        // In one piece, what lasts for an hour in a race is hard for long before that: Daniels' own tempo runs are of twenty minutes.
        (SessionKind.Tempo, _) => 30,
        (SessionKind.Intervals, Focus.Repetitions) => 12,
        (SessionKind.Intervals, _) => 30,
        (SessionKind.Fartlek, _) => 26,
        (SessionKind.RacePace, Focus.Sharpener) => 8,
        (SessionKind.RacePace, _) => goal.IsLong ? 60 : goal.IsHalf ? 45 : 30,
        (SessionKind.Test, _) => 30,
        _ => 0,
    };

    /// <summary>Of a long session with <see cref="Focus.RaceFinish"/>.</summary>
    public static double OfFinish(PlanWeek? week, RaceGoal goal) =>
        (goal.IsLong ? 1.0 : 0.75) * (week?.Phase switch { Phase.Build => 0.18, Phase.Peak => 0.26, _ => 0.12 });
}
