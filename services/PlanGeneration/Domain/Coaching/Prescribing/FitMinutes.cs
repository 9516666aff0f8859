namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <param name="Seconds">Of one set with its rest.</param>
internal readonly record struct SetCost(int Least, int Usual, int Most, double Seconds);

/// <summary>How many sets of each exercise fill a time. What comes first matters most.</summary>
internal static class FitMinutes
{
    /// <summary>
    /// As many exercises as there is time for at their least, then all of them raised to the usual, then to the most, the
    /// first ones first; never above the time, save for one set of the first exercise.
    /// </summary>
    /// <returns>Sets by exercise; 0 where there was no time for it.</returns>
    public static int[] Sets(ReadOnlySpan<SetCost> costs, double seconds)
    {
        var sets = new int[costs.Length];
        var left = seconds;
        for (var i = 0; i < costs.Length; i++)
        {
            var least = costs[i].Least;
            while (i == 0 && least > 1 && least * costs[i].Seconds > left)
            {
                least--;
            }

            // What is only started would be skipped; the first is done whatever happens.
            if (i == 0 || least * costs[i].Seconds <= left)
            {
                sets[i] = least;
                left -= least * costs[i].Seconds;
            }
        }

        left = Raise(costs, sets, left, static cost => cost.Usual);
        Raise(costs, sets, left, static cost => cost.Most);
        return sets;
    }

    private static double Raise(ReadOnlySpan<SetCost> costs, int[] sets, double left, Func<SetCost, int> upTo)
    {
        for (var raised = true; raised;)
        {
            raised = false;
            for (var i = 0; i < sets.Length; i++)
            {
                if (sets[i] > 0 && sets[i] < upTo(costs[i]) && costs[i].Seconds <= left)
                {
                    sets[i]++;
                    left -= costs[i].Seconds;
                    raised = true;
                }
            }
        }

        return left;
    }
}
