namespace Platform.Insights.Domain.Science;

internal enum Deviation
{
    /// <summary>Divided by n: the seven days are the whole week, not a sample of it. The platform's own.</summary>
    Population,

    /// <summary>Divided by n − 1; only for comparison with other figures.</summary>
    Sample,
}

/// <summary>
/// Foster (1998): how alike the days of a week are. Monotony is the mean of the daily loads over their standard deviation,
/// strain the week's load times its monotony.
/// </summary>
/// <param name="WeeklyLoad">RPE × minutes, summed.</param>
/// <param name="Monotony">Null where all days are the same: there is no deviation to divide by.</param>
internal readonly record struct FosterMonotony(double WeeklyLoad, double? Monotony)
{
    public const double FlagAbove = 2;

    public double? Strain => WeeklyLoad * Monotony;

    /// <summary>True where the days are too much alike, also where they are all the same and not all rest.</summary>
    public bool IsMonotonous => Monotony is { } monotony ? monotony > FlagAbove : WeeklyLoad > 0;

    /// <param name="dailyLoads">Seven, rest days as zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not seven days, or a load is negative or no finite number.</exception>
    public static FosterMonotony Of(ReadOnlySpan<double> dailyLoads, Deviation deviation = Deviation.Population)
    {
        if (dailyLoads.Length != 7)
        {
            throw new ArgumentOutOfRangeException(nameof(dailyLoads), dailyLoads.Length, "Monotony is that of seven days.");
        }

        var (sum, same) = (0.0, true);
        foreach (var load in dailyLoads)
        {
            sum += Require.NotNegative(load);
            same &= load == dailyLoads[0];
        }

        // Asked of the loads and not of the sum of squares, where rounding leaves a deviation that is none.
        if (same)
        {
            return new(sum, null);
        }

        var mean = sum / 7;
        var squares = 0.0;
        foreach (var load in dailyLoads)
        {
            squares += (load - mean) * (load - mean);
        }

        return new(sum, mean / Math.Sqrt(squares / (deviation == Deviation.Population ? 7 : 6)));
    }
}
