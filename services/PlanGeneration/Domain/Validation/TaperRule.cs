using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>The rules <c>taper</c> and <c>taper_intensity</c>: less of it, and as sharp (Bosquet 2007).</summary>
internal static class TaperRule
{
    /// <summary>Volume that sessions of whole minutes cannot hit.</summary>
    private const double MinutesPerSession = 2;

    /// <summary>Of the weeks before, what the heaviest work of the taper keeps.</summary>
    private const decimal KeptIntensity = 0.9m;

    public static void Check(Plan plan, Trainee trainee, WeekSums[] weeks, FaultList faults)
    {
        if (plan.Target.RaceDate is not { } race || TaperVolume.FirstOf(plan.Weeks) is not (>= 2 and var first))
        {
            return;
        }

        var (peak, peakWeek) = (0, 0);
        for (var i = Math.Max(0, first - TaperVolume.PeakWithin); i < first; i++)
        {
            (peak, peakWeek) = weeks[i].MainMinutes > peak ? (weeks[i].MainMinutes, i) : (peak, peakWeek);
        }

        var days = TaperVolume.DaysOf(plan, trainee);
        var whole = TaperVolume.WholeOf(peak, days, trainee);
        if (!TaperVolume.IsMeasured(whole, days))
        {
            return;
        }

        var (main, sessions) = (0, 0);
        for (var i = first; i < weeks.Length; i++)
        {
            main += weeks[i].MainMinutes;
            sessions += weeks[i].Sessions;
        }

        var reduction = 1 - (main / whole);
        var slack = MinutesPerSession * Math.Max(1, sessions) / whole;
        if (reduction < Taper.LeastReduction - slack || reduction > Taper.MostReduction + slack)
        {
            faults.Add($"weeks[{first}]", FaultRules.Taper,
                $"From week {first + 1} to the race on {race:yyyy-MM-dd} {main} main minutes are planned; week {peakWeek + 1}'s {peak} make {whole:0} on the same training days: {reduction:P0} less instead of 41 to 60 %.");
        }

        CheckIntensity(plan, first, sessions, faults);
    }

    private static void CheckIntensity(Plan plan, int first, int sessions, FaultList faults)
    {
        var (before, taper) = (default(Sharpest), default(Sharpest));
        foreach (var day in plan.Days)
        {
            if (day.Session is { } session && session.Kind is not (SessionKind.Race or SessionKind.Test))
            {
                if (day.WeekIndex >= first)
                {
                    taper = taper.With(session);
                }
                else if (day.WeekIndex >= first - WeekLoads.WeeksBack)
                {
                    before = before.With(session);
                }
            }
        }

        // One or two short sessions before the race are there to stay loose.
        if (sessions >= 3 && ((before.Zone >= 4 && taper.Zone < 4) || taper.Percent < before.Percent * KeptIntensity))
        {
            faults.Add($"weeks[{first}]", FaultRules.TaperIntensity,
                $"The weeks before train up to zone {before.Zone} and {before.Percent:0.#} % of the maximum, the taper up to zone {taper.Zone} and {taper.Percent:0.#} %: less of it, but as sharp.");
        }
    }

    /// <summary>The highest zone and the highest share of a maximum in main work.</summary>
    private readonly record struct Sharpest(int Zone, decimal Percent)
    {
        public Sharpest With(Session session)
        {
            var (zone, percent) = this;
            foreach (var part in session.Parts)
            {
                for (var i = 0; part.Kind == PartKind.Main && i < part.Steps.Count; i++)
                {
                    (zone, percent) = part.Steps[i] switch
                    {
                        EnduranceStep stretch => (Math.Max(zone, stretch.Zone), percent),
                        ExerciseStep { PercentOneRepMax: { } given } => (zone, Math.Max(percent, given)),
                        _ => (zone, percent),
                    };
                }
            }

            return new(zone, percent);
        }
    }
}
