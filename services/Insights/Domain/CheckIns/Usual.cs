namespace Platform.Insights.Domain.CheckIns;

/// <summary>What is usual for an athlete.</summary>
/// <param name="Sd">The standard deviation of the sample.</param>
/// <param name="Entries">How many answers it is made of.</param>
internal sealed record Usual(decimal Mean, decimal Sd, int Entries)
{
    /// <summary>Before a week of answers nothing is usual.</summary>
    public const int LeastEntries = 7;

    /// <returns>Null with fewer than seven answers.</returns>
    public static Usual? Of(IReadOnlyCollection<decimal> answers)
    {
        if (answers.Count < LeastEntries)
        {
            return null;
        }

        var mean = answers.Average();
        var variance = answers.Sum(answer => (answer - mean) * (answer - mean)) / (answers.Count - 1);
        return new(mean, (decimal)Math.Sqrt((double)variance), answers.Count);
    }
}

/// <summary>Where a figure lies against what is usual: <c>within</c> is at most one standard deviation away.</summary>
internal enum Standing
{
    Below,
    Within,
    Above,
}

/// <summary>Where the week's mean lies against what is usual: <c>steady</c> is at most half a standard deviation away.</summary>
internal enum Trend
{
    Falling,
    Steady,
    Rising,
}
