using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>
/// How much a taper holds. It is measured on the days that it has: what the same training days would hold at the peak's
/// rate is the whole, so that a race week with two days before the race is not taken for a deep cut.
/// </summary>
internal static class TaperVolume
{
    /// <summary>What a taper leaves of the whole.</summary>
    public const double Left = 0.5;

    /// <summary>Of less main minutes than this there is nothing to taper: sessions cannot get shorter.</summary>
    private const double LeastMinutes = 60;

    /// <summary>Nor of one or two sessions.</summary>
    private const int LeastDays = 3;

    /// <summary>The peak is the biggest of so many weeks before the taper: what was long ago is not what is recovered from.</summary>
    public const int PeakWithin = 6;

    /// <summary>Whether the taper's volume says anything.</summary>
    public static bool IsMeasured(double whole, int days) => whole >= LeastMinutes && days >= LeastDays;

    /// <summary>Training days of the week before the race; all of them where the race is not in it.</summary>
    public static int DaysOf(DateOnly monday, Trainee trainee, DateOnly? race)
    {
        var days = 0;
        for (var i = 0; i < 7; i++)
        {
            var date = monday.AddDays(i);
            days += trainee.TrainingDays.Contains(date.DayOfWeek) && (race is null || date < race) ? 1 : 0;
        }

        return days;
    }

    /// <returns>The index of the first week of the taper; the number of weeks where there is none.</returns>
    public static int FirstOf(IReadOnlyList<PlanWeek> weeks)
    {
        var first = 0;
        while (first < weeks.Count && weeks[first].Phase < Phase.Taper)
        {
            first++;
        }

        return first;
    }

    /// <summary>Training days of all weeks of the taper.</summary>
    public static int DaysOf(Plan plan, Trainee trainee)
    {
        var days = 0;
        for (var week = FirstOf(plan.Weeks); week < plan.Weeks.Count; week++)
        {
            days += DaysOf(plan.StartDate.AddDays(7 * week), trainee, plan.Target.RaceDate);
        }

        return days;
    }

    /// <summary>Main minutes that so many training days would hold at the peak's rate: what the taper is measured against.</summary>
    public static double WholeOf(int peakMainMinutes, int days, Trainee trainee) =>
        (double)peakMainMinutes * days / Math.Max(1, trainee.TrainingDays.ToList().Count);

    /// <summary>The share of the whole that the taper week aims at, all taper weeks together halving it: <see cref="Taper.DayFactors"/>.</summary>
    /// <param name="before">Training days of the taper before the week.</param>
    /// <param name="days">Of the week.</param>
    /// <param name="all">Of the whole taper.</param>
    /// <param name="daysPerWeek">Of a full week.</param>
    /// <returns>A share of the peak week.</returns>
    public static double ShareOf(int before, int days, int all, int daysPerWeek)
    {
        var factors = Taper.DayFactors(Math.Min(all, Taper.MostDays));
        var sum = 0.0;
        for (var i = before; i < before + days && i < factors.Length; i++)
        {
            sum += factors[i];
        }

        return sum / daysPerWeek;
    }
}
