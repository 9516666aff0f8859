namespace Platform.Benchmarks.Delivery;

/// <summary>What bringing messages to people costs, and how close it comes to what others allow.</summary>
internal sealed class DeliveryBenchmark(Servers servers, Figures figures)
{
    private static readonly string[] All = ["limits", "throughput", "push", "interactions", "backlog"];

    /// <param name="parts">Some of the parts alone; none: all of them.</param>
    public static async Task<int> RunAsync(string[] parts)
    {
        if (parts.Except(All).ToArray() is [var unknown, ..])
        {
            throw new ArgumentException($"The parts of delivery are {string.Join(", ", All)}, not {unknown}.");
        }

        bool Wanted(string part) => parts.Length == 0 || parts.Contains(part);
        var figures = new Figures("delivery");
        if (Wanted("push"))
        {
            await Pushes.MeasureAsync(figures);
            PrintPushes(figures);
        }

        if (parts is not ["push"])
        {
            await using var servers = await Servers.StartAsync();
            await new DeliveryBenchmark(servers, figures).MeasureAsync(Wanted);
        }

        return 0;
    }

    private async Task MeasureAsync(Func<string, bool> wanted)
    {
        if (wanted("limits"))
        {
            await InRigAsync("limits", Limits.MeasureAsync);
            figures.Print("posts_per_s", "posts/s");
            figures.Print("limit_share", "ratio");
            figures.Print("limit_share_requests", "ratio");
            figures.Print("http_429", "answers");
        }

        if (wanted("throughput"))
        {
            await InRigAsync("throughput", Throughput.MeasureAsync);
            PrintThroughput();
        }

        if (wanted("interactions"))
        {
            await InRigAsync("interactions", Interactions.MeasureAsync);
            foreach (var load in (string[])["", "_busy"])
            {
                figures.Print($"interaction{load}_per_s", "answers/s");
                figures.Print($"interaction{load}_p50_ms", "ms");
                figures.Print($"interaction{load}_p99_ms", "ms");
            }

            figures.Print("interaction_cpu_service", "us/answer");
            figures.Print("interaction_cpu_postgres", "us/answer");
        }

        if (wanted("backlog"))
        {
            await InRigAsync("backlog", Backlog.MeasureAsync);
            figures.Print("backlog_per_s", "deliveries/s");
            figures.Print("backlog_rss_mib", "MiB");
            figures.Print("backlog_growth_mib", "MiB");
            figures.Print("backlog_peak_growth_mib", "MiB");
        }
    }

    private async Task InRigAsync(string name, Func<Rig, Figures, Task> measure)
    {
        await using var rig = await Rig.MakeAsync(servers, name);
        await measure(rig, figures);
    }

    private void PrintThroughput()
    {
        figures.Print("delivered_per_s", "deliveries/s");
        figures.Print("delivered_and_told_per_s", "deliveries/s");
        figures.Print("raw_per_s", "messages/s");
        figures.Print("vs_raw", figures.Ratio("delivered_per_s", "raw_per_s"), "ratio");
        foreach (var peer in (string[])["delivered", "raw"])
        {
            foreach (var group in CpuSplit.Groups)
            {
                figures.Print($"{peer}_cpu_{group}", "us/message");
            }
        }
    }

    private static void PrintPushes(Figures figures)
    {
        figures.Print("push_per_core_s", "messages/s");
        figures.Print("webpush_per_core_s", "messages/s");
        figures.Print("push_vs_webpush", figures.Ratio("push_per_core_s", "webpush_per_core_s"), "ratio");
        figures.Print("push_encrypted_per_core_s", "messages/s");
        figures.Print("webpush_encrypted_per_core_s", "messages/s");
        figures.Print("push_encrypted_vs_webpush", figures.Ratio("push_encrypted_per_core_s", "webpush_encrypted_per_core_s"), "ratio");
        figures.Print("push_sends_per_s", "messages/s");
    }
}
