using System.Text.Json;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Tests.Planning;

/// <summary>What holds for every plan of every athlete, whoever coaches: tried with some thousands of them.</summary>
public sealed class PlanPropertyTests
{
    private const int Athletes = 700;

    [Fact]
    public void A_plain_coach_is_kept_in_bounds_by_the_planner()
    {
        var days = Enum.GetValues<DayOfWeek>();
        // Which of its days are left before a race is chance: to keep a taper sharp is a coach's craft, not the planner's.
        Trial(number => (RandomAthletes.Order(number, Specialisation.Endurance), new PlainCoach(days[(number % 5)..(number % 5 + 3)])), FaultRules.TaperIntensity);
    }

    [Theory]
    [MemberData(nameof(Registered))]
    public void No_plan_of_a_registered_coach_has_a_fault(string coach) => Trial(number =>
        (RandomAthletes.Order(number, Enum.Parse<Specialisation>(coach)), Coaches.For(Enum.Parse<Specialisation>(coach))));

    [Fact]
    public void The_same_order_is_the_same_plan_to_the_letter()
    {
        foreach (var coach in Coaches.All)
        {
            for (var number = 0; number < 50; number++)
            {
                var order = RandomAthletes.Order(number, coach.Specialisation);
                var one = JsonSerializer.Serialize(Planner.Build(order, coach));
                JsonSerializer.Serialize(Planner.Build(order with { Trainee = RandomAthletes.Athlete(number) }, coach)).ShouldBe(one);
            }
        }
    }

    public static TheoryData<string> Registered => [.. Coaches.All.Select(c => c.Specialisation.ToString())];

    private static void Trial(Func<int, (PlanOrder, ICoach)> made, string except = "")
    {
        List<string> found = [];
        Parallel.For(0, Athletes, number =>
        {
            var (order, coach) = made(number);
            var plan = Planner.Build(order, coach);
            var faults = PlanValidator.Check(plan, order.Trainee, coach.KeepsHardDaysApart).Where(f => f.Rule != except).Select(f => $"{f.Rule} at {f.Path}: {f.Reason}").Concat(Broken(plan, order)).Take(3).ToList();
            if (faults.Count > 0)
            {
                lock (found)
                {
                    found.AddRange(faults.Select(f => $"athlete {number} ({coach.Specialisation}, {order.Weeks} weeks, {order.Target.Format ?? order.Target.Goal}): {f}"));
                }
            }
        });

        found.ShouldBeEmpty($"{found.Count} faults, such as\n{string.Join('\n', found.GroupBy(f => f.Split(": ")[1].Split(' ')[0]).Select(g => $"{g.Count()} × {string.Join('\n', g.Take(3))}"))}\n");
    }

    /// <summary>The same properties, computed again without the validator.</summary>
    private static IEnumerable<string> Broken(Plan plan, PlanOrder order)
    {
        var trainee = order.Trainee;
        foreach (var day in plan.Days.Where(d => d.Session is not null))
        {
            if (trainee.Profile.NeverDays.Contains(day.Date.DayOfWeek) || day.Date < order.FirstDate || day.Date > order.Target.RaceDate)
            {
                yield return $"closed_day at {day.Date}: {day.Session!.Title}";
            }

            if (Sums.Of(day.Session!.Parts, day.Session.TargetRpe) != day.Session.Totals)
            {
                yield return $"sums at {day.Date}: {day.Session.Totals}";
            }
        }

        if (order.Weeks > 1 && !plan.Days.Any(d => d.Session is not null) && plan.Days.Any(d => d.Date >= order.FirstDate && trainee.MinutesOn(d.Date.DayOfWeek) > 0))
        {
            yield return "empty at plan: nobody trains";
        }

        var loads = plan.Days.Chunk(7).Select(w => w.Sum(d => d.Session is { } s && s.Kind != SessionKind.Race ? s.Totals.Load : 0)).ToArray();
        for (var week = 2; week < loads.Length; week++)
        {
            if (loads[week] > 1.25 * Math.Max(360, loads[Math.Max(0, week - 3)..week].Max()))
            {
                yield return $"change at week {week}: {loads[week]} after {string.Join(", ", loads[..week])}";
            }
        }

        if (TaperReduction(plan, trainee) is var (reduction, slack) && (reduction + slack < 0.41 || reduction - slack > 0.60))
        {
            yield return $"taper at plan: {reduction:P0} less";
        }
    }

    /// <summary>
    /// By how much the taper's main minutes a training day are below those of the biggest of the six weeks before it, and how
    /// far whole minutes can be off; null where there is too little to taper.
    /// </summary>
    private static (double Reduction, double Slack)? TaperReduction(Plan plan, Trainee trainee)
    {
        var first = plan.Weeks.TakeWhile(w => w.Phase < Phase.Taper).Count();
        if (plan.Target.RaceDate is not { } race || first < 2)
        {
            return null;
        }

        var main = plan.Days.Chunk(7).Select(w => w.Sum(d => d.Session is { Kind: not SessionKind.Race } s ? s.Totals.MainMinutes : 0)).ToArray();
        var training = plan.Days.Where(d => d.WeekIndex >= first && d.Date < race && trainee.TrainingDays.Contains(d.Date.DayOfWeek)).ToList();
        var peak = (double)main[Math.Max(0, first - 6)..first].Max() * training.Count / trainee.TrainingDays.ToList().Count;
        if (peak < 60 || training.Count < 3)
        {
            return null;
        }

        var off = 2 * Math.Max(1, plan.Days.Count(d => d.WeekIndex >= first && d.Session is { Kind: not SessionKind.Race })) / peak;
        return (1 - (main[first..].Sum() / peak), off);
    }
}
