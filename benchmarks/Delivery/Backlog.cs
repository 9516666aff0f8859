using System.Diagnostics;
using Platform.Benchmarks.Scheduler;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// Whether a long queue makes the service larger: 100,000 deliveries, all written down before a fresh process begins to
/// send, and its resident memory meanwhile. The collector is left alone.
/// </summary>
internal static class Backlog
{
    private const int Count = 100_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static async Task MeasureAsync(Rig rig, Figures figures)
    {
        var receivers = Peer.Address();
        await using var discord = await Unlimited.StartAsync(receivers);
        await using (await rig.StartAsync(receivers, [.. Unlimited.Settings, ("Sender__Enabled", "false")]))
        {
            await People.SeedAsync(rig, Count);
            await People.KnowBareChannelsAsync(rig, Count);
            await People.DueAsync(rig, 0, Count);
            await WrittenDownAsync(rig);
        }

        await rig.Owner.EachAsync("VACUUM ANALYZE deliveries", "CHECKPOINT");
        var started = Stopwatch.GetTimestamp();
        await using var service = await rig.StartAsync(receivers, Unlimited.Settings);
        var samples = await DrainAsync(rig, service);
        figures.Add("backlog_per_s", Count / Stopwatch.GetElapsedTime(started).TotalSeconds);
        await rig.AllToldAsync(LookEvery);
        await rig.VerifyAsync(Count);

        var warm = Median(samples.Where(s => s.Share is >= 0.10 and < 0.15));
        figures.Add("backlog_rss_mib", warm);
        figures.Add("backlog_growth_mib", Median(samples.Where(s => s.Share is >= 0.95)) - warm);
        figures.Add("backlog_peak_growth_mib", samples.Where(s => s.Share >= 0.10).Max(s => s.Mib) - warm);
    }

    private static async Task WrittenDownAsync(Rig rig)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await rig.Owner.ScalarAsync<long>("SELECT count(*) FROM deliveries WHERE status = 'pending'") < Count)
        {
            await Task.Delay(LookEvery, patience.Token);
        }
    }

    private static async Task<List<(double Share, double Mib)>> DrainAsync(Rig rig, DeliveryProcess service)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var samples = new List<(double Share, double Mib)>();
        var noted = 0.0;
        double share;
        do
        {
            await Task.Delay(LookEvery, patience.Token);
            share = await rig.DeliveredAsync() / (double)Count;
            samples.Add((share, service.ResidentMib()));
            if (share >= noted)
            {
                Figures.Note($"{share:P0} delivered, {samples[^1].Mib:0} MiB resident");
                noted += 0.1;
            }
        }
        while (share < 1);
        return samples;
    }

    private static double Median(IEnumerable<(double Share, double Mib)> samples)
    {
        var sorted = samples.Select(s => s.Mib).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
