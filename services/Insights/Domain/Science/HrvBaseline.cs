namespace Platform.Insights.Domain.Science;

/// <summary>
/// A night's RMSSD in milliseconds. Apple Health gives SDNN, another measure with other values: it has no way into this
/// type, so the two cannot end up in one average.
/// </summary>
internal readonly record struct Rmssd
{
    private Rmssd(double ms) => Milliseconds = ms;

    public double Milliseconds { get; }

    public double Ln => Math.Log(Require.Positive(Milliseconds));

    /// <exception cref="ArgumentOutOfRangeException">Not above zero.</exception>
    public static Rmssd FromMilliseconds(double ms) => new(Require.Positive(ms));

    /// <param name="ln">The natural logarithm of milliseconds, as some devices give it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 7, which is 1 to 1,097 ms.</exception>
    public static Rmssd FromLn(double ln) => new(Math.Exp(Require.Within(ln, 0, 7)));
}

internal enum HrvState
{
    /// <summary>Too few valid days. Absent is not zero, and not low.</summary>
    NotEnoughData,

    /// <summary>Below the band: an easy day or rest.</summary>
    Below,

    Within,

    Above,
}

/// <summary>What is usual for a person: the mean of ln RMSSD and its standard deviation (sample) over the baseline days.</summary>
/// <param name="Days">Valid days that it was made of.</param>
internal sealed record HrvBaseline(double MeanLn, double SdLn, int Days)
{
    /// <summary>Plews (2014): a week's mean is worth something from three valid days on.</summary>
    public const int LeastDays = 3;

    /// <summary>The smallest worthwhile change: half a standard deviation either way.</summary>
    public const double BandInSd = 0.5;

    // So that a person whose days are all the same is not moved out of a band of no width by the last binary digit.
    private const double Rounding = 1e-9;

    public double LowerLn => MeanLn - BandInSd * SdLn;

    public double UpperLn => MeanLn + BandInSd * SdLn;

    /// <param name="days">One entry a day, null where there was no valid measurement.</param>
    /// <returns>Null with fewer than three valid days.</returns>
    public static HrvBaseline? Of(ReadOnlySpan<Rmssd?> days)
    {
        if (MeanOf(days) is not { } mean)
        {
            return null;
        }

        var (squares, count) = (0.0, 0);
        foreach (var day in days)
        {
            if (day is { } value)
            {
                squares += (value.Ln - mean) * (value.Ln - mean);
                count++;
            }
        }

        return new(mean, Math.Sqrt(squares / (count - 1)), count);
    }

    /// <summary>The mean of ln RMSSD; null with fewer than three valid days.</summary>
    public static double? MeanOf(ReadOnlySpan<Rmssd?> days)
    {
        var (sum, count) = (0.0, 0);
        foreach (var day in days)
        {
            if (day is { } value)
            {
                sum += value.Ln;
                count++;
            }
        }

        return count < LeastDays ? null : sum / count;
    }

    /// <summary>Where the mean of the last seven days lies against a baseline.</summary>
    /// <param name="lastDays">The last seven days, null where there was no valid measurement.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than seven days.</exception>
    public static HrvState StateOf(HrvBaseline? baseline, ReadOnlySpan<Rmssd?> lastDays)
    {
        if (lastDays.Length > 7)
        {
            throw new ArgumentOutOfRangeException(nameof(lastDays), lastDays.Length, "The mean is that of at most seven days.");
        }

        return (baseline, MeanOf(lastDays)) switch
        {
            (null, _) or (_, null) => HrvState.NotEnoughData,
            ({ } usual, { } mean) when mean < usual.LowerLn - Rounding => HrvState.Below,
            ({ } usual, { } mean) when mean > usual.UpperLn + Rounding => HrvState.Above,
            _ => HrvState.Within,
        };
    }
}
