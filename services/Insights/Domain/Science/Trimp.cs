namespace Platform.Insights.Domain.Science;

/// <summary>Which of the two published weightings is used. Where it is not known, the mean of both is.</summary>
internal enum TrimpWeighting
{
    Unknown,
    Men,
    Women,
}

/// <summary>
/// Banister's training impulse: minutes · x · 0.64e^(1.92x) for men, · 0.86e^(1.67x) for women, x being the fraction of the
/// heart-rate reserve, (HR − rest)/(max − rest).
/// </summary>
internal static class Trimp
{
    /// <param name="averageBpm">Of the time counted. Above the maximum it counts as the maximum, below rest as rest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero (minutes: below zero), or rest is not below the maximum.</exception>
    public static double Of(double minutes, double averageBpm, double restBpm, double maxBpm, TrimpWeighting weighting)
    {
        var x = Reserve(Require.Positive(averageBpm), restBpm, maxBpm);
        return Require.NotNegative(minutes) * x * weighting switch
        {
            TrimpWeighting.Men => Men(x),
            TrimpWeighting.Women => Women(x),
            _ => (Men(x) + Women(x)) / 2,
        };
    }

    private static double Reserve(double bpm, double restBpm, double maxBpm) =>
        Require.Positive(restBpm) < Require.Positive(maxBpm)
            ? Math.Clamp((bpm - restBpm) / (maxBpm - restBpm), 0, 1)
            : throw new ArgumentOutOfRangeException(nameof(restBpm), restBpm, "The heart rate at rest is below the maximum.");

    private static double Men(double x) => 0.64 * Math.Exp(1.92 * x);

    private static double Women(double x) => 0.86 * Math.Exp(1.67 * x);
}
