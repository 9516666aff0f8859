using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>Which day of the week is for what. The same for every week of an athlete, so that hard days stay apart across its end.</summary>
/// <param name="Long">Null where nothing is trained.</param>
/// <param name="Hard">At most as many as asked, no two of them next to each other, Sunday and Monday included; best first.</param>
internal sealed record WeekShape(DayOfWeek? Long, IReadOnlyList<DayOfWeek> Hard)
{
    /// <summary>Below this a warm-up leaves nothing for hard work.</summary>
    private const int LeastHardMinutes = 20;

    // Where people have time; the first wins among days of the same length.
    private static readonly DayOfWeek[] LongFirst =
        [DayOfWeek.Sunday, DayOfWeek.Saturday, DayOfWeek.Friday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Tuesday, DayOfWeek.Monday];

    // Tuesday and Thursday, as athletes are used to.
    private static readonly DayOfWeek[] HardFirst =
        [DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Wednesday, DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static WeekShape Of(Trainee trainee, int hardDays)
    {
        var longDay = LongOf(trainee);
        return new(longDay, HardOf(trainee, longDay, hardDays));
    }

    /// <summary>How many experience and the number of days bear.</summary>
    public static int HardDays(Trainee trainee)
    {
        var days = 0;
        for (var day = DayOfWeek.Sunday; day <= DayOfWeek.Saturday; day++)
        {
            days += trainee.TrainingDays.Contains(day) ? 1 : 0;
        }

        return days switch
        {
            <= 1 => 0,
            <= 3 => 1,
            _ => trainee.Profile.Experience == ExperienceLevel.Beginner ? 1 : 2,
        };
    }

    /// <summary>Days from one to the other, whichever way round the week is shorter: 0 to 3.</summary>
    public static int Apart(DayOfWeek one, DayOfWeek other)
    {
        var days = Math.Abs((int)one - (int)other);
        return Math.Min(days, 7 - days);
    }

    private static DayOfWeek? LongOf(Trainee trainee)
    {
        if (trainee.Profile.LongDay is { } wanted && trainee.MinutesOn(wanted) > 0)
        {
            return wanted;
        }

        DayOfWeek? best = null;
        foreach (var day in LongFirst)
        {
            if (trainee.MinutesOn(day) > (best is { } found ? trainee.MinutesOn(found) : 0))
            {
                best = day;
            }
        }

        return best;
    }

    private static IReadOnlyList<DayOfWeek> HardOf(Trainee trainee, DayOfWeek? longDay, int most)
    {
        var (bestScore, best) = (0, new List<DayOfWeek>());
        for (var i = 0; i < HardFirst.Length && most > 0; i++)
        {
            var first = HardFirst[i];
            if (Score(trainee, longDay, first) is not (> 0 and var one))
            {
                continue;
            }

            if (one > bestScore)
            {
                (bestScore, best) = (one, [first]);
            }

            for (var j = i + 1; j < HardFirst.Length && most > 1; j++)
            {
                var second = HardFirst[j];
                if (Apart(first, second) >= 2 && Score(trainee, longDay, second) is > 0 and var two && one + two + Apart(first, second) > bestScore)
                {
                    (bestScore, best) = (one + two + Apart(first, second), [first, second]);
                }
            }
        }

        return best;
    }

    // Away from the long day first, then where there is time.
    private static int Score(Trainee trainee, DayOfWeek? longDay, DayOfWeek day) =>
        day == longDay || trainee.MinutesOn(day) < LeastHardMinutes
            ? 0
            : 100 + (longDay is { } other && Apart(day, other) >= 2 ? 30 : 0) + Math.Min(trainee.MinutesOn(day), 90) / 6;
}
