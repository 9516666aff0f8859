using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>What a proposal has to keep to before anything is built from it. What is built is validated like every plan.</summary>
internal static class ProposalRules
{
    public const int LongestStrategy = 600;
    private const int LeastMinutes = 10;

    /// <returns>Lines of the form <c>path: reason</c>.</returns>
    public static IReadOnlyList<string> Check(PlanProposal proposal, PlanMenu menu, PlanOrder order)
    {
        var faults = new List<string>();
        if (proposal.Strategy.Length is 0 or > LongestStrategy || proposal.Strategy.Any(c => char.IsControl(c) || char.IsDigit(c)))
        {
            faults.Add($"strategy: 1 to {LongestStrategy} characters without line breaks and without digits, since the figures are computed");
        }

        var weeks = PlanMenu.TaperStart(menu.Weeks);
        for (var i = 0; i < proposal.Weeks.Count; i++)
        {
            var week = proposal.Weeks[i];
            if (week.Index < 0 || week.Index >= weeks || proposal.Weeks.Take(i).Any(w => w.Index == week.Index))
            {
                faults.Add($"weeks[{i}].index: each week from 0 to {weeks - 1} once");
            }

            CheckDays(week, $"weeks[{i}]", menu, order, faults);
        }

        if (faults.Count == 0 && proposal.Weeks.Count != weeks)
        {
            faults.Add($"weeks: {weeks} weeks are to be arranged, {proposal.Weeks.Count} are");
        }

        return faults;
    }

    private static void CheckDays(ProposedWeek week, string path, PlanMenu menu, PlanOrder order, List<string> faults)
    {
        var (taken, hard) = (new HashSet<DayOfWeek>(), 0);
        for (var i = 0; i < week.Days.Count; i++)
        {
            var day = week.Days[i];
            if (DayOf(day.Day) is not { } weekday || order.Trainee.MinutesOn(weekday) == 0)
            {
                faults.Add($"{path}.days[{i}].day: {day.Day} is not a training day; those are {string.Join(", ", order.Trainee.TrainingDays.ToList().Select(WireNames.Of))}");
            }
            else if (!taken.Add(weekday))
            {
                faults.Add($"{path}.days[{i}].day: {day.Day} has a session already");
            }
            else if (day.Minutes < LeastMinutes || day.Minutes > order.Trainee.MinutesOn(weekday))
            {
                faults.Add($"{path}.days[{i}].minutes: {day.Minutes}, but {day.Day} takes {LeastMinutes} to {order.Trainee.MinutesOn(weekday)}");
            }

            if (menu.Find(day.Session) is not { } item)
            {
                faults.Add($"{path}.days[{i}].session: not on the menu");
            }
            else
            {
                hard += item.Kind.IsHard() ? 1 : 0;
            }
        }

        if (week.Days.Count == 0)
        {
            faults.Add($"{path}.days: at least one session a week");
        }
        else if (hard > Math.Max(1, week.Days.Count / 2))
        {
            faults.Add($"{path}.days: {hard} of {week.Days.Count} sessions are hard; at most half may be");
        }
    }

    public static DayOfWeek? DayOf(string name) => WireNames.Find<DayOfWeek>(name);
}
