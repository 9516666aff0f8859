using Platform.PlanGeneration.Domain.Planning;
using Platform.ServiceDefaults.Data;

namespace Platform.Benchmarks.Planning;

/// <summary>What plans cost: to generate, to store, to read a day of, and to make everybody's day at night.</summary>
internal static class PlanningBenchmark
{
    private static readonly string[] All = ["generating", "storing", "today", "night"];

    /// <param name="parts">Some of the parts alone, in a hurry; none: all of them.</param>
    public static async Task<int> RunAsync(string[] parts)
    {
        if (parts.Except(All).ToArray() is [var unknown, ..])
        {
            throw new ArgumentException($"The parts of planning are {string.Join(", ", All)}, not {unknown}.");
        }

        bool Wanted(string part) => parts.Length == 0 || parts.Contains(part);
        var figures = new Figures("planning");
        var orders = Generating.Sound(figures);
        if (Wanted("generating"))
        {
            Generating.Measure(orders, figures);
            PrintGenerating(figures);
        }

        if (parts is ["generating"])
        {
            return 0;
        }

        await using var servers = await Servers.StartAsync();
        async Task<string> DatabaseAsync(string name)
        {
            var database = await servers.CreateDatabaseAsync(name);
            await Migrator.ApplyAsync(database, typeof(Planner).Assembly, CancellationToken.None);
            return database;
        }

        if (Wanted("storing"))
        {
            await Storing.MeasureAsync(await DatabaseAsync("plans"), orders, figures);
            PrintStoring(figures);
        }

        if (Wanted("today"))
        {
            await Today.MeasureAsync(servers, await DatabaseAsync("today"), figures);
            PrintToday(figures);
        }

        if (Wanted("night"))
        {
            await Nights.MeasureAsync(DatabaseAsync, figures);
            PrintNight(figures);
        }

        return 0;
    }

    private static void PrintGenerating(Figures figures)
    {
        foreach (var (figure, unit) in ((string, string)[])
        [
            ("refused_plans", "plans"), ("generated_per_core_s", "plans/s"), ("generated_marathon_per_core_s", "plans/s"),
            ("validated_per_core_s", "plans/s"), ("serialised_per_core_s", "plans/s"), ("allocated_kib_per_plan", "KiB"), ("retained_kib_per_plan", "KiB"),
        ])
        {
            figures.Print(figure, unit);
        }
    }

    private static void PrintStoring(Figures figures)
    {
        figures.Print("json_kib_per_plan", "KiB");
        figures.Print("json_kib_per_session", "KiB");
        foreach (var connections in (int[])[1, 8])
        {
            foreach (var name in (string[])["stored", "copy", "copy_days", "singles"])
            {
                figures.Print($"{name}_per_s_{connections}", "plans/s");
                figures.Print($"{name}_cpu_{connections}", "ms/plan");
            }

            foreach (var peer in (string[])["copy", "copy_days", "singles"])
            {
                figures.Print($"stored_vs_{peer}_{connections}", figures.Ratio($"stored_per_s_{connections}", $"{peer}_per_s_{connections}"), "ratio");
                figures.Print($"stored_vs_{peer}_cpu_{connections}", figures.Ratio($"{peer}_cpu_{connections}", $"stored_cpu_{connections}"), "ratio");
            }
        }

        // The lower of the two: neither may be had at the price of the other.
        foreach (var peer in (string[])["copy", "singles"])
        {
            figures.Print($"stored_vs_{peer}", Math.Min(
                figures.Ratio("stored_per_s_1", $"{peer}_per_s_1"), figures.Ratio("stored_per_s_8", $"{peer}_per_s_8")), "ratio");
        }
    }

    private static void PrintToday(Figures figures)
    {
        figures.Print("today_kib", "KiB");
        foreach (var name in (string[])["today", "raw"])
        {
            figures.Print($"{name}_rps", "requests/s");
            figures.Print($"{name}_p50", "ms");
            figures.Print($"{name}_p99", "ms");
            figures.Print($"{name}_cpu", "us/request");
        }

        figures.Print("today_vs_raw", figures.Ratio("today_rps", "raw_rps"), "ratio");
        figures.Print("today_vs_raw_cpu", figures.Ratio("raw_cpu", "today_cpu"), "ratio");
    }

    private static void PrintNight(Figures figures)
    {
        figures.Print("night_per_s", "athletes/s");
        figures.Print("night_per_core_s", "athletes/s");
        figures.Print("night_with_postgres_per_core_s", "athletes/s");
        figures.Print("night_10k_us", "us/athlete");
        figures.Print("night_100k_us", "us/athlete");
        figures.Print("night_growth", figures.Ratio("night_100k_us", "night_10k_us"), "ratio");
        figures.Print("night_growth_cpu", figures.Ratio("night_100k_cpu", "night_10k_cpu"), "ratio");
    }
}
