using System.Numerics;
using Platform.PlanGeneration.Domain.Athletes;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Which days of a week are trained, and how its minutes are shared among them.</summary>
internal static class WeekShape
{
    private const int LeastMain = 8;

    private static readonly DayOfWeek[] AllDays = Enum.GetValues<DayOfWeek>();

    /// <summary>Sessions of a whole week: the coach's usual number, more only where the biggest week would not fit in.</summary>
    /// <param name="cap">Main minutes beyond which a session of this kind is of no more use.</param>
    public static int Sessions(WeekOrder week, int usual, int most, int cap)
    {
        var capacities = Capacities(week.Trainee, cap);
        var count = Math.Min(usual, capacities.Count);
        while (count < Math.Min(most, capacities.Count) && capacities.Take(count).Sum() < week.PeakMainMinutes)
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// The week's main minutes. Where the plan's biggest week is more than its sessions can hold, all weeks shrink with it, so
    /// that the ramp, recovery weeks and the taper keep their proportions.
    /// </summary>
    public static double MainMinutes(WeekOrder week, int sessions, int cap)
    {
        var held = Capacities(week.Trainee, cap).Take(sessions).Sum();
        return week.PeakMainMinutes > held && week.PeakMainMinutes > 0 ? (double)week.MainMinutes * held / week.PeakMainMinutes : week.MainMinutes;
    }

    /// <summary>That many of the days, as far apart as they can be; among equals the longer days.</summary>
    public static IReadOnlyList<OpenDay> Spread(IReadOnlyList<OpenDay> days, int count)
    {
        if (count >= days.Count)
        {
            return days;
        }

        var (best, bestScore) = (0, double.MinValue);
        for (var mask = 0; mask < 1 << days.Count; mask++)
        {
            if (BitOperations.PopCount((uint)mask) != count)
            {
                continue;
            }

            var (score, last, first) = (0.0, -1, -1);
            for (var i = 0; i < days.Count; i++)
            {
                if ((mask & 1 << i) == 0)
                {
                    continue;
                }

                score += Math.Min(days[i].Minutes, 90) / 200.0;
                score += last < 0 ? 0 : Closeness(days[i].Date.DayNumber - days[last].Date.DayNumber);
                first = first < 0 ? i : first;
                last = i;
            }

            // The same day of the next week is as near as the day before.
            score += first < 0 ? 0 : Closeness(days[first].Date.DayNumber + 7 - days[last].Date.DayNumber);
            if (score > bestScore)
            {
                (best, bestScore) = (mask, score);
            }
        }

        return [.. days.Where((_, i) => (best & 1 << i) != 0)];

        static double Closeness(int gap) => gap >= 4 ? -0.1 : -10.0 / (gap * gap);
    }

    /// <summary>Main minutes of each day, by weight, none above what its day or a session holds.</summary>
    public static int[] Share(IReadOnlyList<OpenDay> days, double mainMinutes, ReadOnlySpan<double> weights, int cap)
    {
        var shares = new int[days.Count];
        var weight = 0.0;
        foreach (var w in weights)
        {
            weight += w;
        }

        var left = mainMinutes;
        for (var round = 0; round < 3 && left >= 1; round++)
        {
            var share = left / weight;
            left = 0;
            for (var i = 0; i < shares.Length; i++)
            {
                var wanted = shares[i] + (share * weights[i]);
                var held = Math.Min(cap, days[i].Minutes - Budget.Overhead(days[i].Minutes));
                shares[i] = (int)Math.Round(Math.Min(wanted, held));
                left += wanted - shares[i];
            }
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = Math.Max(Math.Min(LeastMain, days[i].Minutes - Budget.Overhead(days[i].Minutes)), shares[i]);
        }

        return shares;
    }

    /// <summary>Closes the day before the race, unless the others cannot hold the week's minutes.</summary>
    public static void RestBeforeRace(List<OpenDay> open, DateOnly? race, double mainMinutes, int cap)
    {
        var held = 0;
        foreach (var day in open)
        {
            held += day.Date == race?.AddDays(-1) ? 0 : Math.Min(cap, day.Minutes - Budget.Overhead(day.Minutes));
        }

        if (race is { } date && open.Count > 1 && held >= mainMinutes)
        {
            open.RemoveAll(day => day.Date == date.AddDays(-1));
        }
    }

    /// <summary>Sessions that a week's minutes are enough for.</summary>
    public static int Enough(double mainMinutes, int sessions) => Math.Clamp((int)(mainMinutes / LeastMain), 1, Math.Max(1, sessions));

    /// <summary>The main minutes of each training day, biggest first.</summary>
    private static List<int> Capacities(Trainee trainee, int cap)
    {
        List<int> capacities = [];
        foreach (var day in AllDays)
        {
            if (trainee.MinutesOn(day) is > 0 and var minutes)
            {
                capacities.Add(Math.Min(cap, minutes - Budget.Overhead(minutes)));
            }
        }

        capacities.Sort((a, b) => b.CompareTo(a));
        return capacities;
    }
}
