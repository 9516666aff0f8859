using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>
/// How much a taper holds. It is measured on the days that it has: what the same training days would hold at the peak's
/// rate is the whole, so that a race week with two days before the race is not taken for a deep cut.
/// </summary>
internal static class TaperVolume
{
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
