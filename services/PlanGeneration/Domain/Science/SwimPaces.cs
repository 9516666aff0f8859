namespace Platform.PlanGeneration.Domain.Science;

/// <summary>A range of paces in seconds per 100 metres.</summary>
internal readonly record struct SwimPaceRange(double FastSecPer100M, double SlowSecPer100M);

/// <summary>
/// Paces from the critical swim speed: (400 − 200) m over the difference of two time trials (Wakayoshi 1992). The training
/// ranges are the usual offsets from that pace, in seconds per 100 m: this project's convention.
/// </summary>
internal readonly record struct SwimPaces(double CssSecPer100M)
{
    /// <summary>6 to 12 s slower: continuous swimming, technique, recovery.</summary>
    public SwimPaceRange Easy => new(CssSecPer100M + 6, CssSecPer100M + 12);

    /// <summary>2 to 6 s slower: long repeats with short rests.</summary>
    public SwimPaceRange Endurance => new(CssSecPer100M + 2, CssSecPer100M + 6);

    /// <summary>The critical speed itself, 1 s either way.</summary>
    public SwimPaceRange Threshold => new(CssSecPer100M - 1, CssSecPer100M + 1);

    /// <summary>2 to 5 s faster: repeats of 50 to 200 m.</summary>
    public SwimPaceRange Vo2Max => new(CssSecPer100M - 5, CssSecPer100M - 2);

    /// <exception cref="ArgumentOutOfRangeException">
    /// A time is not above zero, or the 400 m are not slower per 100 m than the 200 m: one of the two was not a time trial.
    /// </exception>
    public static SwimPaces FromTrials(TimeSpan time400M, TimeSpan time200M)
    {
        Require.Positive(time200M);
        return time400M >= 2 * time200M
            ? new((time400M - time200M).TotalSeconds / 2)
            : throw new ArgumentOutOfRangeException(nameof(time400M), time400M, "400 m cannot be swum faster per 100 m than 200 m.");
    }
}
