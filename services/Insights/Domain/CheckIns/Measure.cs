namespace Platform.Insights.Domain.CheckIns;

/// <summary>One of the figures of a check-in, or the score, against the athlete's own answers. Two decimals.</summary>
/// <param name="Value">Of the date; null where it was not answered.</param>
/// <param name="Mean">Over the 28 days before the date; null, and so all that follows from it, with fewer than seven answers.</param>
/// <param name="Entries">How many answers those 28 days have.</param>
/// <param name="WeekMean">Over the seven days that end with the date; null with fewer than three answers.</param>
internal sealed record Measure(
    decimal? Value, decimal? Mean, decimal? Sd, int Entries, Standing? Standing, decimal? WeekMean, Trend? Trend)
{
    /// <summary>A week's mean is worth something from three days on, as of heart rate variability.</summary>
    private const int LeastOfWeek = 3;

    // So that someone whose answers are always the same is not moved by the last digit of a mean.
    private const decimal Rounding = 1e-9m;

    public static Measure Of(decimal? value, IReadOnlyCollection<decimal> before, IReadOnlyCollection<decimal> week)
    {
        var usual = Usual.Of(before);
        var weekMean = week.Count < LeastOfWeek ? (decimal?)null : week.Average();
        return new(
            value,
            Rounded(usual?.Mean),
            Rounded(usual?.Sd),
            before.Count,
            usual is null || value is null ? null : (Standing)(1 + Side(value.Value, usual, usual.Sd)),
            Rounded(weekMean),
            usual is null || weekMean is null ? null : (Trend)(1 + Side(weekMean.Value, usual, usual.Sd / 2)));
    }

    private static int Side(decimal value, Usual usual, decimal width) =>
        value < usual.Mean - width - Rounding ? -1 : value > usual.Mean + width + Rounding ? 1 : 0;

    private static decimal? Rounded(decimal? value) => value is { } known ? Math.Round(known, 2, MidpointRounding.AwayFromZero) : null;
}
