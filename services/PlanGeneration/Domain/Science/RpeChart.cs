namespace Platform.PlanGeneration.Domain.Science;

/// <summary>
/// The chart of Reactive Training Systems: what share of the one-repetition maximum a set of so many repetitions at an RPE
/// is. It depends only on the repetitions that would be possible, n = reps + 10 − RPE. For n = 11 and 12 two prints
/// disagree (70.7, 68.0 and 71.7, 69.4); the lower is taken, because a load too light costs less than one too heavy.
/// </summary>
internal static class RpeChart
{
    // Tenths of a percent for n = 1 to 12: whole numbers, so that the mean of two rounds half up without surprises.
    private static readonly int[] Tenths = [1000, 955, 922, 892, 863, 837, 811, 786, 762, 739, 707, 680];

    /// <summary>Percent of the maximum with one decimal; half steps are the mean of their neighbours, rounded half up.</summary>
    /// <param name="rpe">1 to 10, in half steps.</param>
    /// <returns>Null where the chart ends: more than twelve possible repetitions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No repetition, or an RPE that is not one of the half steps.</exception>
    public static double? Percent(int reps, double rpe)
    {
        Require.Within(reps, 1, int.MaxValue);
        var halves = Require.Within(rpe, 1, 10) * 2;
        if (halves != Math.Floor(halves))
        {
            throw new ArgumentOutOfRangeException(nameof(rpe), rpe, "RPE is given in half steps.");
        }

        // n in halves: 2 is one repetition.
        var n = 2L * reps + 20 - (long)halves;
        if (n > 2 * Tenths.Length)
        {
            return null;
        }

        var below = Tenths[n / 2 - 1];
        return (n % 2 == 0 ? below : (below + Tenths[n / 2] + 1) / 2) / 10.0;
    }
}
