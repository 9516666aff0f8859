using System.Globalization;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;
using Spectre.Console;
using PlannedPlan = Platform.PlanGeneration.Domain.Planning.Plan;

namespace Platform.Plan;

/// <summary>A plan on paper: who and what for, a table a week, and what it adds up to.</summary>
internal static class PlanPrinter
{
    public static void Print(PlannedPlan plan, Example example, int? onlyWeek)
    {
        Header(plan, example);
        foreach (var week in plan.Weeks)
        {
            if (onlyWeek is null || week.Index == onlyWeek - 1)
            {
                Week(plan, week);
            }

            if (week.Index == onlyWeek - 1)
            {
                SessionPrinter.Print(plan.Days.Where(d => d.WeekIndex == week.Index));
            }
        }

        if (onlyWeek is null)
        {
            var sessions = plan.Days.Where(d => d.Session is { Kind: not SessionKind.Race }).Select(d => d.Session!).ToList();
            AnsiConsole.MarkupLineInterpolated($"[bold]In all[/]: {sessions.Count} sessions, {Hours(sessions.Sum(s => s.Totals.Minutes))}{Totals(sessions)}");
        }
    }

    private static void Header(PlannedPlan plan, Example example)
    {
        var trainee = example.Order.Trainee;
        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Name}[/], from {plan.StartDate:yyyy-MM-dd}");
        AnsiConsole.MarkupLineInterpolated($"Athlete  {example.Athlete}");
        if (plan.Target is { RaceDate: { } race } target)
        {
            var goal = target.GoalSeconds is { } seconds ? $"in {RaceTime.Text(TimeSpan.FromSeconds(seconds))}" : "to finish well";
            AnsiConsole.MarkupLineInterpolated($"Goal     {RaceFormat.Find(target.Format)?.Name ?? target.Format} on {race.ToString("dddd, yyyy-MM-dd", CultureInfo.InvariantCulture)}, {goal}");
        }
        else
        {
            AnsiConsole.MarkupLineInterpolated($"Goal     {plan.Target.Goal}, {plan.Target.Periodisation} periodisation");
        }

        if (trainee.Vdot is { } vdot && plan.Target.Coach != Specialisation.Force)
        {
            var paces = Vdot.Paces(vdot);
            AnsiConsole.MarkupLineInterpolated(
                $"Paces    VDOT {vdot:0.0}: easy {RaceTime.Pace(paces.Easy.FastSecPerKm)} to {RaceTime.Pace(paces.Easy.SlowSecPerKm)}, marathon {RaceTime.Pace(paces.MarathonSecPerKm)}, threshold {RaceTime.Pace(paces.ThresholdSecPerKm)}, interval {RaceTime.Pace(paces.IntervalSecPerKm)}, repetition {RaceTime.Pace(paces.RepetitionSecPerKm)}");
        }

        AnsiConsole.WriteLine();
    }

    private static void Week(PlannedPlan plan, PlanWeek week)
    {
        var days = plan.Days.Where(d => d.WeekIndex == week.Index).ToList();
        var table = new Table
        {
            Border = TableBorder.Rounded,
            Title = new($"Week {week.Index + 1} of {week.Of}: {Words(week.Phase.ToString())}{(week.Recovery ? ", recovery" : "")}"),
        };
        table.AddColumns("Day", "Session", "min", "km", "RPE", "Work");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        table.Columns[4].RightAligned();
        foreach (var day in days)
        {
            var date = day.Date.ToString("ddd dd MMM", CultureInfo.InvariantCulture);
            if (day.Session is { } session)
            {
                table.AddRow(
                    Markup.Escape(date), Markup.Escape(session.Title), $"{session.Totals.Minutes}", Km(session) is > 0 and var km ? $"{km:0.0}" : "",
                    $"{session.TargetRpe:0.#}", Markup.Escape(SessionText.Work(session)));
            }
            else
            {
                table.AddRow(date, "rest", "", "", "", "");
            }
        }

        var sessions = days.Where(d => d.Session is { Kind: not SessionKind.Race }).Select(d => d.Session!).ToList();
        table.Caption = new($"{Hours(sessions.Sum(s => s.Totals.Minutes))}, main work {sessions.Sum(s => s.Totals.MainMinutes)} min{Totals(sessions)}, load {sessions.Sum(s => s.Totals.Load)}");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }

    private static string Totals(List<Session> sessions)
    {
        var (km, tonnage) = (sessions.Sum(Km), sessions.Sum(s => s.Totals.TonnageKg));
        return $"{(km > 0 ? $", {km:0.0} km" : "")}{(tonnage == 0 && km > 0 ? $", {SessionText.EasyShare(sessions):P0} easy" : "")}{(tonnage > 0 ? $", {tonnage / 1000:0.0} t lifted" : "")}";
    }

    /// <summary>Less than a kilometre is a warm-up.</summary>
    private static decimal Km(Session session) => session.Totals.DistanceKm >= 1 ? session.Totals.DistanceKm : 0;

    private static string Hours(int minutes) => $"{minutes / 60} h {minutes % 60:00}";

    private static string Words(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
