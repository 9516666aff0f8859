namespace Platform.Insights.Domain.Science;

/// <summary>Scores on the scale where an hour at threshold is 100, so that sessions of different kinds can be added.</summary>
internal static class StressScores
{
    /// <summary>hrTSS = 100 · TRIMP / TRIMP of one hour at threshold heart rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Trimp.Of"/>, or the threshold is not above rest.</exception>
    public static double HeartRate(
        double minutes, double averageBpm, double restBpm, double maxBpm, double thresholdBpm, TrimpWeighting weighting)
    {
        var hour = Trimp.Of(60, thresholdBpm, restBpm, maxBpm, weighting);
        return hour > 0
            ? 100 * Trimp.Of(minutes, averageBpm, restBpm, maxBpm, weighting) / hour
            : throw new ArgumentOutOfRangeException(nameof(thresholdBpm), thresholdBpm, "The threshold heart rate is above that at rest.");
    }

    /// <summary>rTSS = s · NGP · IF / (FTP · 3600) · 100 with IF = NGP/FTP, both as speeds.</summary>
    /// <param name="gradedMPerS">NGP: the normalised graded pace, as a speed.</param>
    /// <param name="thresholdMPerS">The speed that lasts for about an hour.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seconds or the pace are negative, or the threshold is not above zero.</exception>
    public static double Run(double seconds, double gradedMPerS, double thresholdMPerS)
    {
        var intensity = Require.NotNegative(gradedMPerS) / Require.Positive(thresholdMPerS);
        return Require.NotNegative(seconds) / 3600 * intensity * intensity * 100;
    }
}
