namespace Platform.Insights.Domain.Science;

internal enum LoadBand
{
    BelowUsual,
    Usual,
    AboveUsual,
    High,
}

/// <summary>
/// Acute to chronic workload ratio: the load of the last 7 days against that of the last 28 (Gabbett). Impellizzeri (2020)
/// disputes it: it is context about how load changed, and never a prediction of injury.
/// </summary>
internal static class AcuteChronicRatio
{
    public const int AcuteDays = 7;
    public const int ChronicDays = 28;

    /// <summary>The mean of the last 7 days over the mean of the last 28, those 7 included.</summary>
    /// <param name="dailyLoads">Oldest first, without gaps; more than the last 28 are not looked at.</param>
    /// <returns>Null with fewer than 28 days, or where nothing was trained in them: there is nothing to compare with.</returns>
    public static double? Coupled(ReadOnlySpan<double> dailyLoads) =>
        dailyLoads.Length < ChronicDays ? null : Ratio(Mean(dailyLoads[^AcuteDays..]), Mean(dailyLoads[^ChronicDays..]));

    /// <summary>The mean of the last 7 days over the mean of the 21 before them.</summary>
    public static double? Uncoupled(ReadOnlySpan<double> dailyLoads) =>
        dailyLoads.Length < ChronicDays ? null : Ratio(Mean(dailyLoads[^AcuteDays..]), Mean(dailyLoads[^ChronicDays..^AcuteDays]));

    /// <summary>Exponentially weighted, λ = 2/(N + 1) for N = 7 and 28 (Williams 2017).</summary>
    /// <param name="dailyLoads">Oldest first, without gaps, all that are to count.</param>
    /// <param name="seed">What both averages start from; the first day's load where it is left out.</param>
    public static double? Weighted(ReadOnlySpan<double> dailyLoads, double? seed = null)
    {
        if (dailyLoads.Length < ChronicDays)
        {
            return null;
        }

        var start = Require.NotNegative(seed ?? dailyLoads[0], nameof(seed));
        var (acute, chronic) = (start, start);
        foreach (var load in dailyLoads)
        {
            acute += 2.0 / (AcuteDays + 1) * (Require.NotNegative(load) - acute);
            chronic += 2.0 / (ChronicDays + 1) * (load - chronic);
        }

        return Ratio(acute, chronic);
    }

    /// <summary>0.8 to 1.3 is the usual band, 1.5 and more is high.</summary>
    public static LoadBand BandOf(double ratio) => Require.NotNegative(ratio) switch
    {
        < 0.8 => LoadBand.BelowUsual,
        <= 1.3 => LoadBand.Usual,
        < 1.5 => LoadBand.AboveUsual,
        _ => LoadBand.High,
    };

    private static double? Ratio(double acute, double chronic) => chronic > 0 ? acute / chronic : null;

    private static double Mean(ReadOnlySpan<double> loads)
    {
        var sum = 0.0;
        foreach (var load in loads)
        {
            sum += Require.NotNegative(load);
        }

        return sum / loads.Length;
    }
}
