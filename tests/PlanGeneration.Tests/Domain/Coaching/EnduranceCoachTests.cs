using System.Text;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

public sealed class EnduranceCoachTests(ITestOutputHelper output)
{
    [Fact]
    public void Print()
    {
        var race = SomeTrainees.Monday.AddDays(16 * 7 - 1);
        var plan = Planner.Build(new(SomeTrainees.Marathoner, new(Specialisation.Endurance, "running", "marathon", race, 42_195, null, null, null, Periodisation.Linear), SomeTrainees.Monday, 16, 1));
        output.WriteLine(Show(plan));
    }

    internal static string Show(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var week in plan.Weeks)
        {
            var days = plan.Days.Where(d => d.WeekIndex == week.Index).ToList();
            var sessions = days.Where(d => d.Session is { Kind: not SessionKind.Race }).Select(d => d.Session!).ToList();
            text.AppendLine($"--- {week.Index} {week.Phase} rec={week.Recovery} main={sessions.Sum(s => s.Totals.MainMinutes)} total={sessions.Sum(s => s.Totals.Minutes)} km={sessions.Sum(s => s.Totals.DistanceKm)} load={sessions.Sum(s => s.Totals.Load)} easy12={Easy(sessions):0.00} hard={sessions.Sum(s => s.Totals.HardMinutes) / (double)Math.Max(1, sessions.Sum(s => s.Totals.Minutes)):0.00}");
            foreach (var d in days.Where(d => d.Session is not null))
            {
                var s = d.Session!;
                text.AppendLine($"  {d.Date.DayOfWeek,-9} {s.Kind,-10} {s.Totals.Minutes,3}/{s.Totals.MainMinutes,3} {s.Totals.DistanceKm,5} km rpe {s.TargetRpe} {s.Title}");
            }
        }

        var all = plan.Days.Where(d => d.Session is { Kind: not SessionKind.Race }).Select(d => d.Session!).ToList();
        text.AppendLine($"easy {Easy(all):0.000}  hard {all.Sum(s => s.Totals.HardMinutes) / (double)all.Sum(s => s.Totals.Minutes):0.000}");
        return text.ToString();
    }

    internal static double Easy(IEnumerable<Session> sessions)
    {
        double easy = 0, all = 0;
        foreach (var part in sessions.SelectMany(s => s.Parts))
        {
            foreach (var step in part.Steps.OfType<EnduranceStep>())
            {
                var seconds = part.Rounds * Sums.SecondsOf(step);
                all += seconds;
                easy += step.Zone <= 2 ? seconds : 0;
            }
        }

        return all == 0 ? 1 : easy / all;
    }
}
