using System.Diagnostics;

namespace Platform.Benchmarks.Planning;

/// <summary>Wall time and processor time since it was made, in seconds.</summary>
internal sealed class Processor
{
    private static readonly ProcessTree Everything = new(Environment.ProcessId);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _own = Environment.CpuUsage.TotalTime;
    private readonly double _all = Everything.CpuSeconds();

    public double Wall => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Of this program.</summary>
    public double Own => (Environment.CpuUsage.TotalTime - _own).TotalSeconds;

    /// <summary>Of this program and the servers it has started.</summary>
    public double All => Everything.CpuSeconds() - _all;
}
