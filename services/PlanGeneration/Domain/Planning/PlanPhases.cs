using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>
/// Lays the phases over the weeks. Towards a race: base and build two fifths each, peak a fifth, then the taper, of which
/// the race week is the last. Without one: cycles of base, build and peak of at most 16 weeks, each closed by a week of
/// recovery in which a test can be done.
/// </summary>
internal static class PlanPhases
{
    private const int LongestCycle = 16;
    private const int MostPeakWeeks = 4;

    /// <param name="weeks">1 to 52.</param>
    /// <param name="raceDay">Null without a race, which is in the last week.</param>
    /// <param name="taperWeeks">What the format asks for, the race week included: <see cref="Racing.RaceFormat.TaperWeeks"/>.</param>
    public static PlanWeek[] Of(int weeks, DayOfWeek? raceDay, int taperWeeks, ExperienceLevel experience)
    {
        var every = RecoveryEvery(experience);
        return raceDay is { } day ? ToRace(weeks, TaperWeeks(weeks, taperWeeks, day), every) : Cycles(weeks, every);
    }

    /// <summary>Two weeks of load and one of recovery for beginners, three and one for others.</summary>
    public static int RecoveryEvery(ExperienceLevel experience) => experience == ExperienceLevel.Beginner ? 3 : 4;

    /// <summary>Weeks of the phase <see cref="Phase.Taper"/>, the race week not counted: at most a quarter of a short plan.</summary>
    private static int TaperWeeks(int weeks, int taperWeeks, DayOfWeek raceDay)
    {
        // A race on one of the first three days leaves its own week no time to taper in.
        var early = raceDay is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday;
        return Math.Min(Math.Min(taperWeeks, Science.Taper.MostWeeks) - (early ? 0 : 1), weeks / 4);
    }

    private static PlanWeek[] ToRace(int weeks, int taper, int every)
    {
        var loading = weeks - 1 - taper;
        var (basis, build, peak) = Split(loading);
        var plan = new PlanWeek[weeks];
        for (var i = 0; i < weeks; i++)
        {
            // Counted back from the taper, so that the last week before it is a full one.
            var recovery = i >= 2 && i < loading && (loading - 1 - i) % every == every - 1;
            plan[i] = Place(i, weeks, 0, basis, build, peak, taper, recovery);
        }

        return plan;
    }

    private static PlanWeek[] Cycles(int weeks, int every)
    {
        var cycles = (weeks + LongestCycle - 1) / LongestCycle;
        var plan = new PlanWeek[weeks];
        for (var (cycle, first) = (0, 0); cycle < cycles; cycle++)
        {
            var length = (weeks / cycles) + (cycle < weeks % cycles ? 1 : 0);
            var (basis, build, peak) = Split(length);
            for (var i = 0; i < length; i++)
            {
                var recovery = length >= 3 && (i == length - 1 || (i >= 2 && (length - 1 - i) % every == 0));
                plan[first + i] = Place(first + i, weeks, first, basis, build, peak, 0, recovery);
            }

            first += length;
        }

        return plan;
    }

    private static (int Base, int Build, int Peak) Split(int weeks)
    {
        var peak = weeks == 0 ? 0 : Math.Clamp((weeks + 2) / 5, 1, MostPeakWeeks);
        var build = weeks - peak == 0 ? 0 : Math.Max(1, (weeks - peak) / 2);
        return (weeks - peak - build, build, peak);
    }

    private static PlanWeek Place(int index, int of, int first, int basis, int build, int peak, int taper, bool recovery)
    {
        var place = index - first;
        foreach (var (phase, length) in new[] { (Phase.Base, basis), (Phase.Build, build), (Phase.Peak, peak), (Phase.Taper, taper) })
        {
            if (place < length)
            {
                return new(index, of, phase, place, length, recovery);
            }

            place -= length;
        }

        return new(index, of, Phase.RaceWeek, 0, 1, false);
    }
}
