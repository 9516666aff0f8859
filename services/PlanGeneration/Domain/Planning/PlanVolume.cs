using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>
/// How many main minutes each week aims at. It starts from what the athlete trains now, grows by a few percent a week to
/// what the days hold, falls back to 65 % in recovery weeks, and towards a race by <see cref="Taper"/>.
/// </summary>
internal static class PlanVolume
{
    public const double Recovery = 0.65;

    /// <summary>Of the minutes of a session, what warm-up and cool-down take.</summary>
    private const int AroundMain = 12;

    /// <summary>Days are not filled to the brim: long and short ones make a week.</summary>
    private const double Fill = 0.85;

    /// <summary>Of what is trained now, how much of it is main work.</summary>
    private const double MainShare = 0.8;
    private const double MostGrowth = 1.6;
    private const int MostMinutes = 960;

    /// <summary>Aims of all weeks before the taper; the taper's are 0 here: they follow from what the peak came to.</summary>
    public static int[] Of(IReadOnlyList<PlanWeek> weeks, Trainee trainee)
    {
        var most = Math.Min(Capacity(trainee) * Fill, MostMinutes);
        var start = Math.Min(Start(trainee), most * 0.9);
        most = Math.Min(most, start * MostGrowth);
        var growth = Growth(trainee.Profile.Experience);
        // Spread over the weeks there are: where there is more time than growth, it grows more slowly.
        var steps = weeks.Count(w => !w.Recovery && w.Phase < Phase.Taper) - 1;
        growth = steps > 0 ? Math.Min(growth, Math.Pow(most / start, 1.0 / steps)) : 1;
        var aims = new int[weeks.Count];
        var level = start;
        for (var i = 0; i < aims.Length; i++)
        {
            if (weeks[i].Phase >= Phase.Taper)
            {
                continue;
            }

            aims[i] = (int)Math.Round(weeks[i].Recovery ? level / growth * Recovery : level);
            level *= weeks[i].Recovery ? 1 : growth;
        }

        return aims;
    }

    /// <summary>Main minutes that the athlete trains now, or may begin with where they have not told.</summary>
    public static double Start(Trainee trainee) => Math.Max(10, trainee.Profile.WeeklyHours is { } hours and > 0
        ? (double)hours * 60 * MainShare
        : trainee.Profile.Experience switch
        {
            ExperienceLevel.Beginner => 100,
            ExperienceLevel.Intermediate => 170,
            _ => 240,
        });

    /// <summary>Main minutes that the training days of a week hold.</summary>
    public static double Capacity(Trainee trainee)
    {
        var sum = 0.0;
        for (var day = DayOfWeek.Sunday; day <= DayOfWeek.Saturday; day++)
        {
            sum += MainOf(trainee.MinutesOn(day));
        }

        return sum;
    }

    /// <summary>Main minutes that a session of so many minutes holds.</summary>
    public static double MainOf(int minutes) => minutes == 0 ? 0 : Math.Max(minutes * 0.5, minutes - AroundMain);

    private static double Growth(ExperienceLevel experience) => experience switch
    {
        ExperienceLevel.Beginner => 1.05,
        ExperienceLevel.Intermediate => 1.06,
        _ => 1.07,
    };
}
