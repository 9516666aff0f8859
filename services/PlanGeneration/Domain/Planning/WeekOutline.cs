namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>What a week of a plan is and what its days add up to, the race included.</summary>
internal sealed record WeekOutline(
    int Index, Phase Phase, bool Recovery, int Sessions, int Minutes, int MainMinutes, int HardMinutes, decimal DistanceKm, int Load)
{
    public static IReadOnlyList<WeekOutline> Of(IReadOnlyList<PlanWeek> weeks, IReadOnlyList<PlannedDay> days)
    {
        var outline = weeks.Select(w => new WeekOutline(w.Index, w.Phase, w.Recovery, 0, 0, 0, 0, 0, 0)).ToArray();
        foreach (var (index, session) in days.Select(d => (d.WeekIndex, d.Session)))
        {
            if (session is { Totals: { } totals })
            {
                var week = outline[index];
                outline[index] = week with
                {
                    Sessions = week.Sessions + 1,
                    Minutes = week.Minutes + totals.Minutes,
                    MainMinutes = week.MainMinutes + totals.MainMinutes,
                    HardMinutes = week.HardMinutes + totals.HardMinutes,
                    DistanceKm = week.DistanceKm + totals.DistanceKm,
                    Load = week.Load + totals.Load,
                };
            }
        }

        return outline;
    }
}
