using System.Collections.Immutable;

namespace Platform.PlanGeneration.Domain.Science;

/// <summary>
/// How volume falls before a race: exponentially, intensity and frequency kept (Bosquet 2007: 41–60 % less over about two
/// weeks; Wang 2023: up to 21 days). The reduction is measured over the whole taper: the mean volume of its weeks (the race
/// itself left out) against the last full week before it, and is 50 % here, the middle of the band. So every week or day is
/// the same share x of the one before, x + x² + … + xⁿ = n/2.
/// </summary>
internal static class Taper
{
    public const double LeastReduction = 0.41;
    public const double MostReduction = 0.60;
    public const int MostWeeks = 3;
    public const int MostDays = 21;
    private const double Reduction = 0.5;

    private static readonly ImmutableArray<ImmutableArray<double>> Weeks = [.. Enumerable.Range(0, MostWeeks + 1).Select(Factors)];
    private static readonly ImmutableArray<ImmutableArray<double>> Days = [.. Enumerable.Range(0, MostDays + 1).Select(Factors)];

    /// <summary>The volume of each taper week as a share of the peak week, first week first: 0.62 and 0.38 for two.</summary>
    /// <returns>Empty for no taper. The array is shared, not made for the call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 3 weeks.</exception>
    public static ImmutableArray<double> WeekFactors(int taperWeeks) => Weeks[Require.Within(taperWeeks, 0, MostWeeks)];

    /// <summary>The same by days: shares of a mean day of the peak week, first day first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 21 days.</exception>
    public static ImmutableArray<double> DayFactors(int taperDays) => Days[Require.Within(taperDays, 0, MostDays)];

    /// <summary>How much less the taper is than the peak, 0 to 1, measured as above; a check for any plan's taper.</summary>
    /// <param name="peak">The last full week's volume, in any unit.</param>
    /// <param name="taper">The taper weeks' volumes in that unit, without the race.</param>
    /// <exception cref="ArgumentOutOfRangeException">The peak is not above zero, or there is no taper week.</exception>
    public static double ReductionOf(double peak, ReadOnlySpan<double> taper)
    {
        Require.Positive(peak);
        Require.Within(taper.Length, 1, int.MaxValue);
        var sum = 0.0;
        foreach (var volume in taper)
        {
            sum += volume;
        }

        return 1 - sum / taper.Length / peak;
    }

    /// <summary>Whether a reduction lies in the band of the studies.</summary>
    public static bool IsEnough(double reduction) => reduction is >= LeastReduction and <= MostReduction;

    private static ImmutableArray<double> Factors(int n)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var x = (low + high) / 2;
            var (sum, power) = (0.0, 1.0);
            for (var j = 0; j < n; j++)
            {
                sum += power *= x;
            }

            (low, high) = sum < (1 - Reduction) * n ? (x, high) : (low, x);
        }

        return [.. Enumerable.Range(1, n).Select(i => Math.Pow(low, i))];
    }
}
