using System.Diagnostics;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// Deliveries a second without limits, from the first message that says who is due until the last delivery is stored as
/// delivered, in turn with <see cref="RawConsumer"/>.
/// </summary>
internal sealed class Throughput(Rig rig, RawConsumer raw, Figures figures)
{
    private const int Rounds = 5;
    private const int Count = 6000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    public static async Task MeasureAsync(Rig rig, Figures figures)
    {
        var receivers = Peer.Address();
        await using var discord = await Unlimited.StartAsync(receivers);
        await using var service = await rig.StartAsync(receivers, Unlimited.Settings);
        await People.SeedAsync(rig, Count);
        await People.KnowBareChannelsAsync(rig, Count);
        var raw = await RawConsumer.PrepareAsync(rig);
        var warmUp = new Throughput(rig, raw, new("warm-up"));
        await warmUp.DeliverAsync();
        await warmUp.ConsumeAsync();
        var measured = new Throughput(rig, raw, figures);
        for (var round = 0; round < Rounds; round++)
        {
            await measured.DeliverAsync();
            await measured.ConsumeAsync();
        }
    }

    private async Task DeliverAsync()
    {
        await rig.ClearAsync();
        var (split, started) = (new CpuSplit(), Stopwatch.GetTimestamp());
        await People.DueAsync(rig, 0, Count);
        await rig.DeliveredAsync(Count, LookEvery, TimeSpan.FromMinutes(1));
        figures.Add("delivered_per_s", Count / Stopwatch.GetElapsedTime(started).TotalSeconds);
        await rig.AllToldAsync(LookEvery);
        figures.Add("delivered_and_told_per_s", Count / Stopwatch.GetElapsedTime(started).TotalSeconds);
        split.AddTo(figures, "delivered", Count);
        await rig.VerifyAsync(Count);
    }

    private async Task ConsumeAsync()
    {
        await raw.FillAsync(Count);
        var split = new CpuSplit();
        figures.Add("raw_per_s", Count / await raw.RunAsync(Count));
        split.AddTo(figures, "raw", Count);
    }
}
