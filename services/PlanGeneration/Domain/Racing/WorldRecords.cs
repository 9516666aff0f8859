using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Racing;

/// <summary>
/// The fastest that people have gone, as of November 2026: what no goal can be faster than. Between two distances the time
/// follows a power law through both, T = T1·(D/D1)^k; beyond the last it goes on with the last k.
/// </summary>
internal static class WorldRecords
{
    // Track or road, whichever is faster.
    private static readonly Mark[] RunMen =
    [
        new(1_000, "2:11.96"), // Ngeny, 5 September 1999
        new(1_609.344, "3:43.13"), // El Guerrouj, 7 July 1999
        new(5_000, "12:35.36"), // Cheptegei, 14 August 2020
        new(10_000, "26:11.00"), // Cheptegei, 7 October 2020
        new(21_097.5, "56:42"), // Kiplimo, 16 February 2025
        new(42_195, "1:59:30"), // Sawe, 26 April 2026
        new(50_000, "2:38:43"), // Albertson, 8 October 2022
        new(100_000, "6:05:35"), // Sorokin, 14 May 2023
        new(160_934.4, "10:51:39"), // Sorokin, 6 January 2022
    ];

    private static readonly Mark[] RunWomen =
    [
        new(1_000, "2:28.98"), // Masterkova, 23 August 1996
        new(1_609.344, "4:07.64"), // Kipyegon, 21 July 2023
        new(5_000, "13:54"), // Chebet, 31 December 2024
        new(10_000, "28:46"), // Ngetich, 14 January 2024
        new(21_097.5, "1:02:52"), // Gidey, 24 October 2021
        new(42_195, "2:09:56"), // Chepngetich, 13 October 2024
        new(50_000, "2:59:54"), // Linden, 13 April 2021
        new(100_000, "6:33:11"), // Abe, 25 June 2000
        new(160_934.4, "12:42:40"), // Herron, 11 November 2017
    ];

    // Short course, which is faster than open water.
    private static readonly Mark[] SwimMen = [new(100, "44.84"), new(400, "3:32.25"), new(1_500, "14:06.88")];
    private static readonly Mark[] SwimWomen = [new(100, "49.93"), new(400, "3:50.25"), new(1_500, "15:08.24")];

    // The hour on a track, alone (Ganna 2022, Bussi 2025); the exponent is Riegel's for cycling, 1.05.
    private static readonly Mark[] RideMen = [new(28_396, "28:59"), new(56_792, "1:00:00")];
    private static readonly Mark[] RideWomen = [new(25_227, "28:59"), new(50_455, "1:00:00")];

    /// <summary>The fastest time over a distance; men's where the sex is not known, which is the wider limit.</summary>
    /// <param name="sport">Running, swimming or cycling.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another sport, or the distance is not above zero.</exception>
    public static TimeSpan Fastest(RaceSport sport, double distanceM, Sex? sex)
    {
        Require.Positive(distanceM);
        var women = sex == Sex.Female;
        return sport switch
        {
            RaceSport.Running => Along(women ? RunWomen : RunMen, distanceM),
            RaceSport.Swimming => Along(women ? SwimWomen : SwimMen, distanceM),
            RaceSport.Cycling => Along(women ? RideWomen : RideMen, distanceM),
            _ => throw new ArgumentOutOfRangeException(nameof(sport), sport, "No records over distances are kept for it."),
        };
    }

    private static TimeSpan Along(Mark[] marks, double distanceM)
    {
        var next = 1;
        while (next < marks.Length - 1 && marks[next].DistanceM < distanceM)
        {
            next++;
        }

        var (from, to) = (marks[next - 1], marks[next]);
        var power = Math.Log(to.Time / from.Time) / Math.Log(to.DistanceM / from.DistanceM);

        // At a record's own distance it is the record, to the digit: rounding must not refuse a goal that equals it.
        return distanceM == to.DistanceM ? to.Time : from.Time * Math.Pow(distanceM / from.DistanceM, power);
    }

    private sealed record Mark(double DistanceM, TimeSpan Time)
    {
        public Mark(double distanceM, string time)
            : this(distanceM, RaceTime.Parse(time))
        {
        }
    }
}
