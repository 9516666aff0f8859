using System.Text.Json.Serialization;

namespace Platform.PlanGeneration.Domain.Sessions;

/// <summary>What a session is for. <see cref="SessionKinds.IsHard"/> says which need an easy day beside them.</summary>
internal enum SessionKind
{
    Recovery,
    Easy,
    Long,
    Tempo,
    Intervals,
    Fartlek,
    RacePace,
    Strength,
    Hypertrophy,
    Power,
    Circuit,
    Conditioning,
    /// <summary>Running on legs that have just worked.</summary>
    CompromisedRun,
    /// <summary>The race, or a good part of it, station by station.</summary>
    Simulation,
    Skill,
    Technique,
    Mobility,
    Test,
    Race,
}

internal static class SessionKinds
{
    /// <summary>True where the day after should be easier, in the disciplines that keep hard days apart.</summary>
    public static bool IsHard(this SessionKind kind) => kind is SessionKind.Tempo or SessionKind.Intervals or SessionKind.Fartlek
        or SessionKind.RacePace or SessionKind.CompromisedRun or SessionKind.Simulation or SessionKind.Test or SessionKind.Race;
}

/// <summary>One training session as prescribed, whoever wrote it: stored, shown and validated in this shape.</summary>
/// <param name="Coach">The specialisation that wrote it.</param>
/// <param name="Sport">Of <see cref="Catalogue.Disciplines"/>.</param>
/// <param name="Purpose">A sentence to the athlete: why this, today.</param>
/// <param name="TargetRpe">Of the whole session, 1 to 10.</param>
/// <param name="Totals">What the session claims to add up to; the validator adds it up again.</param>
/// <param name="Parts">Warm-up, main parts, cool-down, in this order; a race has main parts only.</param>
/// <param name="Notes">The coach's remarks, such as what was spared and why.</param>
internal sealed record Session(
    Specialisation Coach,
    string Sport,
    SessionKind Kind,
    string Title,
    string Purpose,
    decimal TargetRpe,
    SessionTotals Totals,
    IReadOnlyList<SessionPart> Parts,
    IReadOnlyList<string> Notes);

internal enum PartKind
{
    WarmUp,
    Main,
    CoolDown,
}

/// <summary>Steps done in order, <paramref name="Rounds"/> times: an interval set, a circuit, or once through a list of lifts.</summary>
/// <param name="RestBetweenRoundsSeconds">Not after the last round.</param>
internal sealed record SessionPart(PartKind Kind, string Name, int Rounds, int RestBetweenRoundsSeconds, IReadOnlyList<Step> Steps);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExerciseStep), "exercise")]
[JsonDerivedType(typeof(EnduranceStep), "endurance")]
internal abstract record Step;

/// <summary>Sets of one exercise. Exactly one of reps, seconds and distance says how much a set is.</summary>
/// <param name="ExerciseId">Of the catalogue.</param>
/// <param name="RepsFrom">Repetitions of each set (of each side); equal to <paramref name="RepsTo"/> unless a range.</param>
/// <param name="PerSide">True where a set is done on one side, then on the other.</param>
/// <param name="LoadKg">On the bar, or of each implement in a hand times their number; null: bodyweight, or chosen by RPE because no maximum is known.</param>
/// <param name="PercentOneRepMax">Where the load comes from one.</param>
/// <param name="Tempo">Seconds down, pause, up, pause, such as <c>3-1-1-0</c>.</param>
/// <param name="RestSeconds">After each set.</param>
/// <param name="Alternatives">Others that do the same work, best first.</param>
internal sealed record ExerciseStep(
    string ExerciseId,
    string Name,
    int Sets,
    int? RepsFrom,
    int? RepsTo,
    int? Seconds,
    int? DistanceM,
    bool PerSide,
    decimal? LoadKg,
    decimal? PercentOneRepMax,
    decimal? Rpe,
    string? Tempo,
    int RestSeconds,
    string? Note,
    IReadOnlyList<Alternative> Alternatives) : Step;

internal sealed record Alternative(string ExerciseId, string Name, string Reason);

/// <summary>A stretch of continuous work. One of seconds and distance says how long; a distance needs a pace to be timed by.</summary>
/// <param name="Mode">How: <c>run</c>, <c>walk</c>, <c>bike</c>, <c>swim</c>, <c>row</c>, <c>ski_erg</c> …</param>
/// <param name="Zone">Heart-rate zone 1 to 5.</param>
/// <param name="PaceFrom">The faster end, in seconds per km; a swim's too.</param>
/// <param name="PaceTo">The slower end.</param>
/// <param name="HeartRateFrom">Beats per minute.</param>
/// <param name="PowerFrom">Watts.</param>
internal sealed record EnduranceStep(
    string Mode,
    int? Seconds,
    int? DistanceM,
    int Zone,
    int? PaceFrom,
    int? PaceTo,
    int? HeartRateFrom,
    int? HeartRateTo,
    int? PowerFrom,
    int? PowerTo,
    decimal Rpe,
    string? Note) : Step;

/// <param name="Minutes">The whole session, rests included, rounded up.</param>
/// <param name="MainMinutes">Its main parts: the volume that is ramped and tapered.</param>
/// <param name="HardMinutes">Of continuous work in zone 4 or 5.</param>
/// <param name="DistanceKm">Of continuous work in all modes, to 0.1 km.</param>
/// <param name="WorkingSets">Sets in the main parts, rounds counted.</param>
/// <param name="TonnageKg">Sets × reps × load of the main parts, both sides where unilateral.</param>
/// <param name="Load">Foster's: target RPE × minutes.</param>
internal sealed record SessionTotals(
    int Minutes, int MainMinutes, int HardMinutes, decimal DistanceKm, int WorkingSets, decimal TonnageKg, int Load);
