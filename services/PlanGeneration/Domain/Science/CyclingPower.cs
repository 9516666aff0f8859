namespace Platform.PlanGeneration.Domain.Science;

/// <param name="ToW">The last whole watt; null for the highest zone, which has no end.</param>
internal readonly record struct PowerRange(int FromW, int? ToW);

/// <summary>
/// Coggan's seven zones in percent of functional threshold power: active recovery below 56, endurance to 75, tempo to 90,
/// threshold to 105, VO2max to 120, anaerobic to 150, neuromuscular above. Each zone begins at the whole watt after the
/// one before, so no watt is in two zones or in none.
/// </summary>
internal readonly record struct CyclingPower
{
    private static readonly int[] ToPercent = [55, 75, 90, 105, 120, 150];

    private CyclingPower(int ftpW) => FtpW = ftpW;

    public int FtpW { get; }

    /// <exception cref="ArgumentOutOfRangeException">The zone is not 1 to 7.</exception>
    public PowerRange this[int zone] => Require.Within(zone, 1, 7) switch
    {
        1 => new(0, Last(0)),
        7 => new(Last(5) + 1, null),
        _ => new(Last(zone - 2) + 1, Last(zone - 1)),
    };

    /// <exception cref="ArgumentOutOfRangeException">The threshold is not 40 to 600 W.</exception>
    public static CyclingPower For(int ftpW) => new(Require.Within(ftpW, 40, 600));

    // Half a watt and more belongs to the next whole one.
    private int Last(int index) => (ToPercent[index] * FtpW + 50) / 100;
}
