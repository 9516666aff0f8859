namespace Platform.PlanGeneration.Domain.Science;

internal enum OneRepMaxFormula
{
    /// <summary>w·(1 + r/30)</summary>
    Epley,

    /// <summary>36w/(37 − r)</summary>
    Brzycki,
}

/// <summary>
/// The weight that could be lifted once, estimated from a set to failure. One repetition is the weight itself. Above ten
/// the formulas drift apart and the estimate means nothing: it is refused, not capped, because a capped set would look
/// like a measured one.
/// </summary>
internal static class OneRepMax
{
    public const int MostReps = 10;

    /// <param name="weightKg">Of the set, all of what is lifted.</param>
    /// <returns>Kilograms, not rounded; null above ten repetitions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not above zero, or there is no repetition.</exception>
    public static double? Estimate(double weightKg, int reps, OneRepMaxFormula formula = OneRepMaxFormula.Epley)
    {
        Require.Positive(weightKg);
        return Require.Within(reps, 1, int.MaxValue) switch
        {
            1 => weightKg,
            > MostReps => null,
            _ => formula == OneRepMaxFormula.Epley ? weightKg * (1 + reps / 30.0) : 36 * weightKg / (37 - reps),
        };
    }
}
