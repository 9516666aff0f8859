namespace Platform.Insights.Domain.Science;

/// <summary>How an average with a time constant of τ days takes in a day. Two conventions are about, so each is named.</summary>
internal enum Smoothing
{
    /// <summary>α = 1 − e^(−1/τ), exact for a decay of τ days, as GoldenCheetah has it. The platform's own.</summary>
    Exponential,

    /// <summary>α = 1/τ, as other products have it; only for comparison with their figures.</summary>
    Reciprocal,
}

/// <param name="Ctl">Chronic load ("fitness"), after the day.</param>
/// <param name="Atl">Acute load ("fatigue"), after the day.</param>
/// <param name="Tsb">Balance ("form") with which the day was begun: CTL − ATL of the evening before.</param>
internal readonly record struct PerformanceDay(double Ctl, double Atl, double Tsb)
{
    /// <summary>The balance that the next day begins with.</summary>
    public double TsbAfter => Ctl - Atl;
}

/// <summary>
/// Performance management: chronic and acute training load are exponentially weighted averages of the daily load, with
/// τ = 42 and 7 days; the balance is what lies between them. A day of rest is a load of zero and belongs in the row; a day
/// of which nothing is known is the caller's to decide, it is not made zero here.
/// </summary>
internal static class PerformanceManagement
{
    public const double ChronicDays = 42;
    public const double AcuteDays = 7;

    public static double Alpha(double days, Smoothing smoothing = Smoothing.Exponential) =>
        smoothing == Smoothing.Exponential ? 1 - Math.Exp(-1 / Require.Positive(days)) : 1 / Require.Positive(days);

    /// <summary>The day after <paramref name="yesterday"/>.</summary>
    /// <param name="load">Of the day, in TSS or any unit that is kept to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The load is negative or no finite number.</exception>
    public static PerformanceDay Next(PerformanceDay yesterday, double load, Smoothing smoothing = Smoothing.Exponential)
    {
        Require.NotNegative(load);
        return new(
            yesterday.Ctl + Alpha(ChronicDays, smoothing) * (load - yesterday.Ctl),
            yesterday.Atl + Alpha(AcuteDays, smoothing) * (load - yesterday.Atl),
            yesterday.TsbAfter);
    }

    /// <summary>Every day of a row without gaps, oldest first.</summary>
    /// <param name="start">The evening before the first day; nothing trained so far where it is left out.</param>
    public static PerformanceDay[] Over(ReadOnlySpan<double> dailyLoads, PerformanceDay start = default, Smoothing smoothing = Smoothing.Exponential)
    {
        var days = new PerformanceDay[dailyLoads.Length];
        var day = start;
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = day = Next(day, dailyLoads[i], smoothing);
        }

        return days;
    }
}
