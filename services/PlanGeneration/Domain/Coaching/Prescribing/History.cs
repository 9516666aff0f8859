using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>What was trained lately, for coaches who rotate.</summary>
internal static class History
{
    private const int LongAgo = 99;

    /// <summary>Days since a session of one of the focuses; many where there was none.</summary>
    public static int DaysSince(DayOrder day, IReadOnlyList<string> focuses)
    {
        var days = LongAgo;
        foreach (var session in day.Recent)
        {
            if (focuses.Contains(session.Focus))
            {
                days = Math.Min(days, Math.Max(0, day.Date.DayNumber - session.Date.DayNumber));
            }
        }

        return days;
    }

    /// <summary>
    /// The focus whose like was trained longest ago, the first of them among equals: what shares a pattern with the last two
    /// days (48 hours) waits.
    /// </summary>
    /// <param name="alike">Of a focus, those that load the same patterns, itself included.</param>
    public static string Next(DayOrder day, IReadOnlyList<string> rotation, Func<string, IReadOnlyList<string>> alike)
    {
        var (best, most) = (rotation[0], -1);
        foreach (var focus in rotation)
        {
            // What is alike decides first, then the focus itself: upper a, then upper b.
            var score = (Math.Min(DaysSince(day, alike(focus)), 14) * 100) + Math.Min(DaysSince(day, [focus]), LongAgo);
            if (score > most)
            {
                (best, most) = (focus, score);
            }
        }

        return best;
    }

    /// <summary>The order of a day: what a coach chose, eased by what the day can bear.</summary>
    public static SessionOrder Order(DayOrder day, SessionKind kind, string sport, string focus, int cap)
    {
        var decision = Deload.Decide(day.Readiness, day.Recent, day.Energy, focus);
        var chosen = decision.Easier && !Restorative.Suits(kind) ? SessionKind.Recovery : kind;
        var main = Math.Min(cap, day.Minutes - Budget.Overhead(day.Minutes)) * decision.Effort;
        return new(
            day.Trainee, day.Date, chosen, sport, chosen == kind ? focus : "", day.Minutes, Math.Max(5, (int)main), decision.Effort,
            null, null, day.Seed);
    }
}
