using System.Globalization;

namespace Platform.PlanGeneration.Domain.Sessions;

/// <summary>Adds a session up: the one place that knows how long work takes. Writers claim by it, the validator checks by it.</summary>
internal static class Sums
{
    /// <summary>Of a repetition without a tempo, in seconds.</summary>
    public const int RepSeconds = 3;

    /// <summary>Carries, sleds and lunges over a distance, in metres a second.</summary>
    private const double LoadedMetresPerSecond = 1.0;

    /// <summary>Seconds per km where a continuous step is given by distance without a pace.</summary>
    private static readonly Dictionary<string, int> UsualPace = new()
    {
        ["run"] = 360,
        ["walk"] = 660,
        ["bike"] = 130,
        ["swim"] = 1250,
        ["row"] = 260,
        ["ski_erg"] = 280,
    };

    public static SessionTotals Of(IReadOnlyList<SessionPart> parts, decimal targetRpe)
    {
        double seconds = 0, mainSeconds = 0, hardSeconds = 0, metres = 0;
        var sets = 0;
        decimal tonnage = 0;
        foreach (var part in parts)
        {
            var main = part.Kind == PartKind.Main;
            var partSeconds = (part.Rounds - 1) * (double)part.RestBetweenRoundsSeconds;
            foreach (var step in part.Steps)
            {
                partSeconds += part.Rounds * SecondsOf(step);
                if (step is EnduranceStep stretch)
                {
                    metres += part.Rounds * MetresOf(stretch);
                    hardSeconds += main && stretch.Zone >= 4 ? part.Rounds * SecondsOf(stretch) : 0;
                }
                else if (step is ExerciseStep exercise && main)
                {
                    sets += part.Rounds * exercise.Sets;
                    tonnage += part.Rounds * TonnageOf(exercise);
                }
            }

            seconds += partSeconds;
            mainSeconds += main ? partSeconds : 0;
        }

        var minutes = (int)Math.Ceiling(seconds / 60);
        return new(
            minutes, (int)Math.Round(mainSeconds / 60), (int)Math.Round(hardSeconds / 60), Math.Round((decimal)metres / 1000, 1),
            sets, Math.Round(tonnage), (int)Math.Round(targetRpe * minutes));
    }

    /// <summary>With the rests between its sets.</summary>
    public static double SecondsOf(Step step) => step switch
    {
        ExerciseStep exercise => exercise.Sets * (SetSeconds(exercise) + exercise.RestSeconds),
        EnduranceStep { Seconds: { } given } => given,
        EnduranceStep stretch => (stretch.DistanceM ?? 0) / 1000.0 * PaceOf(stretch),
        _ => 0,
    };

    public static double MetresOf(EnduranceStep step) => step switch
    {
        { DistanceM: { } given } => given,
        { Seconds: { } seconds } => seconds / PaceOf(step) * 1000,
        _ => 0,
    };

    private static double SetSeconds(ExerciseStep step)
    {
        var oneSide = step switch
        {
            { Seconds: { } seconds } => seconds,
            { DistanceM: { } metres } => metres / LoadedMetresPerSecond,
            _ => Reps(step) * TempoSeconds(step.Tempo),
        };
        return step.PerSide ? 2 * oneSide : oneSide;
    }

    private static decimal TonnageOf(ExerciseStep step) =>
        step.Sets * (decimal)Reps(step) * (step.LoadKg ?? 0) * (step.PerSide ? 2 : 1);

    private static double Reps(ExerciseStep step) => ((step.RepsFrom ?? 0) + (step.RepsTo ?? step.RepsFrom ?? 0)) / 2.0;

    private static double PaceOf(EnduranceStep step) => step switch
    {
        { PaceFrom: { } fast, PaceTo: { } slow } => (fast + slow) / 2.0,
        { PaceFrom: { } only } => only,
        { PaceTo: { } only } => only,
        _ => UsualPace.GetValueOrDefault(step.Mode, UsualPace["run"]),
    };

    // "3-1-1-0"; anything else is not a tempo and counts as an ordinary repetition.
    private static int TempoSeconds(string? tempo)
    {
        if (tempo is not { Length: 7 })
        {
            return RepSeconds;
        }

        var sum = 0;
        for (var i = 0; i < tempo.Length; i += 2)
        {
            if (!char.IsAsciiDigit(tempo[i]))
            {
                return RepSeconds;
            }

            sum += CharUnicodeInfo.GetDecimalDigitValue(tempo[i]);
        }

        return Math.Max(1, sum);
    }
}
