using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>What follows from a training profile on a date.</summary>
internal static class TraineeRules
{
    private const int RecentMonths = 12;

    /// <param name="scheduleDays">The training days of the athlete's profile.</param>
    /// <param name="equipment">Of the place where they train.</param>
    /// <param name="on">The athlete's local date. What was lifted or run after it is not known yet.</param>
    public static Trainee TraineeOf(TrainingProfile profile, WeekDays scheduleDays, EquipmentSet equipment, DateOnly on)
    {
        // An imported profile may have both; never goes before.
        var days = new WeekDays((short)(scheduleDays.Mask & ~WeekDays.Of(profile.NeverDays).Mask));
        if (profile.LongDay is { } longDay && !days.Contains(longDay))
        {
            // The training days were changed after it was chosen.
            profile = profile with { LongDay = null };
        }

        return new(profile, days, equipment, Spared(profile.PainAreas), Maxes(profile.KnownMaxes, on), BestVdot(profile.RaceResults, on), MaxHeartRate(profile, on));
    }

    private static HashSet<BodyArea> Spared(IReadOnlyList<PainArea> areas)
    {
        HashSet<BodyArea> spared = [];
        foreach (var area in areas)
        {
            if (area.Severity >= PainArea.SparedFrom)
            {
                spared.Add(area.Area);
            }
        }

        return spared;
    }

    /// <summary>For each lift the best estimate of the last twelve months; where there is none, that of the newest day.</summary>
    private static Dictionary<string, decimal> Maxes(IReadOnlyList<KnownMax> lifts, DateOnly on)
    {
        var recent = on.AddMonths(-RecentMonths);
        Dictionary<string, (DateOnly Date, double Kg)> best = [];
        foreach (var lift in lifts)
        {
            if (lift.Date > on || OneRepMax.Estimate((double)lift.WeightKg, lift.Reps) is not { } kg)
            {
                continue;
            }

            // Recent days count as one.
            var date = lift.Date >= recent ? on : lift.Date;
            if (!best.TryGetValue(lift.ExerciseId, out var other) || date > other.Date || (date == other.Date && kg > other.Kg))
            {
                best[lift.ExerciseId] = (date, kg);
            }
        }

        var maxes = new Dictionary<string, decimal>(best.Count);
        foreach (var (id, (_, kg)) in best)
        {
            maxes.Add(id, Math.Round((decimal)kg, 2));
        }

        return maxes;
    }

    private static double? BestVdot(IReadOnlyList<RaceResult> results, DateOnly on)
    {
        var recent = on.AddMonths(-RecentMonths);
        double? best = null;
        foreach (var result in results)
        {
            if (result.Date >= recent && result.Date <= on)
            {
                var vdot = Vdot.FromRace(result.DistanceM, TimeSpan.FromSeconds(result.Seconds));
                best = best > vdot ? best : vdot;
            }
        }

        return best;
    }

    private static int? MaxHeartRate(TrainingProfile profile, DateOnly on) => profile switch
    {
        { MaxHeartRate: { } measured } => measured,
        { BirthDate: { } birth } => HeartRateZones.MaxHeartRate(null, Math.Clamp(AthleteLimits.AgeOn(on, birth), AthleteLimits.LeastAge, AthleteLimits.MostAge)),
        _ => null,
    };
}
