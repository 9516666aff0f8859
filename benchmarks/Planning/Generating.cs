using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.Benchmarks.Planning;

/// <summary>The planner alone, on one thread: 16-week plans for many kinds of athletes, by every coach.</summary>
internal static class Generating
{
    private const int Rounds = 5;
    private const int Kept = 300;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static void Measure(IReadOnlyList<PlanOrder> orders, Figures figures)
    {
        var plans = orders.Select(Planner.Build).ToArray();
        // Once for the compiler, which makes a method quicker after many calls.
        Round(new("warm-up"), orders, plans, TimeSpan.FromSeconds(2));
        for (var round = 0; round < Rounds; round++)
        {
            Round(figures, orders, plans, Slice);
        }

        figures.Add("retained_kib_per_plan", RetainedKib(orders));
    }

    private static void Round(Figures figures, IReadOnlyList<PlanOrder> orders, Plan[] plans, TimeSpan slice)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (perSecond, count) = Rate(slice, orders.Count, i => Planner.Build(orders[i]));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        figures.Add("generated_per_core_s", perSecond);
        figures.Add("allocated_kib_per_plan", allocated / 1024.0 / count);
        figures.Add("generated_marathon_per_core_s", Rate(slice, 100, _ => Planner.Build(Athletes.Marathon)).PerSecond);
        figures.Add("validated_per_core_s", Rate(slice, orders.Count, i => PlanValidator.Check(plans[i], orders[i].Trainee)).PerSecond);
        figures.Add("serialised_per_core_s", Rate(slice, orders.Count, i => Serialise(plans[i])).PerSecond);
    }

    /// <summary>By processor time of the whole program, the collector's included: other programs on the machine do not count.</summary>
    private static (double PerSecond, int Count) Rate<T>(TimeSpan slice, int set, Func<int, T> work)
    {
        var (before, count, used) = (Environment.CpuUsage.TotalTime, 0, TimeSpan.Zero);
        while (used < slice)
        {
            for (var i = 0; i < set; i++)
            {
                GC.KeepAlive(work(i));
            }

            count += set;
            used = Environment.CpuUsage.TotalTime - before;
        }

        return (count / used.TotalSeconds, count);
    }

    private static long Serialise(Plan plan)
    {
        var bytes = 0L;
        foreach (var day in plan.Days)
        {
            bytes += day.Session is { } session ? PlanJson.WriteUtf8(session).Length : 0;
        }

        return bytes;
    }

    private static double RetainedKib(IReadOnlyList<PlanOrder> orders)
    {
        var kept = new Plan[Kept];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Kept; i++)
        {
            kept[i] = Planner.Build(orders[i % orders.Count]);
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (after - before) / 1024.0 / Kept;
    }

    /// <returns>The orders whose plans the validator passes: all of them, one hopes. One that would be refused counts for no figure.</returns>
    public static IReadOnlyList<PlanOrder> Sound(Figures figures)
    {
        List<PlanOrder> sound = [];
        foreach (var order in Athletes.Orders)
        {
            if (PlanValidator.Check(Planner.Build(order), order.Trainee) is [var fault, ..] faults)
            {
                Figures.Note($"refused, {faults.Count} faults: {order.Target}, athlete {order.Seed}: {fault}");
            }
            else
            {
                sound.Add(order);
            }
        }

        figures.Add("refused_plans", Athletes.Orders.Count - sound.Count);
        return sound;
    }
}
