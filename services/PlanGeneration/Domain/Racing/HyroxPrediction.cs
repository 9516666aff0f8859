using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Racing;

/// <param name="Order">1 to 8.</param>
/// <param name="Run">The kilometre before the station.</param>
/// <param name="RunSlowdown">That run against the fresh pace: 1.15 is 15 % slower.</param>
internal sealed record HyroxSplit(int Order, TimeSpan Run, double RunSlowdown, HyroxStation Station, TimeSpan StationTime);

/// <summary>
/// How a HYROX finishing time divides into eight runs, eight stations and the roxzone between them. Splits and roxzone sum
/// to the total exactly; all but the roxzone are whole seconds.
/// <para>
/// This project's model, made from the usual shape of published results and not an official figure: the roxzone takes
/// 5.5 % of a 55-minute race and 8 % from 90 minutes on; of the rest 56 % is running (63 % in pairs, who share the stations
/// but not the runs); a run is on average 15 % slower than the same athlete's fresh 8 km, the first least and the last,
/// after the lunges, most. An athlete's own splits, once there are any, are better than the model.
/// </para>
/// </summary>
/// <param name="FreshSecPerKm">The pace of a fresh 8 km that the runs stand for.</param>
/// <param name="VdotNeeded">The VDOT of that pace.</param>
internal sealed record HyroxPrediction(
    HyroxDivision Division, TimeSpan Total, IReadOnlyList<HyroxSplit> Splits, TimeSpan Roxzone, double FreshSecPerKm, double VdotNeeded)
{
    /// <summary>The mean of the eight slow-downs.</summary>
    public const double CompromisedFactor = 1.15;

    private const double FreshM = 8_000;
    private const double RunShare = 0.56;
    private const double RunShareInPairs = 0.63;

    private static readonly double[] Slowdown = [1.04, 1.10, 1.15, 1.15, 1.19, 1.16, 1.17, 1.24];

    // Seconds of each station in a race of about 90 minutes in the open division; only their proportions are used.
    private static readonly int[] StationsMen = [275, 175, 290, 315, 290, 135, 300, 400];
    private static readonly int[] StationsWomen = [305, 190, 330, 380, 325, 145, 310, 400];

    // What the heavier loads of the pro divisions add to a station, relative to the others.
    private static readonly double[] Pro = [1, 1.25, 1.2, 1, 1, 1.1, 1.1, 1.1];

    public TimeSpan RunTotal => Sum(Splits, split => split.Run);

    public TimeSpan StationTotal => Sum(Splits, split => split.StationTime);

    /// <summary>The splits that lead to a goal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The goal is not 30 minutes to 10 hours.</exception>
    public static HyroxPrediction ForGoal(TimeSpan total, HyroxDivision division)
    {
        Require.Within(total.TotalMinutes, 30, 600, nameof(total));
        var moving = total.TotalSeconds * (1 - RoxzoneShare(total.TotalSeconds));
        var runs = moving * RunShareOf(division);
        var stations = moving - runs;
        var weights = StationWeights(division);
        var weight = weights.Sum();
        var fresh = runs / HyroxStandard.Runs / CompromisedFactor;
        var splits = new HyroxSplit[HyroxStandard.Runs];
        var rest = total;
        for (var i = 0; i < splits.Length; i++)
        {
            var run = TimeSpan.FromSeconds(Math.Round(fresh * Slowdown[i]));
            var station = TimeSpan.FromSeconds(Math.Round(stations * weights[i] / weight));
            splits[i] = new(i + 1, run, Slowdown[i], (HyroxStation)i, station);
            rest -= run + station;
        }

        // The rounding of the sixteen splits is left to the roxzone, so nothing is lost.
        return new(division, total, splits, rest, fresh, Vdot.FromRace(FreshM, TimeSpan.FromSeconds(fresh * FreshM / 1000)));
    }

    /// <summary>The finishing time that an athlete's running stands for, stations being as good as the runs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The VDOT is so low or high that the race would not take 30 minutes to 10 hours.</exception>
    public static HyroxPrediction FromVdot(double vdot, HyroxDivision division)
    {
        var runs = Vdot.TimeFor(vdot, FreshM).TotalSeconds * CompromisedFactor;
        var moving = runs / RunShareOf(division);

        // The roxzone's share depends on the total, which depends on it: a few turns are enough, each halves the error.
        var total = moving;
        for (var i = 0; i < 30; i++)
        {
            total = moving / (1 - RoxzoneShare(total));
        }

        return ForGoal(TimeSpan.FromSeconds(Math.Round(total)), division);
    }

    private static double RoxzoneShare(double totalSeconds) =>
        0.055 + 0.025 * Math.Clamp((totalSeconds / 60 - 55) / 35, 0, 1);

    private static double RunShareOf(HyroxDivision division) =>
        division >= HyroxDivision.WomenDoubles ? RunShareInPairs : RunShare;

    private static double[] StationWeights(HyroxDivision division)
    {
        var stations = HyroxStandard.SexOf(division) == Sex.Female ? StationsWomen : StationsMen;
        return [.. stations.Select((seconds, i) => seconds * (HyroxStandard.IsPro(division) ? Pro[i] : 1))];
    }

    private static TimeSpan Sum(IReadOnlyList<HyroxSplit> splits, Func<HyroxSplit, TimeSpan> part)
    {
        var sum = TimeSpan.Zero;
        foreach (var split in splits)
        {
            sum += part(split);
        }

        return sum;
    }
}
