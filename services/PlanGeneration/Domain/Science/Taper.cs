using System.Collections.Immutable;

namespace Platform.PlanGeneration.Domain.Science;

/// <summary>
/// How volume falls before a race: exponentially, intensity and frequency kept (Bosquet 2007: 41–60 % less over about two
/// weeks; Wang 2023: up to 21 days). The reduction is measured over the whole taper: the mean volume of its weeks (the race
/// itself left out) against the last full week before it, and is 50 % here, the middle of the band. So every day is
/// the same share x of the one before, x + x² + … + xⁿ = n/2.
/// </summary>
internal static class Taper
{
    public const double LeastReduction = 0.41;
    public const double MostReduction = 0.60;
    public const int MostWeeks = 3;
    public const int MostDays = 21;
    private const double Reduction = 0.5;

    private static readonly ImmutableArray<ImmutableArray<double>> Days = [.. Enumerable.Range(0, MostDays + 1).Select(Factors)];

    /// <summary>The volume of each taper day as a share of a mean day of the peak week, first day first.</summary>
    /// <returns>Empty for no taper. The array is shared, not made for the call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 21 days.</exception>
    public static ImmutableArray<double> DayFactors(int taperDays) => Days[Require.Within(taperDays, 0, MostDays)];

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
