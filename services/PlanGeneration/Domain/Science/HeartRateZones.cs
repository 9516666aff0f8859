namespace Platform.PlanGeneration.Domain.Science;

/// <param name="FromBpm">The first whole beat in the zone.</param>
/// <param name="ToBpm">The last whole beat in the zone.</param>
internal readonly record struct HeartRateRange(int FromBpm, int ToBpm);

/// <summary>
/// This project's five zones in percent of the maximum heart rate: Z1 below 60, Z2 below 70, Z3 below 80, Z4 below 90,
/// Z5 from 90. A beat belongs to the zone that its percentage falls into, without rounding.
/// </summary>
internal readonly record struct HeartRateZones
{
    public const int LeastMaxBpm = 100;
    public const int MostMaxBpm = 240;

    // Z1 has no lower bound of its own; below half of the maximum nobody is training.
    private static readonly int[] FromPercent = [50, 60, 70, 80, 90];

    private HeartRateZones(int maxBpm) => MaxBpm = maxBpm;

    public int MaxBpm { get; }

    /// <exception cref="ArgumentOutOfRangeException">The zone is not 1 to 5.</exception>
    public HeartRateRange this[int zone] => Require.Within(zone, 1, 5) == 5
        ? new(First(4), MaxBpm)
        : new(First(zone - 1), First(zone) - 1);

    /// <exception cref="ArgumentOutOfRangeException">The maximum is not 100 to 240.</exception>
    public static HeartRateZones For(int maxBpm) => new(Require.Within(maxBpm, LeastMaxBpm, MostMaxBpm));

    /// <summary>What the profile says, else 220 − age.</summary>
    /// <param name="givenBpm">From the profile; null where nobody has measured it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The given maximum is not 100 to 240, or without one the age is not 5 to 110.</exception>
    public static int MaxHeartRate(int? givenBpm, int ageYears) => givenBpm is { } given
        ? Require.Within(given, LeastMaxBpm, MostMaxBpm, nameof(givenBpm))
        : 220 - Require.Within(ageYears, 5, 110);

    /// <summary>1 to 5. Below half of the maximum is Z1 too, above the maximum Z5.</summary>
    public int ZoneOf(double bpm)
    {
        var percent = Require.Positive(bpm) * 100 / MaxBpm;
        var zone = 1;
        while (zone < 5 && percent >= FromPercent[zone])
        {
            zone++;
        }

        return zone;
    }

    // The percentage rounded up to a whole beat.
    private int First(int index) => (FromPercent[index] * MaxBpm + 99) / 100;
}
